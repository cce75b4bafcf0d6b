-- Who must be told when a session ends: one row for each sign-on. Found by a keeper HMAC of service provider and NameID,
-- or by a keeper HMAC of the session's id hash; sealed under a key of the keeper's. Leads to no session and no account
-- without the keeper.
create table participant (
    locator        bytea not null,
    session_group  bytea not null,
    sealed         bytea not null,
    ends_on        date not null,
    primary key (locator, session_group)
);
create index participant_of_session on participant (session_group);

-- Our logout requests that are under way: a hash of service provider and request id, a hash of the logout and the place in
-- it, the participant rows that a good answer makes superfluous, and what was answered.
create table logout_answer (
    mark            bytea primary key,
    place           bytea not null,
    locator         bytea not null,
    session_groups  bytea[] not null,
    outcome         text not null check (outcome in ('asked', 'signed out', 'partly', 'refused')),
    expires_at      timestamptz not null
);
create index logout_answer_at_place on logout_answer (place);

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

-- What a service provider answered to a logout request of ours: a hash of service provider and request id.
create table logout_answer (
    mark        bytea primary key,
    outcome     text not null check (outcome in ('signed out', 'partly', 'refused')),
    expires_at  timestamptz not null
);

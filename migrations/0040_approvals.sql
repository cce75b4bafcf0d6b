-- Whether what changes trust in the console needs a second person. None: it does not. The row is not believed without the keeper's
-- MAC, nor where it is not the one that the audit names last: then a second person is needed.
create table approval_policy (
    org_id   uuid primary key references organisation,
    version  bigint not null,
    needed   boolean not null,
    mac      bytea not null
);

-- A change that waits for a second person: what, by whom, from what it started and until when, sealed by the keeper.
create table proposal (
    id          uuid primary key,
    org_id      uuid not null references organisation,
    sealed      bytea not null,
    expires_on  date not null,
    mac         bytea not null
);

-- Finds that a proposal was decided, by a mark that only the keeper makes of it; and what was chosen last: few rows of very many.
create index audit_of_proposal on audit (subject) where event = 'proposal ended';
create index audit_of_second_person on audit (chain, seq) where event like 'second person %';

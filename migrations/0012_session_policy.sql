-- What an organisation's administrators chose of how long sessions last, in minutes; none: what the operator set. Nobody's session
-- follows it without the keeper's MAC, or where a later version was seen.
create table session_policy (
    org_id       uuid primary key references organisation,
    version      bigint not null,
    longest      integer not null,
    idle         integer not null,
    shared_idle  integer not null,
    mac          bytea not null
);

-- What the database may hold: random ids, handles, salts, verifiers, sealed records, live flags, service-provider
-- metadata without contact persons, and pseudonymous audit rows. Rows that confer trust carry a MAC by the keeper over
-- table, row, version and columns; without it the row does not exist. Account rows carry dates, not times.

create table organisation (
    id          uuid primary key,
    created_on  date not null,
    mac         bytea not null
);

create table account (
    id             uuid primary key,
    org_id         uuid not null references organisation,
    handle         bytea not null,
    state          text not null check (state in ('invited', 'active', 'revoked', 'frozen')),
    created_on     date not null,
    inbox_public   bytea not null,
    inbox_mac      bytea not null,
    inbox_version  bigint not null,
    unique (org_id, handle)
);

create table way_in (
    id              uuid primary key,
    account_id      uuid not null references account on delete cascade,
    way             text not null check (way in ('passphrase')),
    salt            bytea not null,
    memory_kib      integer not null,
    passes          integer not null,
    lanes           integer not null,
    wrapped_kw      bytea not null,
    verifier        bytea not null,
    sealed_private  bytea not null,
    unique (account_id, way)
);

create table root_seal (
    way_id      uuid not null references way_in on delete cascade,
    root_epoch  integer not null,
    sealed      bytea not null,
    primary key (way_id, root_epoch)
);

create table factor (
    id              uuid primary key,
    account_id      uuid not null references account on delete cascade,
    kind            text not null check (kind in ('totp')),
    for_factor_key  bytea not null,
    for_root        bytea not null,
    record          bytea not null
);
create index factor_of_account on factor (account_id);

create table profile (
    account_id  uuid primary key references account on delete cascade,
    root_epoch  integer not null,
    version     bigint not null,
    sealed      bytea not null
);

create table inbox_item (
    id          uuid primary key,
    account_id  uuid not null references account on delete cascade,
    sealed      bytea not null
);
create index inbox_item_of_account on inbox_item (account_id);

-- One per account at most: a new invitation takes the place of the one before. The exact expiry is inside the seal.
create table invitation (
    locator     bytea primary key,
    account_id  uuid not null unique references account on delete cascade,
    wrapped_kw  bytea not null,
    sealed      bytea not null,
    expires_on  date not null,
    mac         bytea not null
);

create table service_provider (
    org_id           uuid not null references organisation,
    entity_id        text not null,
    version          bigint not null,
    metadata         bytea not null,
    released         text[] not null,
    allow_http_acs   boolean not null,
    added_on         date not null,
    mac              bytea not null,
    primary key (org_id, entity_id)
);

-- Found by a hash of the cookie's id; the exact end is inside the seal.
create table session (
    id_hash     bytea primary key,
    account_id  uuid not null references account on delete cascade,
    epoch       integer not null,
    sealed      bytea not null,
    ends_on     date not null
);
create index session_of_account on session (account_id);

-- A sign-on or a sign-in under way in one tab, sealed under a key that only that tab's token gives.
create table pending (
    id_hash     bytea primary key,
    epoch       integer not null,
    sealed      bytea not null,
    expires_at  timestamptz not null
);
create index pending_by_expiry on pending (expires_at);

-- A one-time code that was used. The mark is made under the factor's own key: it leads to no account.
create table spent_code (
    mark        bytea primary key,
    expires_on  date not null
);

-- A request id that was used, as SHA-256 of service provider and id.
create table seen_request (
    mark        bytea primary key,
    expires_at  timestamptz not null
);
create index seen_request_by_expiry on seen_request (expires_at);

-- Preallocated, so that a bucket says nothing about who exists; which bucket an identifier falls into, only the keeper knows.
create table throttle (
    bucket      integer primary key,
    failures    integer not null,
    open_at     timestamptz not null
);
insert into throttle (bucket, failures, open_at) select n, 0, 'epoch' from generate_series(0, 16383) as n;

create table audit (
    chain             uuid not null,
    seq               bigint not null,
    at                timestamptz not null,
    event             text not null,
    subject           bytea not null,
    service_provider  text not null,
    request_id        text not null,
    mac               bytea not null,
    primary key (chain, seq)
);

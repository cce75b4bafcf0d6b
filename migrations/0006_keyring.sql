-- The administrators' keyring, and whether people's identity seeds are kept by it. One row once the organisation has
-- answered; its version counts up with each writing, so that who has seen a later one notices an earlier one. The private
-- half lies with the members alone; while the keyring is being re-keyed, the private half of before is sealed to the present
-- public one.
create table keyring (
    org_id   uuid primary key references organisation,
    version  bigint not null,
    escrows  boolean not null,
    epoch    integer not null,
    public   bytea,
    elder    bytea,
    mac      bytea not null,
    constraint keyring_public check (escrows = (public is not null))
);

-- An administrator's place on it: her public key, the keyring's private key sealed to that (null while she waits to be
-- admitted), and who she is, sealed to the keyring. Leads to no account.
create table keyring_member (
    id      uuid primary key,
    org_id  uuid not null references organisation,
    epoch   integer not null,
    public  bytea not null,
    sealed  bytea,
    label   bytea not null,
    mac     bytea not null
);

-- The identity seed of each person who has signed in since the organisation chose so, sealed to the keyring's public key.
create table escrow (
    account_id  uuid primary key references account on delete cascade,
    epoch       integer not null,
    sealed      bytea not null,
    mac         bytea not null
);
create index escrow_by_epoch on escrow (epoch);

-- Where envelopes for a person are sealed to, and the slips that tell them of it: public halves, of one generation of their
-- data seed. The keeper vouches for both.
create table envelope_key (
    account_id  uuid primary key references account on delete cascade,
    generation  integer not null,
    public      bytea not null,
    slips       bytea not null,
    mac         bytea not null
);

-- An envelope that is kept here. Its ciphertext is a file under this random name. It names neither who sent it nor for whom it is:
-- one bit for each of them says whether it was opened. Its end is a full hour, and its room a step of sizes.
create table envelope (
    id          uuid primary key,
    room        bigint not null,
    opened      integer not null,
    state       text not null check (state in ('kept', 'withdrawn')),
    expires_at  timestamptz not null,
    mac         bytea not null
);
create index envelope_by_expiry on envelope (expires_at);

-- What a person has of an envelope: sealed to them, all of one length, under a place that the keeper's key alone joins to an account
-- or to another place of the same person.
create table envelope_slip (
    place       bytea primary key,
    sealed      bytea not null,
    expires_on  date not null
);
create index envelope_slip_by_expiry on envelope_slip (expires_on);

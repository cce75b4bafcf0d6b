-- The flight recorder: one row for each request of a sign-on, for a few days. What is in it is sealed under the key of its day; what
-- finds it by the request's id, and what lists those of one service provider, is a hash under that key. Every other column is bound
-- into the seal, so that a row of which anything was changed does not open.
create table flight (
    place     bytea primary key,
    at        timestamptz not null,
    provider  bytea not null,
    outcome   text not null check (outcome in ('answered', 'refused', 'stopped', 'unknown', 'waiting')),
    trail     bytea not null,
    sealed    bytea not null
);
create index flight_in_order on flight (at, place);
create index flight_of_provider on flight (provider, at, place);
-- Most are answered: what somebody looks for is among the others.
create index flight_unanswered on flight (outcome, at, place) where outcome <> 'answered';
create index flight_on_trail on flight (trail);
-- Whole and where it is: a value that is moved out of line has a number that counts up with every row.
alter table flight alter sealed set storage plain;

-- The key of each day, sealed under a key that only the keeper gives and that it destroys two days later. It is sealed anew each day for
-- as long as its records are kept; after that no copy of this row, in no backup, opens any more.
create table flight_key (
    day     integer primary key,
    under   integer not null,
    sealed  bytea not null
);

-- Links that show one record to somebody without an account: a hash of the link's token, and which record.
create table flight_share (
    mark        bytea primary key,
    place       bytea not null,
    expires_at  timestamptz not null,
    mac         bytea not null
);
create index flight_share_of_place on flight_share (place);

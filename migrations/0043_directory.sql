-- Whether the organisation keeps a directory of people. It lies in the keyring's row, under the same MAC and version as the other answer: the
-- keyring has a key while either is chosen.
alter table keyring add column directory boolean not null default false;
alter table keyring drop constraint keyring_public;
alter table keyring add constraint keyring_public check ((escrows or directory) = (public is not null));

-- Names, contacts and what somebody signs in with, sealed to the keyring's public key: rows of one size. The mark tells the person's own
-- session whether the row is the very one that it would write.
create table directory (
    account_id  uuid primary key references account on delete cascade,
    epoch       integer not null,
    sealed      bytea not null,
    mark        bytea not null,
    mac         bytea not null
);
create index directory_by_epoch on directory (epoch);

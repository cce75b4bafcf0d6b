-- What an operator chose for one service provider beside what its metadata says. Null leaves the choice to its metadata
-- and its requests. The row's MAC covers all of it.

alter table service_provider
    add column name_id                   text check (name_id in ('transient', 'persistent', 'email')),
    add column subject_id                boolean not null default false,
    add column signature                 text not null default 'rsa' check (signature in ('rsa', 'ecdsa')),
    add column encryption                text check (encryption in ('aes128-gcm', 'aes256-gcm')),
    add column skip_assertion_signature  boolean not null default false;

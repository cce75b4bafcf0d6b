-- A way in may need passphrase and passkey both. Its row is found by its account, as a passphrase's is; an account may have one
-- for each of several passkeys, and each has a share that its passkey alone opens.
alter table way_in add column share bytea;
alter table way_in drop constraint way_in_way_check;
alter table way_in drop constraint way_in_locator_check;
alter table way_in
    add constraint way_in_way_check check (way in ('passphrase', 'kit', 'passkey', 'both')),
    add constraint way_in_locator_check check ((way in ('passphrase', 'both')) = (locator is null)),
    add constraint way_in_share_check check ((way = 'both') = (share is not null));
drop index way_in_one_of_a_kind;
create unique index way_in_one_of_a_kind on way_in (account_id, way) where way in ('passphrase', 'kit');

-- A passkey with PRF may open an account alone. It is found, like a recovery kit, by a keeper HMAC of what its authenticator
-- gives, and by nothing else; an account may have several.
alter table way_in drop constraint way_in_way_check;
alter table way_in drop constraint way_in_locator_check;
alter table way_in drop constraint way_in_account_id_way_key;
alter table way_in
    add constraint way_in_way_check check (way in ('passphrase', 'kit', 'passkey')),
    add constraint way_in_locator_check check ((way = 'passphrase') = (locator is null));
create index way_in_of_account on way_in (account_id);
create unique index way_in_one_of_a_kind on way_in (account_id, way) where way <> 'passkey';

-- A recovery kit is a way in of its own, found by a keeper HMAC of what is printed on it, and by nothing else.
alter table way_in drop constraint way_in_way_check;
alter table way_in
    add constraint way_in_way_check check (way in ('passphrase', 'kit')),
    add column locator bytea unique,
    add constraint way_in_locator_check check ((way = 'kit') = (locator is not null));

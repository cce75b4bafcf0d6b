-- By what a list of service providers is put in order and searched: the name that people call it, in small letters; empty until the
-- program has read the row once. It orders a list, and confers nothing: what a page says of one is read from what carries the MAC.
alter table service_provider
    add column listed_as text not null default '',
    add column changed_on date;
create index service_provider_by_name on service_provider (org_id, listed_as collate "C", entity_id collate "C");

-- What an organisation's pages look like, as an owner chose: what it is called, one colour, a logo; and a zone for times, which is not used yet.
-- Null leaves each as this service brings it. Nothing of a row is shown without the keeper's MAC, nor where a later version was seen.
create table organisation_look (
    org_id   uuid primary key references organisation,
    version  bigint not null,
    name     text,
    colour   text,
    zone     text,
    logo     bytea,
    mac      bytea not null
);

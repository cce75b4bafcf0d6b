-- By which links a partner's engineers see their own application. The place follows from a link's token by the keeper alone: whoever has
-- the database follows no link and makes none.
create table partner_link (
    place       bytea primary key,
    org_id      uuid not null references organisation,
    entity_id   text not null,
    made_at     timestamptz not null,
    expires_at  timestamptz not null,
    mac         bytea not null,
    foreign key (org_id, entity_id) references service_provider (org_id, entity_id) on delete cascade
);
create index partner_link_of_one on partner_link (org_id, entity_id);

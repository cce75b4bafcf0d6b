-- At which address a service provider's metadata is looked at again, and what was found there that waits for somebody to approve it.
-- Nothing of it counts without the keeper's MAC, which covers all but the two columns that say whose turn it is.
create table subscription (
    org_id      uuid not null references organisation,
    entity_id   text not null,
    version     bigint not null,
    address     text not null,
    found       bytea,
    found_at    timestamptz,
    looked_at   timestamptz,
    good_at     timestamptz,
    fault       text not null,
    dismissed   bytea not null,
    mac         bytea not null,
    next_at     timestamptz not null,
    held_until  timestamptz not null,
    primary key (org_id, entity_id),
    foreign key (org_id, entity_id) references service_provider (org_id, entity_id) on delete cascade
);
create index subscription_by_turn on subscription (org_id, next_at);
create index subscription_with_found on subscription (org_id, entity_id) where found is not null;

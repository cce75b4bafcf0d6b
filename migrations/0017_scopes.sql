-- For what a service provider may get keys of people who agree to it, as an operator enabled it. A row confers nothing without the
-- keeper's MAC. One that was removed stays, so that its epochs are not given out again.
create table scope (
    org_id        uuid not null references organisation,
    entity_id     text not null,
    purpose       text not null,
    version       bigint not null,
    delivery      text not null,
    -- The latest epoch that there was; ended, and nothing has taken its place.
    epoch         integer not null,
    is_ended      boolean not null,
    -- Epochs of before that are delivered too, each until its day.
    former        integer[] not null,
    former_until  date[] not null,
    -- The attribute of the plain form, if there is one.
    plain         text,
    is_removed    boolean not null,
    mac           bytea not null,
    primary key (org_id, entity_id, purpose)
);

-- The audit's pages, newest first, whatever they are narrowed to: by time alone, by what happened, and by what happened at one
-- application. A new row comes at the end of the first, and at one of as many places as there are events, or events and
-- applications, in the others. Those have the time in another form, so that whoever asks for events goes by them: PostgreSQL
-- would rather walk through all events by time, which is slow where one is rare. See decision 47.
create index audit_by_time on audit (at);
create index audit_by_event on audit (event, (at at time zone 'UTC'));
create index audit_by_application on audit (service_provider, event, (at at time zone 'UTC')) where service_provider <> '';

-- How far a receiver of the audit has confirmed each chain. The keeper's MAC is over chain and place: one that somebody else moved
-- counts as none, and the chain is sent once more.
create table audit_shipped (
    chain  uuid primary key,
    seq    bigint not null,
    mac    bytea not null
);

-- Which server sends at the moment, and until when the others leave it to that one.
create table audit_shipping (
    org_id  uuid primary key references organisation,
    holder  uuid not null,
    until   timestamptz not null
);

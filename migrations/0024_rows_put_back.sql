-- Finds what is on record of a service provider's scopes, at every sign-on to it: few rows of very many.
create index audit_of_scope on audit ((split_part(service_provider, ' ', 1))) where event like 'scope %';

-- Finds that an envelope was withdrawn, by a mark that only the keeper makes of it.
create index audit_of_envelope on audit (subject) where event = 'envelope ended';

-- The version of its account that a person's key for envelopes was written with: an earlier one is none. Who has no row gets one at
-- their next request.
delete from envelope_key;
alter table envelope_key
    add column inbox_version bigint not null;

-- A sign-on compares a service provider's row with the one that it has believed and parsed. The digest, which PostgreSQL
-- keeps itself, stands for the metadata there, so that those octets need not travel each time. It confers no trust: what
-- is believed is what the keeper's MAC covers.
alter table service_provider add column metadata_digest bytea not null generated always as (sha256(metadata)) stored;

-- A token that a person made for a program. Its place follows from a secret that only the keeper makes: nothing here joins it to an
-- account, nor to another token of the same person. What it holds opens with the token and the keeper together, its label with the
-- person's own inbox key. One that has ended keeps its place, empty, so that an earlier row is seen to be one.
create table api_token (
    place       bytea primary key,
    version     bigint not null,
    verifier    bytea not null,
    held        bytea not null,
    label       bytea not null,
    expires_on  date not null,
    mac         bytea not null
);
create index api_token_by_expiry on api_token (expires_on);

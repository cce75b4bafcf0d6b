-- A passkey is a second factor. Its record lies under a key of its own, like an authenticator app's; an account may have several.
alter table factor drop constraint factor_kind_check;
alter table factor add constraint factor_kind_check check (kind in ('totp', 'passkey'));

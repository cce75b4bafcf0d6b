-- When an address to look at was chosen, under the keeper's MAC, so that the row of one that has ended counts no more; and why the last look
-- came to nothing, sealed: it quotes what somebody publishes. In rows of before the reason stands in `fault`, until the next look.
alter table subscription
    add column made_at timestamptz,
    add column why bytea;

-- Who made a link for somebody without an account, sealed by the keeper: it serves while they are who they were. Null in links of before.
alter table partner_link
    add column maker bytea;
alter table flight_share
    add column maker bytea;

-- Finds that an address was ended, by a mark that only the keeper makes of it: few rows of very many.
create index audit_of_subscription on audit (subject) where event = 'subscription ended for good';

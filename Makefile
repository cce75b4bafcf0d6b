# make run     the identity provider, its database and the demo portal, on this machine (DEMO=0: without the portal)
# make test    everything that must hold
# make sqlx    after changing a query or a migration: write .sqlx anew
# make bench   what a sign-in, a sign-on, a page of the console among a million people and a file beside the age tool cost, in the release profile
# make report  the sign-on's figures once more, into docs/reports/sign-on.md: on a machine that does nothing else
# make soak    10,000 mixed flows, 500 kills, a list of 10,000 people (MIXED_FLOWS=…, KILLS=…, LIST_PEOPLE=…), then fuzz targets, 20 minutes each (MINUTES=1, TARGETS=…)
# make fresh   both of the first two on a Debian 12 made from nothing (as root; takes long)

.PHONY: run test sqlx bench report soak fresh
export DEMO

run:
	@scripts/run

test:
	@scripts/test

sqlx:
	@scripts/bootstrap
	@scripts/sqlx --write

bench:
	@scripts/bootstrap
	cargo bench --locked --bench sign_in
	cargo bench --locked --bench sign_on
	cargo bench --locked --bench keeper
	cargo bench --locked --bench envelopes
	cargo bench --locked --bench console
	@scripts/bootstrap test
	cargo bench --locked --bench age

report:
	@scripts/bootstrap
	cargo bench --locked --bench sign_on > target/sign-on.md
	cp target/sign-on.md docs/reports/sign-on.md

soak:
	@scripts/soak

fresh:
	@scripts/fresh-machine

# make run     the identity provider, its database and the demo portal, on this machine (DEMO=0: without the portal)
# make test    everything that must hold
# make sqlx    after changing a query or a migration: write .sqlx anew
# make bench   what a sign-in costs, in the release profile
# make soak    fuzz targets, 20 minutes each (MINUTES=1, TARGETS=…)
# make fresh   both of the first two on a Debian 12 made from nothing (as root; takes long)

.PHONY: run test sqlx bench soak fresh
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

soak:
	@scripts/soak

fresh:
	@scripts/fresh-machine

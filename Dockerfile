# One image for server and keeper: which of them runs, and as whom, docker-compose.yml says.
FROM rust:1.94-bookworm AS build
WORKDIR /senza
COPY . .
RUN SQLX_OFFLINE=true cargo build --locked --release --package senza

FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install --yes --no-install-recommends ca-certificates libssl3 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --user-group --home-dir /var/lib/senza --create-home --shell /usr/sbin/nologin senza \
 && useradd --system --uid 10002 --user-group --home-dir /var/lib/senza-keeper --create-home --shell /usr/sbin/nologin senza-keeper \
 && install -d -m 755 -o senza-keeper -g senza-keeper /run/senza-keeper \
 && chmod 700 /var/lib/senza /var/lib/senza-keeper
COPY --from=build /senza/target/release/senza /usr/local/bin/senza
USER senza
ENTRYPOINT ["/usr/local/bin/senza"]
CMD ["serve"]

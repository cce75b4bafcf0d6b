#!/bin/sh
# Run once, by the image of PostgreSQL, when it has made an empty cluster: the server's role and its database.
set -eu
psql --set ON_ERROR_STOP=1 --set password="$POSTGRES_PASSWORD" --username postgres --no-psqlrc <<'SQL'
create role senza login password :'password';
create database senza owner senza;
SQL

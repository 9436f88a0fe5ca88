#!/bin/sh
# Run once by the database's image, as its administrator, when the volume is empty: two roles and a database.
# The passwords come from the files of secrets and are passed on in no argument that other users could list.
set -eu
OWNER=$(cat /run/secrets/db_owner_password) SITE=$(cat /run/secrets/db_site_password) \
	psql --no-psqlrc --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres <<'SQL'
\getenv owner OWNER
\getenv site SITE
CREATE ROLE duenotice_owner LOGIN PASSWORD :'owner';
CREATE ROLE duenotice_site LOGIN PASSWORD :'site';
GRANT duenotice_site TO duenotice_owner;
CREATE DATABASE duenotice OWNER duenotice_owner;
SQL

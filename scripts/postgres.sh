# A private PostgreSQL: unix socket only, run by a user who is not root.
# With PGHOST set, that server is used instead and this one is not started.
# shellcheck shell=bash

postgres_binaries() { find /usr/lib/postgresql -path '*/bin/initdb' -printf '%h\n' 2>/dev/null | sort -V | tail -n 1 || true; }

as_postgres() { # the server refuses to run as root
  if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi
}

start_postgres() {
  [ "${EXTERNAL_POSTGRES:-}" != 1 ] || return 0
  unset PGPORT
  local bin
  bin=$(postgres_binaries)
  [ "$(cat "$PG/settings" 2>/dev/null)" = "$(cluster_settings)" ] || create_cluster "$bin"
  as_postgres "$bin/pg_ctl" -D "$PG/data" status >/dev/null 2>&1 && return
  as_postgres "$bin/pg_ctl" -D "$PG/data" -l "$PG/log" \
    -o "${CCM_SHARED_BUFFERS:+-c shared_buffers=$CCM_SHARED_BUFFERS}" -w -t 60 start >/dev/null 9>&- ||
    { tail -n 20 "$PG/log" >&2; fail "PostgreSQL did not start"; }
}

create_cluster() { # in the place of one with other settings, whose databases can be built again
  local bin=$1
  stop_postgres
  rm -rf "$PG/settings" "$PG/data" "$DATA/filestore"
  mkdir -p "$PG"
  if [ "$(id -u)" = 0 ]; then
    id postgres >/dev/null 2>&1 || useradd --system --no-create-home postgres
    chown postgres "$PG"
  fi
  rm -rf "$PG/data.new"
  as_postgres "$bin/initdb" -D "$PG/data.new" -U odoo -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
  cluster_settings | as_postgres tee -a "$PG/data.new/postgresql.conf" >/dev/null
  as_postgres mv "$PG/data.new" "$PG/data"
  cluster_settings >"$PG/settings.new"
  mv "$PG/settings.new" "$PG/settings"
}

# The last transactions before a power cut may be lost, as all can be built again; what is left must be
# whole, as templates are reused: with fsync off, a machine that was switched off keeps damaged ones.
cluster_settings() {
  cat <<SETTINGS
listen_addresses = ''
unix_socket_directories = '$PG'
synchronous_commit = off
shared_buffers = 512MB
work_mem = 32MB
maintenance_work_mem = 256MB
max_wal_size = 4GB
wal_level = minimal
max_wal_senders = 0
jit = off
SETTINGS
}

stop_postgres() {
  [ -s "$PG/data/PG_VERSION" ] || return 0
  local bin
  bin=$(postgres_binaries)
  as_postgres "$bin/pg_ctl" -D "$PG/data" status >/dev/null 2>&1 || return 0
  as_postgres "$bin/pg_ctl" -D "$PG/data" -m fast -w stop >/dev/null
}

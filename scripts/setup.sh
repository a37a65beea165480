# Sourced by the commands: gets a runtime ready, from nothing if need be.
#
# An Odoo 19 that is already there is used instead with
#   ODOO_BIN=/path/to/odoo   and PostgreSQL's own PGHOST, PGPORT, PGUSER, PGPASSWORD.
# shellcheck shell=bash
HERE=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=scripts/common.sh
. "$HERE/common.sh"
# shellcheck source=scripts/packages.sh
. "$HERE/packages.sh"
# shellcheck source=scripts/odoo.sh
. "$HERE/odoo.sh"
# shellcheck source=scripts/python.sh
. "$HERE/python.sh"
# shellcheck source=scripts/postgres.sh
. "$HERE/postgres.sh"
# shellcheck source=scripts/database.sh
. "$HERE/database.sh"

prepare_python() { # enough for the engine: no Odoo, no database
  open_home
  lock_home
  step "Python" python_program
  step "Python packages" python_packages
  PYTHON=$VENV/bin/python
}

prepare_odoo() {
  prepare_python
  step "Odoo 19 Community (132 MB on the first start)" fetch_odoo
  step "Unpacking Odoo" unpack_odoo
  link_odoo
  ODOO_BIN=$VENV/bin/odoo
  ODOO_ADDONS=$ODOO_PATH/odoo/addons
}

prepare_runtime() { # Odoo and a database server, ours or those that are there already
  [ -z "${PGHOST:-}" ] || EXTERNAL_POSTGRES=1
  if [ -n "${ODOO_BIN:-}" ]; then use_own_odoo; else prepare_odoo; fi
  step "Programs of the server" server_programs
  step "PostgreSQL" start_postgres
  export_postgres
  write_conf
}

use_own_odoo() {
  open_home
  lock_home
  [ -x "$ODOO_BIN" ] || fail "ODOO_BIN=$ODOO_BIN is not a program"
  PYTHON=${ODOO_PYTHON:-$(sed -n '1s/^#! *//p' "$ODOO_BIN")}
  ODOO_ADDONS=$($PYTHON -c 'import odoo.addons.base as base; from pathlib import Path; print(Path(base.__file__).parents[1])') ||
    fail "$PYTHON cannot import Odoo; set ODOO_PYTHON to the Python that runs $ODOO_BIN"
}

export_postgres() {
  [ "${EXTERNAL_POSTGRES:-}" = 1 ] || export PGHOST=$PG PGUSER=odoo
  PATH=$PATH:$(postgres_binaries)
  psql -Atqc 'select 1' postgres >/dev/null || fail "PostgreSQL at ${PGHOST} does not answer"
}

write_conf() {
  cat >"$CONF" <<SETTINGS
[options]
addons_path = $ODOO_ADDONS,$PROJECT
data_dir = $DATA
http_interface = 127.0.0.1
max_cron_threads = 0
SETTINGS
}

port_is_free() { ! "$PYTHON" -c "import socket; socket.create_connection((\"127.0.0.1\", $1), 1)" 2>/dev/null; }
free_port() { "$PYTHON" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

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

is_our_odoo() { [ "$ODOO_BIN" = "$VENV/bin/odoo" ]; }

use_own_odoo() {
  open_home
  lock_home
  [ -x "$ODOO_BIN" ] || fail "ODOO_BIN=$ODOO_BIN is not a program"
  ODOO_BIN=$(realpath "$ODOO_BIN")
  local python=${ODOO_PYTHON:-$(sed -n '1s/^#! *//p' "$ODOO_BIN")} folder
  folder=$(dirname "$ODOO_BIN")
  # a git checkout of Odoo: the package lies beside odoo-bin, most addons in a folder of their own
  [ ! -d "$folder/odoo" ] || export PYTHONPATH=$folder${PYTHONPATH:+:$PYTHONPATH}
  # unquoted: it may be `/usr/bin/env python3`
  if ! { PYTHON=$($python -c 'import sys; print(sys.executable)') && ODOO_ADDONS=$(odoo_addons); }; then
    fail "$python cannot import Odoo 19; set ODOO_PYTHON to the Python that runs $ODOO_BIN"
  fi
  [ ! -d "$folder/addons" ] || ODOO_ADDONS=$ODOO_ADDONS,$folder/addons
}

odoo_addons() {
  "$PYTHON" -c '
import os, odoo.addons.base, odoo.release
assert odoo.release.version_info[0] == 19, odoo.release.version
print(os.path.dirname(list(odoo.addons.base.__path__)[0]))'
}

export_postgres() {
  [ "${EXTERNAL_POSTGRES:-}" = 1 ] || export PGHOST=$PG PGUSER=odoo
  PATH=$PATH:$(postgres_binaries)
  psql -Atqc 'select 1' postgres >/dev/null || fail "PostgreSQL at $PGHOST does not answer"
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

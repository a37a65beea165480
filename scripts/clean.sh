#!/usr/bin/env bash
# make clean: remove all that the other commands made (not the Debian packages they installed).
# shellcheck source=scripts/setup.sh
. "$(dirname "$0")/setup.sh"
(cd "$PROJECT" && rm -rf build .ruff_cache .hypothesis)
[ -z "${PGHOST:-}" ] || drop_every_database
[ -e "$CCM_HOME" ] || exit 0
open_home
stop_postgres
# by name: CCM_HOME may be a folder that holds other things too
(cd "$CCM_HOME" && rm -rf cache checkouts data odoo odoo.new postgresql venv demo-stamp lock)
rmdir --ignore-fail-on-non-empty "$CCM_HOME"

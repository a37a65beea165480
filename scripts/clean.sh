#!/usr/bin/env bash
# make clean: remove all that the other commands made (not the Debian packages they installed).
# shellcheck source=scripts/setup.sh
. "$(dirname "$0")/setup.sh"
[ -e "$CCM_HOME" ] || exit 0
open_home
stop_postgres
as_root rm -rf "$CCM_HOME"
rm -rf "$PROJECT/build"

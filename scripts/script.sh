#!/usr/bin/env bash
# make script FILE=x.py [MODULES=a,b]: run a Python file as `odoo shell` would (`env` is
# there) on a throw-away clone with the addon installed.  Its exit code is passed on.
# A glue addon among MODULES: the clone has all glue addons and their apps.
# shellcheck source=scripts/setup.sh
. "$(dirname "$0")/setup.sh"
[ -f "${FILE:-}" ] || fail "FILE=${FILE:-} is not a file"
FILE=$(realpath "$FILE")
prepare_runtime >&2
case ",${MODULES:-}" in
  *,"$ADDON"_*) TEMPLATE=$(glue_template) MODULES= ;;
  *) TEMPLATE=$(addon_template) ;;
esac
unlock_home
throwaway_clone "$TEMPLATE"
[ -z "${MODULES:-}" ] || step "Installing $MODULES" run_odoo -d "$CLONE" -i "$MODULES" --stop-after-init --no-http
STATUS=0
"$ODOO_BIN" shell -c "$CONF" -d "$CLONE" --no-http --log-level=warn <"$FILE" || STATUS=$?
exit $STATUS

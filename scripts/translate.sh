#!/usr/bin/env bash
# make translate: export the addon's strings, merge them into its .po files, list what is missing.
# shellcheck source=scripts/setup.sh
. "$(dirname "$0")/setup.sh"
prepare_runtime
TEMPLATE=$(addon_template)
unlock_home
throwaway_clone "$TEMPLATE"
"$ODOO_BIN" i18n export -c "$CONF" -d "$CLONE" "$ADDON" -l pot 2>"$CHECKOUT/translate.log" || { tail "$CHECKOUT/translate.log" >&2; fail "could not export the strings"; }
# a date would make every export look like a change
sed -i '/^"\(POT-Creation\|PO-Revision\)-Date/d' "$PROJECT/$ADDON/i18n/$ADDON.pot"
"$PYTHON" "$PROJECT/scripts/translate.py" "$PROJECT/$ADDON/i18n"

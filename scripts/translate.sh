#!/usr/bin/env bash
# make translate: export the addons' strings, merge them into their .po files, list what is missing.
# shellcheck source=scripts/setup.sh
. "$(dirname "$0")/setup.sh"
prepare_runtime
TEMPLATE=$(addon_template)
[ -z "$(glue_addons)" ] || GLUE_TEMPLATE=$(glue_template)
unlock_home

translate() { # translate ADDON: with the strings as the database CLONE has them
  local folder=$PROJECT/$1/i18n
  say "▸ $1"
  mkdir -p "$folder"
  "$ODOO_BIN" i18n export -c "$CONF" -d "$CLONE" "$1" -l pot 2>"$CHECKOUT/translate.log" || { tail "$CHECKOUT/translate.log" >&2; fail "could not export the strings"; }
  # a date would make every export look like a change
  sed -i '/^"\(POT-Creation\|PO-Revision\)-Date/d' "$folder/$1.pot"
  "$PYTHON" "$PROJECT/scripts/translate.py" "$folder"
}

throwaway_clone "$TEMPLATE"
translate "$ADDON"
[ -n "${GLUE_TEMPLATE:-}" ] || exit 0
throwaway_clone "$GLUE_TEMPLATE" _glue
for GLUE in $(glue_addons); do translate "$GLUE"; done

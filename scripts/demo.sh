#!/usr/bin/env bash
# make demo [SERVE=0] [PORT=8069]: a running Odoo with the addon and its demo data.
# shellcheck source=scripts/setup.sh
. "$(dirname "$0")/setup.sh"
DATABASE=ccm_demo

# Built once; built again when the demo company changed, brought up to date when anything else of the addon did.
demo_database() {
  local addon company built=() state=$CCM_HOME/demo-stamp
  addon=$(addon_fingerprint "$ADDON")
  company=$(addon_fingerprint "$ADDON/demo")
  [ ! -e "$state" ] || read -r -a built <"$state"
  if ! database_exists "$DATABASE" || [ "${built[1]:-}" != "$company" ]; then
    drop_database "$DATABASE"
    step "Demo database (some minutes, once)" build_database "$DATABASE" "" "$BASE_MODULES,$ADDON" --with-demo
  elif [ "${built[0]}" != "$addon" ]; then
    step "Upgrading the addon in the demo database" \
      run_odoo -d "$DATABASE" -u "$ADDON" --stop-after-init --no-http
  fi
  echo "$addon $company" >"$state"
}

welcome() {
  cat <<TEXT

  Customer Cost Management is installed.

  Address   http://127.0.0.1:$PORT/odoo
  Login     admin
  Password  admin
  Where     Invoicing ▸ Reporting ▸ Customer Profitability

$SUMMARY

$STORIES

The people of the demo company, password lumenway:
$PEOPLE

TEXT
}

demo_profit() {
  odoo_shell "$DATABASE" demo_runs.py >&2
  SUMMARY=$(odoo_shell "$DATABASE" summary.py)
  STORIES=$(odoo_shell "$DATABASE" demo_stories.py)
  PEOPLE=$(odoo_shell "$DATABASE" demo_people.py)
}

prepare_runtime
demo_database
step "Profit of the demo company's customers" demo_profit
unlock_home
PORT=${PORT:-8069}
[ "${SERVE:-1}" = 0 ] || port_is_free "$PORT" || PORT=$(free_port)
welcome
[ "${SERVE:-1}" != 0 ] || exit 0
say "Serving; stop with Ctrl-C."
exec "$ODOO_BIN" -c "$CONF" -d "$DATABASE" --http-port="$PORT" --max-cron-threads=1 --log-level=warn

#!/usr/bin/env bash
# make shots [PAGES="name …"] [LOGIN=chen.hao]: screenshots of the main pages, or of some, with the demo company in
# build/shots/, wide and narrow, English and Chinese; as admin, or as an employee of the demo company.
# shellcheck source=scripts/setup.sh
. "$(dirname "$0")/setup.sh"
SERVE=0 "$HERE/demo.sh" >/dev/null
prepare_runtime
step "Browser" browser_packages
step "Chinese letters" need_chinese_letters
unlock_home
throwaway_clone ccm_demo

load_chinese() {
  local log=$CHECKOUT/shots.log
  "$ODOO_BIN" i18n loadlang -c "$CONF" -d "$CLONE" -l zh_CN >"$log" 2>&1 || { cat "$log" >&2; fail "could not load Chinese"; }
}

step "Chinese" load_chinese
PORT=$(free_port)
"$ODOO_BIN" -c "$CONF" -d "$CLONE" --http-port="$PORT" --log-level=error &
SERVER=$!
trap 'kill $SERVER; wait $SERVER 2>/dev/null || true; drop_database "$CLONE"' EXIT
while port_is_free "$PORT"; do kill -0 $SERVER 2>/dev/null || fail "Odoo did not start"; sleep 0.3; done
"$PYTHON" "$PROJECT/scripts/screenshots.py" "http://127.0.0.1:$PORT" "$PROJECT/build/shots"

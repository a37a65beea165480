#!/usr/bin/env bash
# make peers: suites of Odoo with our addons installed.  An addon names the suites and what
# they give without it in tests/peers.txt.
# shellcheck source=scripts/setup.sh
. "$(dirname "$0")/setup.sh"
prepare_runtime
step "Browser" browser_packages
TEMPLATE=$(addon_template)
[ -z "$(glue_addons)" ] || GLUE_TEMPLATE=$(glue_template)
unlock_home

run_peers() { # run_peers ADDON TEMPLATE
  local modules expected result log=$CHECKOUT/peers-$1.log
  { read -r modules && read -r expected; } < <(grep -v '^#' "$PROJECT/$1/tests/peers.txt")
  throwaway_clone "$2" "_$1"
  say "▸ Suites of $modules (some minutes; log in $log)"
  "$ODOO_BIN" -c "$CONF" -d "$CLONE" -u "$modules" --test-tags "/${modules//,/,/}" \
    --stop-after-init --http-port="$(free_port)" >"$log" 2>&1 || true
  result=$(grep -oE '[0-9]+ failed, [0-9]+ error\(s\) of [0-9]+ tests' "$log" | tail -n 1)
  result="$result, $(grep -cE ' (skipped|SKIP)' "$log" || true) skipped"
  say "$result"
  [ "$result" = "$expected" ] ||
    { grep -E ' (ERROR|FAIL)|skipped' "$log" | head -n 40 >&2; fail "without $1 the suites give: $expected"; }
}

run_peers "$ADDON" "$TEMPLATE"
for GLUE in $(glue_addons); do
  [ ! -e "$PROJECT/$GLUE/tests/peers.txt" ] || run_peers "$GLUE" "$GLUE_TEMPLATE"
done

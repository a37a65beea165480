#!/usr/bin/env bash
# make bench [SIZE=1m]: fills a database with SIZE journal items (kept for the next time) and
# measures runs and reads in it.  SIZE: 1k, 100k, 1m, 3m, 10m.  BENCH_ONLY=generate stops early,
# BENCH_ONLY=budget measures what budgets and rules say to a request, and nothing else.
# shellcheck source=scripts/setup.sh
. "$(dirname "$0")/setup.sh"
SIZE=${SIZE:-1m}
case $SIZE in
  1k | 100k | 1m | 3m | 10m) ITEMS=${SIZE/k/000} ITEMS=${ITEMS/m/000000} ;;
  *) fail "SIZE=$SIZE is none of 1k, 100k, 1m, 3m, 10m" ;;
esac
DATABASE=ccm_bench_$SIZE
BENCH=$PROJECT/benchmarks

fingerprint() { (base_fingerprint; cd "$BENCH/generator" && cat ./*.py) | digest; }
remembered() { psql -Atqc "select value from ir_config_parameter where key = 'customer_cost_bench.$1'" "$DATABASE"; }
remember() { # remember KEY VALUE
  psql -Atqc "delete from ir_config_parameter where key = 'customer_cost_bench.$1';
    insert into ir_config_parameter (key, value) values ('customer_cost_bench.$1', '$2')" "$DATABASE"
}

build_bench() {
  local building=${DATABASE}__building
  drop_database "$building"
  clone_database "$TEMPLATE" "$building"
  "$PYTHON" "$BENCH/generate.py" "$CONF" "$building" "$ITEMS" || { drop_database "$building"; fail "Nothing was generated"; }
  drop_database "$DATABASE"
  rename_database "$building" "$DATABASE"
  remember generator "$(fingerprint)"
  remember addon "$ADDON_NOW"
}

prepare_runtime
TEMPLATE=$(addon_template)
ADDON_NOW=$(addon_fingerprint "$ADDON")
unlock_home
if ! database_exists "$DATABASE" || [ "$(remembered generator)" != "$(fingerprint)" ]; then
  step "Generating $SIZE journal items" build_bench
elif [ "$(remembered addon)" != "$ADDON_NOW" ]; then
  step "Bringing the addon up to date in $DATABASE" run_odoo -d "$DATABASE" -u "$ADDON" --stop-after-init --no-http
  remember addon "$ADDON_NOW"
fi
[ "${BENCH_ONLY:-}" != generate ] || exit 0
[ "${BENCH_ONLY:-}" != budget ] || exec "$PYTHON" "$BENCH/budget_check.py" "$CONF" "$DATABASE"
exec "$PYTHON" "$BENCH/bench.py" "$CONF" "$DATABASE" "$SIZE" "$BENCH/results/$SIZE.md"

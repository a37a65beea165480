# Sourced by every script: where things are, and how a script speaks.
# shellcheck shell=bash disable=SC2034  # the other scripts use what is set here
set -euo pipefail
shopt -s inherit_errexit # a failure inside $(…) counts as well

PROJECT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
ADDON=customer_cost_management
# Downloads, the Odoo runtime, the database cluster.  Not below a home directory:
# the database server runs as a user of its own and must be able to reach it.
CCM_HOME=${CCM_HOME:-/var/tmp/customer-cost-management}
CACHE=$CCM_HOME/cache
ODOO_ROOT=$CCM_HOME/odoo
VENV=$CCM_HOME/venv
PG=$CCM_HOME/postgresql
DATA=$CCM_HOME/data
# What a company on Odoo already has; every database of ours starts from these.
BASE_MODULES=account,hr_expense,contacts

# Glue addons: folders beside the addon that connect it with another app.  Adding one is adding its folder.
glue_addons() { (cd "$PROJECT" && for manifest in "$ADDON"_*/__manifest__.py; do [ ! -e "$manifest" ] || dirname "$manifest"; done); }

say() { printf '%s\n' "$*" >&2; }
fail() { say "Error: $*"; exit 1; }

step() { # step TITLE COMMAND…: announce, run, and tell how long it took
  local title=$1 start=$SECONDS
  shift
  say "▸ $title"
  "$@"
  say "  done in $((SECONDS - start)) s"
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; return; fi
  command -v sudo >/dev/null || fail "this needs root or sudo: $*"
  sudo "$@"
}

digest() { sha256sum | cut -c1-12; }

# Checkouts share the runtime and the templates; settings and logs are each one's own.
CHECKOUT=$CCM_HOME/checkouts/$(digest <<<"$PROJECT")
CONF=$CHECKOUT/odoo.conf

open_home() {
  mkdir -p "$CCM_HOME"
  [ -O "$CCM_HOME" ] || fail "$CCM_HOME belongs to somebody else; set CCM_HOME to a folder of your own"
  chmod 755 "$CCM_HOME"
  mkdir -p "$CACHE" "$DATA" "$CHECKOUT"
}

# One set-up at a time.  What is left of one that was killed keeps the lock until it ends;
# the database server, which stays, must not inherit it (see postgres.sh).
lock_home() {
  exec 9>"$CCM_HOME/lock"
  flock -n 9 || { say "▸ Waiting for another set-up in $CCM_HOME"; flock 9; }
}
unlock_home() { exec 9>&-; }

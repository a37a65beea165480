# Databases.  Templates save most of the time: Odoo's own modules, and the addon on top of them;
# once more with the apps of the glue addons.  Every test and script works on a clone that is thrown away.
# shellcheck shell=bash

psql_admin() { psql -Atq -v ON_ERROR_STOP=1 "$@" postgres; }
database_exists() { [ "$(psql_admin -c "select 1 from pg_database where datname = '$1'")" = 1 ]; }

base_fingerprint() { (odoo_fingerprint; echo "$BASE_MODULES") | digest; }

odoo_fingerprint() { # ours, or the one that was there already
  if is_our_odoo; then cat "$ODOO_ROOT/stamp" "$LOCK"; else echo "$ODOO_BIN"; "$ODOO_BIN" --version 2>/dev/null; fi
}

# addon_fingerprint ADDON…: everything of them that an installed database depends on.
addon_fingerprint() {
  (
    cd "$PROJECT"
    base_fingerprint
    for addon; do
      find "$addon" -type f ! -path '*/tests/*' ! -name '*.pyc' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
    done
  ) | digest
}

base_template() { # prints its name, building it first if need be
  local name
  name=ccm_base_$(base_fingerprint)
  database_exists "$name" || step "Template database with $BASE_MODULES (a minute or two, once)" \
    build_database "$name" "" "$BASE_MODULES" >&2
  echo "$name"
}

addon_template() {
  local name base
  # shellcheck disable=SC2153  # set in common.sh
  name=ccm_addon_$(addon_fingerprint "$ADDON")
  if ! database_exists "$name"; then
    base=$(base_template)
    drop_old_templates addon 9
    step "Template database with the addon" build_database "$name" "$base" "$ADDON" >&2
  fi
  echo "$name"
}

demo_books_template() { # the addon with the books of its demo company, as their tests want them
  local name source
  name=ccm_demobooks_$( (addon_fingerprint "$ADDON"; cat "$PROJECT/scripts/demo_books.py") | digest)
  if ! database_exists "$name"; then
    source=$(addon_template)
    drop_old_templates demobooks 2
    step "Template database with the books of the demo company (some minutes)" build_demo_books "$name" "$source" >&2
  fi
  echo "$name"
}

build_demo_books() { # build_demo_books NAME SOURCE
  local building=$1__building
  drop_database "$building"
  clone_database "$2" "$building"
  odoo_shell "$building" demo_books.py
  odoo_shell "$building" bundles.py
  rename_database "$building" "$1"
}

# What the glue addons need of Odoo, and what their tests want besides (tests/apps.txt): comma-separated.
glue_apps() {
  # shellcheck disable=SC2046  # names without blanks
  (cd "$PROJECT" && "$PYTHON" - $(glue_addons)) <<'PROGRAM'
import ast, pathlib, sys
own, apps = {"customer_cost_management", *sys.argv[1:]}, set()
for addon in map(pathlib.Path, sys.argv[1:]):
    apps.update(ast.literal_eval((addon / "__manifest__.py").read_text())["depends"])
    wanted = addon / "tests" / "apps.txt"
    apps.update(wanted.read_text().split() if wanted.exists() else ())
print(",".join(sorted(apps - own)))
PROGRAM
}

apps_template() { # Odoo's own modules with the apps of all glue addons
  local name base apps
  apps=$(glue_apps)
  name=ccm_apps_$( (base_fingerprint; echo "$apps") | digest)
  if ! database_exists "$name"; then
    base=$(base_template)
    drop_old_templates apps 2
    step "Template database with $apps" build_database "$name" "$base" "$apps" >&2
  fi
  echo "$name"
}

glue_template() { # the addon among those apps; its glue addons install themselves
  local name apps
  # shellcheck disable=SC2046  # names without blanks
  name=ccm_glue_$( (glue_apps; addon_fingerprint "$ADDON" $(glue_addons)) | digest)
  if ! database_exists "$name"; then
    apps=$(apps_template)
    drop_old_templates glue 4
    step "Template database with the glue addons" build_database "$name" "$apps" "$ADDON" >&2
  fi
  echo "$name"
}

# The apps of a company that tries Odoo with the demo data it comes with.
ODOO_DEMO_APPS=sale_management,crm,hr_timesheet,stock,purchase,project

demo_apps_template() { # those apps, filled by Odoo itself
  local name modules=$BASE_MODULES,$ODOO_DEMO_APPS
  name=ccm_demoapps_$( (base_fingerprint; echo "$modules") | digest)
  if ! database_exists "$name"; then
    drop_old_templates demoapps 1
    step "Template database with Odoo's own demo data (some minutes, once)" build_database "$name" "" "$modules" --with-demo >&2
  fi
  echo "$name"
}

odoo_demo_template() { # the addon and its glue addons on top, without the demo company of the addon
  local name apps
  # shellcheck disable=SC2046  # names without blanks
  name=ccm_odoodemo_$( (echo "$ODOO_DEMO_APPS"; addon_fingerprint "$ADDON" $(glue_addons)) | digest)
  if ! database_exists "$name"; then
    apps=$(demo_apps_template)
    # else the addon would load its own demo company beside Odoo's, for minutes
    psql -Atqc "update ir_module_module set demo = false where demo" "$apps"
    drop_old_templates odoodemo 2
    step "Template database with the addon among Odoo's own demo data" build_database "$name" "$apps" "$ADDON" >&2
  fi
  echo "$name"
}

# build_database NAME SOURCE MODULES [ODOO OPTIONS…]
# Built under a name of its own and renamed at the end: what carries NAME is complete.
build_database() {
  local name=$1 source=$2 modules=$3 building=$1__building
  shift 3
  drop_database "$building"
  if [ -n "$source" ]; then clone_database "$source" "$building"; fi
  run_odoo -d "$building" -i "$modules" --stop-after-init --no-http "$@"
  sync --file-system "$DATA" # the attachments; the server sees to its own files
  rename_database "$building" "$name"
}

odoo_shell() { # odoo_shell DATABASE FILE: run a file of this folder in an Odoo shell
  "$ODOO_BIN" shell -c "$CONF" -d "$1" --no-http --log-level=error <"$PROJECT/scripts/$2"
}

run_odoo() { # run_odoo OPTIONS…: shows which module is being loaded, and the log if it fails
  local log=$CHECKOUT/odoo-$$.log status
  set +e
  "$ODOO_BIN" -c "$CONF" "$@" --log-level=info 2>&1 | tee "$log" | show_modules
  status=${PIPESTATUS[0]}
  set -e
  if [ "$status" != 0 ] || grep -qE ' (ERROR|CRITICAL) |invalid module names' "$log"; then
    grep -vE ' (INFO|DEBUG) ' "$log" | tail -n 40 >&2
    fail "Odoo stopped with status $status; the whole log is in $log"
  fi
  rm -f "$log"
}

show_modules() { # every tenth
  sed -un 's/.*loading: Loading module \([a-z0-9_]*\) (\([0-9/]*\)).*/  \2 \1/p' | sed -un '1~10p' >&2
}

clone_database() {
  createdb -T "$1" "$2"
  # hard links: attachments are named by their content and never change
  [ ! -d "$DATA/filestore/$1" ] || cp -al "$DATA/filestore/$1" "$DATA/filestore/$2"
}

rename_database() {
  psql_admin -c "alter database \"$1\" rename to \"$2\""
  rm -rf "$DATA/filestore/$2"
  [ ! -d "$DATA/filestore/$1" ] || mv "$DATA/filestore/$1" "$DATA/filestore/$2"
}

drop_database() {
  dropdb --if-exists --force "$1" 2>/dev/null || true
  rm -rf "$DATA/filestore/${1:?}"
}

# The newest few stay: several checkouts may be at work side by side.
drop_old_templates() { # drop_old_templates KIND HOW_MANY_STAY
  local name
  for name in $(psql_admin -c "select datname from pg_database where datname like 'ccm_$1_%' order by oid desc offset $2"); do
    drop_database "$name"
  done
}

# A database of this process alone, gone when it ends.
throwaway_clone() { # throwaway_clone TEMPLATE [SUFFIX]; sets CLONE
  throwaway_name "${2:-}"
  clone_database "$1" "$CLONE"
}

throwaway_name() { # throwaway_name [SUFFIX]; sets CLONE, the name of a database that somebody makes later
  CLONE=ccm_run_$$$1
  CLONES="${CLONES:-} $CLONE"
  trap drop_clones EXIT
  drop_abandoned_clones
}

drop_every_database() { # of ours
  local name
  for name in $(psql_admin -c "select datname from pg_database where datname ~ '^ccm_(demo|bench|(base|apps|addon|demobooks|glue|demoapps|odoodemo|run)_[0-9a-f]+)(_|\$)'"); do
    drop_database "$name"
  done
}

drop_clones() {
  local name
  for name in $CLONES; do drop_database "$name"; done
}

drop_abandoned_clones() { # of runs that were killed; the name holds the process number
  local name process
  for name in $(psql_admin -c "select datname from pg_database where datname ~ '^ccm_run_[0-9]+'"); do
    process=${name#ccm_run_}
    [ -d "/proc/${process%%_*}" ] || drop_database "$name"
  done
}

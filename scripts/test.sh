#!/usr/bin/env bash
# make test [FILES=…] [SUITES=…]: every test there is, the Odoo tests of some files, or some of the suites that
# run_tests.py lists.  Ends with one line: N passed, N failed, N skipped.
# shellcheck source=scripts/setup.sh
. "$(dirname "$0")/setup.sh"

suites() { # SUITES, those that hold FILES, or all
  if [ -n "${SUITES:-}" ]; then echo "$SUITES"; return; fi
  if [ -n "${FILES:-}" ]; then
    for file in $FILES; do
      case $file in *test_odoo_demo_*) echo odoo_demo ;; *lumenway.py) echo demo ;; *"$ADDON"_*) echo glue ;; *) echo odoo ;; esac
    done | sort -ru
    return
  fi
  echo engine demo odoo
  [ -z "$(glue_addons)" ] || echo glue uninstall
  echo odoo_demo concurrent
}

template_of() { # the database that a suite starts from
  case $1 in
    demo | odoo | concurrent) addon_template ;;
    glue | uninstall) glue_template ;;
    odoo_demo) odoo_demo_template ;;
  esac
}

# patterns become names of files; a file that is not there would leave a suite to run everything
# shellcheck disable=SC2116,SC2086
FILES=$(echo ${FILES:-})
for FILE in $FILES; do [ -e "$FILE" ] || fail "There is no $FILE"; done
prepare_runtime
step "Browser" browser_packages
read -r -d '' -a CHOSEN < <(suites) || true
declare -A TEMPLATES
for SUITE in "${CHOSEN[@]}"; do TEMPLATES[$SUITE]=$(template_of "$SUITE"); done
unlock_home
databases_of() { # how many a suite is split over: the long one over two, as two processes run at once
  if [ "$1" = odoo ] && [ -z "${FILES:-}" ]; then echo 2; else echo 1; fi
}

opens_browser() { # opens_browser SUITE: whether its tests do, as files named *web.py do
  case $1 in odoo | glue | odoo_demo) ;; *) return 1 ;; esac
  case ${FILES:-web.py} in *web.py* | *journeys*) ;; *) return 1 ;; esac
}

for SUITE in "${CHOSEN[@]}"; do
  SOURCE=${TEMPLATES[$SUITE]}
  [ -n "$SOURCE" ] || continue
  if [ "$SUITE" = demo ]; then # its own template is made while other suites run: see demo_books.sh
    throwaway_name _demo
    export DATABASE_DEMO=$CLONE
    continue
  fi
  NAMES=
  for ((NUMBER = $(databases_of "$SUITE"); NUMBER > 0; NUMBER--)); do
    throwaway_clone "$SOURCE" "_$SUITE$NUMBER"
    if [ -z "$NAMES" ]; then
      # apps such as Inventory archive more than the company, and tests at once commit
      [ "$SUITE" != odoo ] || step "Companies kept ready" odoo_shell "$CLONE" ready_companies.py
      if opens_browser "$SUITE"; then step "Bundles of the web client" odoo_shell "$CLONE" bundles.py; fi
    fi
    SOURCE=$CLONE NAMES="$NAMES $CLONE"
  done
  export "DATABASE_${SUITE^^}=$NAMES"
done
FILES=${FILES:-} CONF=$CONF ODOO_BIN=$ODOO_BIN PYTHON=$PYTHON GLUE_ADDONS=$(glue_addons) \
  "$PYTHON" "$PROJECT/scripts/run_tests.py" "${CHOSEN[@]}"

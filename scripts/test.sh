#!/usr/bin/env bash
# make test [FILES=…] [SUITES=…]: every test there is, the Odoo tests of some files, or some of the suites that
# run_tests.py lists.  Ends with one line: N passed, N failed, N skipped.
# shellcheck source=scripts/setup.sh
. "$(dirname "$0")/setup.sh"

suites() { # SUITES, those that hold FILES, or all
  if [ -n "${SUITES:-}" ]; then echo "$SUITES"; return; fi
  if [ -n "${FILES:-}" ]; then
    for file in $FILES; do
      case $file in *"$ADDON"_*) echo glue ;; *) echo odoo ;; esac
    done | sort -ru
    return
  fi
  echo engine odoo
  [ -z "$(glue_addons)" ] || echo glue uninstall
  echo concurrent
}

template_of() { # the database that a suite starts from
  case $1 in
    odoo | concurrent) addon_template ;;
    glue | uninstall) glue_template ;;
  esac
}

prepare_runtime
step "Browser" browser_packages
read -r -d '' -a CHOSEN < <(suites) || true
declare -A TEMPLATES
for SUITE in "${CHOSEN[@]}"; do TEMPLATES[$SUITE]=$(template_of "$SUITE"); done
unlock_home
for SUITE in "${CHOSEN[@]}"; do
  [ -n "${TEMPLATES[$SUITE]}" ] || continue
  throwaway_clone "${TEMPLATES[$SUITE]}" "_$SUITE"
  export "DATABASE_${SUITE^^}=$CLONE"
done
FILES=${FILES:-} HTTP_PORT=$(free_port) CONF=$CONF ODOO_BIN=$ODOO_BIN GLUE_ADDONS=$(glue_addons) \
  "$PYTHON" "$PROJECT/scripts/run_tests.py" "${CHOSEN[@]}"

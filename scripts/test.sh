#!/usr/bin/env bash
# make test [FILES=…]: every test there is, or the Odoo tests of some files.  Ends with one line: N passed, N failed, N skipped.
# shellcheck source=scripts/setup.sh
. "$(dirname "$0")/setup.sh"

suites() { # those that hold FILES, or all
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
read -r -d '' -a SUITES < <(suites) || true
declare -A TEMPLATES
for SUITE in "${SUITES[@]}"; do TEMPLATES[$SUITE]=$(template_of "$SUITE"); done
unlock_home
for SUITE in "${SUITES[@]}"; do
  [ -n "${TEMPLATES[$SUITE]}" ] || continue
  throwaway_clone "${TEMPLATES[$SUITE]}" "_$SUITE"
  export "DATABASE_${SUITE^^}=$CLONE"
done
FILES=${FILES:-} HTTP_PORT=$(free_port) CONF=$CONF ODOO_BIN=$ODOO_BIN GLUE_ADDONS=$(glue_addons) \
  "$PYTHON" "$PROJECT/scripts/run_tests.py" "${SUITES[@]}"

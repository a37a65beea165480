#!/usr/bin/env bash
# make test [FILES=…]: every test there is, or the Odoo tests of some files.  Ends with one line: N passed, N failed, N skipped.
# shellcheck source=scripts/setup.sh
. "$(dirname "$0")/setup.sh"
prepare_runtime
step "Browser" browser_packages
TEMPLATE=$(addon_template)
unlock_home
SUITES=(engine odoo concurrent)
[ -z "${FILES:-}" ] || SUITES=(odoo)
throwaway_clone "$TEMPLATE"
ODOO_CLONE=$CLONE
throwaway_clone "$TEMPLATE" _concurrent
FILES=${FILES:-} HTTP_PORT=$(free_port) CONF=$CONF ODOO_DATABASE=$ODOO_CLONE CONCURRENT_DATABASE=$CLONE \
  "$PYTHON" "$PROJECT/scripts/run_tests.py" "${SUITES[@]}"

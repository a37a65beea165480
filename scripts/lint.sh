#!/usr/bin/env bash
# make lint: ruff, pylint-odoo, and Odoo's own checkers for SQL injection and gettext.
# shellcheck source=scripts/setup.sh
. "$(dirname "$0")/setup.sh"
prepare_odoo
unlock_home
cd "$PROJECT"
MANIFESTS=(*/__manifest__.py)
ADDONS=("${MANIFESTS[@]%/*}")

odoo_checkers() {
  PYTHONPATH=$ODOO_PATH/odoo/addons/test_lint/tests "$VENV/bin/pylint" --rcfile=/dev/null --disable=all,unknown-option-value --score=n \
    --load-plugins=pylint.extensions.bad_builtin,_odoo_checker_sql_injection,_odoo_checker_gettext,_odoo_checker_unlink_override \
    --enable=used-before-assignment,undefined-variable,eval-used,unreachable,function-redefined,sql-injection,missing-gettext,gettext-variable,gettext-placeholders,gettext-repr,raise-unlink-override \
    "${ADDONS[@]}"
}

step "ruff check" "$VENV/bin/ruff" check .
step "ruff format" "$VENV/bin/ruff" format --check .
# a model may be spread over several files, one thought each (readme/DESIGN.md, "A run")
step "pylint-odoo" "$VENV/bin/pylint" --rcfile="$PROJECT/pyproject.toml" --disable=consider-merging-classes-inherited "${ADDONS[@]}"
step "Odoo's own checkers" odoo_checkers

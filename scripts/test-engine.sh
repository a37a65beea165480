#!/usr/bin/env bash
# make test-engine: the engine alone, without Odoo and without a database.
# shellcheck source=scripts/setup.sh
. "$(dirname "$0")/setup.sh"
prepare_python
unlock_home
exec "$PYTHON" "$PROJECT/scripts/run_tests.py" engine

#!/usr/bin/env bash
# make bench-engine: figures of the engine at 100,000 customers; nothing is asserted.
# shellcheck source=scripts/setup.sh
. "$(dirname "$0")/setup.sh"
prepare_python
unlock_home
PYTHONPATH=$PROJECT/$ADDON exec "$PYTHON" "$PROJECT/benchmarks/bench_engine.py"

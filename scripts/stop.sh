#!/usr/bin/env bash
# make stop: stop the private PostgreSQL.
# shellcheck source=scripts/setup.sh
. "$(dirname "$0")/setup.sh"
stop_postgres

#!/usr/bin/env bash
# demo_books.sh DATABASE: clones the database that holds the demo company's books, posting them first if need be.
# Called by run_tests.py within a run of tests: posting takes minutes, in which other suites run.
# shellcheck source=scripts/setup.sh
. "$(dirname "$0")/setup.sh"
exec 8>"$CCM_HOME/demo-books.lock" # of two checkouts, the second finds what the first has built
flock 8
clone_database "$(demo_books_template)" "$1"

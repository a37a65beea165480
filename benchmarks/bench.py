"""Measures runs and reads: bench.py SETTINGS DATABASE SIZE RESULTS; see README.md."""

import sys

from session import start_odoo


def main(settings, database, size, results):
    registry = start_odoo(settings, database)
    from runs import measure_runs  # needs Odoo

    print(f"Runs at {size}")
    print(measure_runs(registry).memory)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Measures runs and reads: bench.py SETTINGS DATABASE SIZE RESULTS; see README.md."""

import statistics
import subprocess
import sys
from pathlib import Path

from budget_check import check_figures
from goals import page_figures, run_figures, write_table
from session import environment, start_odoo

#: Seconds that eight users browse on a quiet machine.
QUIET = 30
PERCENTILE = 95
SETTINGS = ("shared_buffers", "work_mem", "jit", "fsync", "full_page_writes")


def main(settings, database, size, results):
    registry = start_odoo(settings, database)
    from reads import CONTROLLER, measure_reads  # need Odoo
    from runs import compute_again, measure_runs

    print(f"Runs at {size}")
    runs = measure_runs(registry)
    with environment(registry) as env:
        reader, chosen = env.ref(CONTROLLER).id, _settings(env)
    print("Reads")
    _look_after(registry, "customer_profitability")
    with environment(registry, reader) as env:
        pages = measure_reads(env)
    checks = list(check_figures(registry))
    print("Eight users")
    quiet = _finish(_browse(settings, database, QUIET))
    users = _browse(settings, database, max(QUIET, 1.5 * runs.again.wall))
    compute_again(registry)
    busy = _finish(users)
    figures = [*run_figures(runs), *page_figures(pages, quiet, busy), *checks]
    write_table(results, size, runs, figures, chosen)


def _look_after(registry, table):
    """What autovacuum does within a minute of a run."""
    with registry.cursor() as cr:
        cr._cnx.autocommit = True
        cr.execute(f"VACUUM (ANALYZE) {table}")
        cr._cnx.autocommit = False


def _settings(env):
    """The settings of the server that matter most, in a sentence."""
    values = []
    for name in SETTINGS:
        env.cr.execute(f"SHOW {name}")
        values.append(f"{name} {env.cr.fetchone()[0]}")
    env.cr.execute("SHOW server_version")
    version = env.cr.fetchone()[0].split()[0]
    return f"PostgreSQL {version}: {', '.join(values)}; no parallel workers, so that CPU is whole."


def _browse(settings, database, seconds):
    program = Path(__file__).with_name("users.py")
    return subprocess.Popen(
        [sys.executable, str(program), settings, database, str(seconds)],
        stdout=subprocess.PIPE,
        text=True,
    )


def _finish(process):
    """The 95th percentile of the milliseconds that the users waited."""
    taken = [float(line) for line in process.communicate()[0].split()]
    return statistics.quantiles(taken, n=100)[PERCENTILE - 1]


if __name__ == "__main__":
    main(*sys.argv[1:])

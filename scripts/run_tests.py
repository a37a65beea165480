"""Run the suites named on the command line and end with one plain line of totals.

    engine      the engine alone: unittest, no Odoo, no database
    odoo        everything of the addon under Odoo, browser tests included
    glue        the same of the glue addons, in a database with their apps
    uninstall   each glue addon uninstalled and installed again
    concurrent  tests that commit with two cursors: a process and a database of their own

A skip that is not listed in ``EXPECTED_SKIPS`` counts as a failure of the run: a
browser that did not start must never look like a passing test.
"""

import os
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
ADDON = PROJECT / "customer_cost_management"
GLUE = [PROJECT / name for name in os.environ.get("GLUE_ADDONS", "").split()]
ENGINE = ADDON / "engine"
CONCURRENT = "test_concurrent_*.py"
#: What pytest returns when it found none; main() says so.
NO_TESTS = 5
#: Full names of tests that may be skipped, each with the reason.
EXPECTED_SKIPS = {}


@dataclass
class Result:
    passed: int = 0
    failed: int = 0
    skipped: list[str] = field(default_factory=list)

    def __add__(self, other):
        return Result(
            self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped
        )

    @property
    def total(self):
        return self.passed + self.failed + len(self.skipped)


def run_engine():
    sys.path.insert(0, str(ENGINE.parent))
    suite = unittest.defaultTestLoader.discover(str(ENGINE), top_level_dir=str(ENGINE.parent))
    outcome = unittest.TextTestRunner(verbosity=1).run(suite)
    failed = len(outcome.failures) + len(outcome.errors) + len(outcome.unexpectedSuccesses)
    skipped = [test.id() for test, _reason in outcome.skipped]
    return Result(max(outcome.testsRun - failed - len(skipped), 0), failed, skipped)


def run_odoo():
    return run_pytest(test_files([ADDON]), os.environ["DATABASE_ODOO"])


def run_glue():
    return run_pytest(test_files(GLUE), os.environ["DATABASE_GLUE"])


def run_concurrent():
    files = sorted(ADDON.glob(f"tests/**/{CONCURRENT}"))
    return run_pytest(files, os.environ["DATABASE_CONCURRENT"])


def test_files(addons):
    """The test files of some addons; if FILES names some, those of them."""
    chosen = [Path(file).resolve() for file in os.environ.get("FILES", "").split()]
    if chosen:
        return [file for file in chosen if any(addon in file.parents for addon in addons)]
    files = sorted(file for addon in addons for file in addon.glob("tests/**/test_*.py"))
    return [file for file in files if not file.match(CONCURRENT)]


def run_uninstall():
    """One result an addon, as scripts/uninstall.py prints them."""
    command = [os.environ["ODOO_BIN"], "shell", "-c", os.environ["CONF"], "--no-http"]
    command += ["-d", os.environ["DATABASE_UNINSTALL"], "--log-level=warn"]
    with (PROJECT / "scripts" / "uninstall.py").open() as program:
        shell = subprocess.run(command, stdin=program, stdout=subprocess.PIPE, text=True)
    print(shell.stdout)
    lines = shell.stdout.splitlines()
    passed = sum(line.startswith("clean: ") for line in lines)
    return Result(passed, max(len(GLUE) - passed, 1 if shell.returncode else 0))


def run_pytest(files, database):
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        config = Path(folder, "odoo.conf")
        settings = Path(os.environ["CONF"]).read_text()
        config.write_text(f"{settings}http_port = {os.environ['HTTP_PORT']}\n")
        options = [
            f"--odoo-database={database}",
            f"--odoo-config={config}",
            "--odoo-http",
            f"--junit-xml={report}",
            "--odoo-log-level=info",  # shown for failed tests only: what the browser said
            "--durations=15",
        ]
        command = [sys.executable, "-m", "pytest", *options, *map(str, files)]
        status = subprocess.run(command, cwd=PROJECT, check=False).returncode
        result = read_report(report)
        if status not in (0, NO_TESTS) and not result.failed:
            result.failed = 1  # pytest itself broke off
        return result


def read_report(report):
    """Totals of a JUnit report; a run that wrote none has failed."""
    if not report.exists():
        return Result(failed=1)
    result = Result()
    for case in ElementTree.parse(report).iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            result.failed += 1
        elif case.find("skipped") is not None:
            result.skipped.append(f"{case.get('classname')}.{case.get('name')}")
        else:
            result.passed += 1
    return result


SUITES = {
    "engine": run_engine,
    "odoo": run_odoo,
    "glue": run_glue,
    "uninstall": run_uninstall,
    "concurrent": run_concurrent,
}


def main(names):
    result, complete = Result(), True
    for name in names:
        print(f"\n=== {name}", flush=True)
        part = SUITES[name]()
        if not part.total:
            print(f"No test ran in {name}.")
            complete = False
        result += part
    unexpected = [test for test in result.skipped if test not in EXPECTED_SKIPS]
    for test in unexpected:
        print(f"Unexpected skip: {test}")
    print()
    print(f"{result.passed} passed, {result.failed} failed, {len(result.skipped)} skipped")
    return 0 if complete and not result.failed and not unexpected else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Run the suites named on the command line and end with one plain line of totals.

    engine      the engine alone: unittest, no Odoo, no database
    demo        the demo company, in a database that already holds its books
    odoo        everything of the addon under Odoo, browser tests included
    glue        the same of the glue addons, in a database with their apps
    odoo_demo   the addon and its glue addons among the demo data that Odoo comes with
    uninstall   each glue addon uninstalled and installed again
    concurrent  tests that commit with two cursors: a process and a database of their own

Suites that need a database run two at a time, as machines have two cores at least; what each says
is printed when it ends.  A suite with two databases is split in two; one alone is seen at work.

A skip that is not listed in ``EXPECTED_SKIPS`` counts as a failure of the run: a
browser that did not start must never look like a passing test.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
ADDON = PROJECT / "customer_cost_management"
GLUE = [PROJECT / name for name in os.environ.get("GLUE_ADDONS", "").split()]
ENGINE = ADDON / "engine"
CONCURRENT = "test_concurrent_*.py"
ODOO_DEMO = "test_odoo_demo_*.py"
DEMO = "test_*_lumenway.py"
#: Files of suites of their own.
APART = (CONCURRENT, ODOO_DEMO, DEMO)
#: So many processes of tests run side by side.
AT_ONCE = 2
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


@dataclass
class Part:
    """One process of tests: a suite, or a share of it.

    :param name: as it is printed
    :param run: gets the part and the file that its output goes to, and returns a Result
    :param database: name of the database, if there is one
    :param files: test files
    """

    name: str
    run: object
    database: str = ""
    files: list = field(default_factory=list)


def parts_of(suite):
    """The processes that a suite is run in: one a database."""
    databases = os.environ.get(f"DATABASE_{suite.upper()}", "").split()
    if suite == "uninstall":
        return [Part(suite, run_uninstall, databases[0])]
    if suite == "demo":
        return [Part(suite, run_demo, databases[0], test_files([ADDON], only=DEMO))]
    files = {
        "odoo": lambda: test_files([ADDON]),
        "glue": lambda: test_files(GLUE),
        "odoo_demo": lambda: test_files([ADDON, *GLUE], only=ODOO_DEMO),
        "concurrent": lambda: sorted(ADDON.glob(f"tests/**/{CONCURRENT}")),
    }[suite]()
    return [
        Part(f"{suite} {number}", run_pytest, database, files[number - 1 :: len(databases)])
        for number, database in enumerate(databases, 1)
    ]


def run_engine():
    sys.path.insert(0, str(ENGINE.parent))
    suite = unittest.defaultTestLoader.discover(str(ENGINE), top_level_dir=str(ENGINE.parent))
    outcome = unittest.TextTestRunner(verbosity=1).run(suite)
    failed = len(outcome.failures) + len(outcome.errors) + len(outcome.unexpectedSuccesses)
    skipped = [test.id() for test, _reason in outcome.skipped]
    return Result(max(outcome.testsRun - failed - len(skipped), 0), failed, skipped)


def test_files(addons, only=""):
    """The test files of some addons; if FILES names some, those of them.

    :param only: pattern of the files of a suite of their own
    """
    chosen = [Path(file).resolve() for file in os.environ.get("FILES", "").split()]
    files = [file for file in chosen if any(addon in file.parents for addon in addons)]
    if not chosen:
        files = [file for addon in addons for file in addon.glob("tests/**/test_*.py")]
    if only:
        return sorted(file for file in files if file.match(only))
    apart = (ODOO_DEMO, DEMO) if chosen else APART
    files = [file for file in files if not any(map(file.match, apart))]
    return files if chosen else sorted(files)


def run_uninstall(part, output):
    """One result an addon, as scripts/uninstall.py prints them."""
    command = [os.environ["ODOO_BIN"], "shell", "-c", os.environ["CONF"], "--no-http"]
    command += ["-d", part.database, "--log-level=warn"]
    with (PROJECT / "scripts" / "uninstall.py").open() as program:
        shell = subprocess.run(
            command, stdin=program, stdout=subprocess.PIPE, stderr=output, text=True
        )
    print(shell.stdout, file=output, flush=True)
    lines = shell.stdout.splitlines()
    passed = sum(line.startswith("clean: ") for line in lines)
    return Result(passed, max(len(GLUE) - passed, 1 if shell.returncode else 0))


def run_demo(part, output):
    """Posting the books, if none are kept from an earlier run, takes minutes of one processor."""
    books = PROJECT / "scripts" / "demo_books.sh"
    if subprocess.run([books, part.database], stdout=output, stderr=subprocess.STDOUT).returncode:
        return Result(failed=1)
    return run_pytest(part, output)


def run_pytest(part, output):
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        config = Path(folder, "odoo.conf")
        settings = Path(os.environ["CONF"]).read_text()
        config.write_text(f"{settings}http_port = {free_port()}\n")
        options = [
            f"--odoo-database={part.database}",
            f"--odoo-config={config}",
            "--odoo-http",
            f"--junit-xml={report}",
            "--odoo-log-level=info",  # shown for failed tests only: what the browser said
            "--durations=15",
        ]
        command = [sys.executable, "-m", "pytest", *options, *map(str, part.files)]
        status = subprocess.run(
            command, cwd=PROJECT, check=False, stdout=output, stderr=subprocess.STDOUT
        ).returncode
        result = read_report(report)
        if status not in (0, NO_TESTS) and not result.failed:
            result.failed = 1  # pytest itself broke off
        return result


def free_port():
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


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


def run_part(part, alone):
    """Run a part; unless it is alone, what it says is kept until it ends."""
    if alone:
        print(f"\n=== {part.name}", flush=True)
        return part.run(part, sys.stdout)
    print(f"▸ {part.name}", flush=True)
    start = time.monotonic()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        result = part.run(part, output)
        output.seek(0)
        taken = time.monotonic() - start
        print(f"\n=== {part.name}: {taken:.0f} s\n{output.read()}", flush=True)
    return result


def run_parts(parts):
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(lambda part: run_part(part, alone=len(parts) == 1), parts))


def main(names):
    parts = [part for name in names if name != "engine" for part in parts_of(name)]
    results = {}
    if "engine" in names:
        print("\n=== engine", flush=True)
        results["engine"] = run_engine()
    results |= zip((part.name for part in parts), run_parts(parts), strict=True)
    result, complete = Result(), True
    for name, of_part in results.items():
        if not of_part.total:
            print(f"No test ran in {name}.")
            complete = False
        result += of_part
    unexpected = [test for test in result.skipped if test not in EXPECTED_SKIPS]
    for test in unexpected:
        print(f"Unexpected skip: {test}")
    print()
    print(f"{result.passed} passed, {result.failed} failed, {len(result.skipped)} skipped")
    return 0 if complete and not result.failed and not unexpected else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""CPU seconds of this process and of its database server process, wall time, WAL, memory.

CPU is what verdicts rest on: other work on the machine disturbs it far less than wall time.
The server process is read in /proc, so the server must run on this machine.
"""

import contextlib
import os
import threading
import time
from dataclasses import dataclass, field

NANOSECONDS = 1e9
MEGABYTE = 1024 * 1024
#: Seconds between two looks at the memory of the server process.
INTERVAL = 0.05


@dataclass
class Usage:
    """What something took."""

    server: float = 0.0
    python: float = 0.0
    wall: float = 0.0
    wal: float = 0.0
    count: int = 0
    parts: dict = field(default_factory=dict)

    @property
    def cpu(self):
        return self.server + self.python

    def add(self, other):
        for name in ("server", "python", "wall", "wal", "count"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def __str__(self):
        return (
            f"cpu {self.cpu:6.2f} s (server {self.server:6.2f}, python {self.python:5.2f})  "
            f"wall {self.wall:6.2f} s  WAL {self.wal:6.1f} MB"
        )


class Meter:
    """Measures blocks of work on one cursor."""

    def __init__(self, cr):
        self.cr = cr
        self.process = cr._cnx.info.backend_pid

    @contextlib.contextmanager
    def measure(self):
        """What the block takes, filled in when it ends."""
        usage, before = Usage(), self._read()
        yield usage
        after = self._read()
        usage.add(Usage(*(b - a for a, b in zip(before, after, strict=True)), count=1))

    def _read(self):
        with open(f"/proc/{self.process}/schedstat") as file:
            server = int(file.read().split()[0]) / NANOSECONDS
        self.cr.execute("SELECT pg_current_wal_insert_lsn() - '0/0'")
        written = float(self.cr.fetchone()[0]) / MEGABYTE
        return server, time.process_time(), time.monotonic(), written

    @contextlib.contextmanager
    def watch_memory(self):
        """{process: peak of private memory in MB}, filled in when the block ends."""
        peaks, done = {"server": 0.0, "python": 0.0}, threading.Event()

        def look():
            while not done.wait(INTERVAL):
                for name, process in (("server", self.process), ("python", os.getpid())):
                    peaks[name] = max(peaks[name], private_memory(process))

        watcher = threading.Thread(target=look, daemon=True)
        watcher.start()
        try:
            yield peaks
        finally:
            done.set()
            watcher.join()


def private_memory(process):
    """Memory of a process that is neither shared nor backed by a file, in MB."""
    with open(f"/proc/{process}/status") as file:
        lines = dict(line.split(":", 1) for line in file if ":" in line)
    return int(lines["RssAnon"].split()[0]) / 1024


@contextlib.contextmanager
def parts_of(meter, registry, model, names, usage):
    """Break ``usage`` down by methods of a model while the block runs; callers exclude callees."""
    owner, open_parts, originals = registry[model], [], {}

    def metered(name, method):
        def run(self, *args, **kwargs):
            with meter.measure() as taken:
                open_parts.append(Usage())
                result = method(self, *args, **kwargs)
            inner = open_parts.pop()
            if open_parts:
                open_parts[-1].add(taken)
            part = usage.parts.setdefault(name, Usage())
            part.add(taken)
            for what in ("server", "python", "wall", "wal"):
                setattr(part, what, getattr(part, what) - getattr(inner, what))
            return result

        return run

    for name in names:
        originals[name] = owner.__dict__.get(name)
        setattr(owner, name, metered(name, getattr(owner, name)))
    try:
        yield
    finally:
        for name, original in originals.items():
            if original is None:
                delattr(owner, name)
            else:
                setattr(owner, name, original)

"""The goals, and the table of figures beside them."""

from dataclasses import dataclass

#: Below this many CPU seconds of the aggregate a ratio says little: fixed cost rules.
SMALL = 0.5
#: Milliseconds within which a page must answer.
PAGES = {
    "top_month": ("top 50 of a month", 30),
    "top_year": ("top 50 of a year", 100),
    "statement": ("statement of a month", 20),
    "statement_year": ("statement of a year", None),
    "trace_pool": ("trace: entries of a pool", 150),
    "trace_document": ("trace: where a document's cost went", 150),
    "pivot_year": ("pivot of a year, tier × activity", 100),
    "whale_curve": ("whale curve of a year", 300),
    "quadrant": ("quadrant of a year", None),
}


@dataclass
class Figure:
    """One line of the table; ``reached`` is None where there is no goal."""

    name: str
    value: str
    goal: str = ""
    reached: bool | None = None

    def __str__(self):
        verdict = {True: "pass", False: "**miss**", None: ""}[self.reached]
        return f"| {self.name} | {self.value} | {self.goal} | {verdict} |"


def at_most(name, value, goal, unit):
    """A figure that must not exceed its goal."""
    digits = 0 if unit in ("ms", "MB") else 2
    return Figure(name, f"{value:,.{digits}f} {unit}", f"≤ {goal:g} {unit}", value <= goal)


def run_figures(runs):
    """Lines about the runs, from :class:`runs.RunFigures`."""
    month, year = runs.month, runs.year
    yield Figure(
        "plain aggregate: month, year", f"{runs.plain_month:.2f}, {runs.plain_year:.2f} CPU s"
    )
    yield Figure(
        "month run", f"{month.cpu:.2f} CPU s (server {month.server:.2f}), {month.wall:.1f} s"
    )
    if runs.plain_month < SMALL:
        yield at_most("month run", month.cpu, 4, "CPU s")
    else:
        yield at_most("month run ÷ aggregate", month.cpu / runs.plain_month, 6, "×")
    yield Figure("year, twelve runs", f"{year.cpu:.1f} CPU s, {year.wall:.0f} s")
    if runs.plain_month < SMALL:
        yield Figure("year ÷ aggregate", f"{year.cpu / runs.plain_year:.1f} ×")
    else:
        yield at_most("year ÷ aggregate", year.cpu / runs.plain_year, 5, "×")
    yield at_most("month again ÷ year", runs.again.cpu / year.cpu, 1 / 7, "×")
    yield at_most("WAL of the month run", month.wal, 100, "MB")
    yield at_most("evaluation of all customers", runs.evaluation.cpu, 60, "CPU s")
    yield at_most("memory of the Odoo process", runs.memory["python"], 400, "MB")
    yield at_most("memory of the database process", runs.memory["server"], 400, "MB")


def page_figures(pages, quiet, busy):
    """Lines about reads: {page: ms}, and p95 of eight users alone and during a run."""
    for name, (title, goal) in PAGES.items():
        if goal is None:
            yield Figure(title, f"{pages[name]:.0f} ms")
        else:
            yield at_most(title, pages[name], goal, "ms")
    yield Figure("eight users, p95 quiet and during a run", f"{quiet:.0f}, {busy:.0f} ms")
    yield at_most("eight users, p95 during a run ÷ quiet", busy / quiet, 2, "×")


def part_lines(usage):
    """Where the CPU of the month run went."""
    yield "| part of the month run | CPU s | of it server | WAL MB |"
    yield "|---|---|---|---|"
    for name, part in sorted(usage.parts.items(), key=lambda item: -item[1].cpu):
        yield f"| `{name}` | {part.cpu:.2f} | {part.server:.2f} | {part.wal:.1f} |"


def write_table(path, size, runs, figures, settings):
    lines = [
        f"# make bench SIZE={size}",
        "",
        f"{runs.items:,} journal items in twelve months, {runs.month_items:,} in the month looked "
        f"at; {runs.customers:,} customers in its run.",
        "",
        f"{settings}",
        "",
        "| figure | measured | goal | |",
        "|---|---|---|---|",
        *map(str, figures),
        "",
        *part_lines(runs.month),
        "",
    ]
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines))
    print("\n".join(lines))

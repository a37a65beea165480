"""The year of the demo company, worked out from its data files alone.

    python3 tests/golden/lumenway.py            compare with lumenway.json
    python3 tests/golden/lumenway.py --write    write lumenway.json

Written apart from the addon, with exact fractions and without importing any of it: what
the addon computes is compared with these figures, to the fen.  The rules stand in README.md
beside the data.  Figures are fen (1/100 yuan), revenue and cost positive, a result signed.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from lumenway_story import plain_year  # noqa: E402, F401
from lumenway_year import whale_peak, year  # noqa: E402

JSON = Path(__file__).with_suffix(".json")


def summary(made=None):
    """The figures that tests and people compare with; fen, whole numbers."""
    made = made or year()
    yearly = {code: sum(line["cm3"]) for code, line in made["lines"].items()}
    return {
        "unit": "fen",
        "company": {name: sum(amounts) for name, amounts in made["whole"].items()},
        "reconciliation": {name: sum(a) for name, a in made["reconciliation"].items()},
        "posted_before_closing": sum(made["posted"]),
        "customers_positive": sum(amount > 0 for amount in yearly.values()),
        "customers_negative": sum(amount < 0 for amount in yearly.values()),
        "whale_peak_percent": whale_peak(yearly.values()),
        "pools": {
            name: {
                "own": sum(made["own"][name]),
                "full": sum(full),
                **{key: sum(amounts) for key, amounts in made["rest"][name].items()},
            }
            for name, full in made["full"].items()
        },
        "support_pools": {
            name: sum(own) for name, own in made["own"].items() if name not in made["full"]
        },
        "volumes": {
            driver: sum(sum(one.quantity[driver]) for one in made["customers"])
            for driver in made["customers"][0].quantity
        },
        "months": {
            "net_revenue": made["whole"]["net_revenue"],
            "cm1": made["whole"]["cm1"],
            "cm3": made["whole"]["cm3"],
            "timing_difference": made["reconciliation"]["timing_difference"],
            "unused_capacity": made["reconciliation"]["unused_capacity"],
            "posted_before_closing": made["posted"],
        },
        "customers": {
            code: {name: sum(amounts) for name, amounts in line.items()}
            for code, line in made["lines"].items()
        },
        "customer_months": {
            code: {name: line[name] for name in ("net_revenue", "cm1", "cm3")}
            for code, line in made["lines"].items()
        },
    }


def as_text(figures):
    """JSON, one line a list or a customer, so that a change is readable."""
    blocks = []
    for key, value in figures.items():
        if isinstance(value, dict):
            inner = ",\n".join(f'    "{k}": {json.dumps(v)}' for k, v in value.items())
            blocks.append(f'  "{key}": {{\n{inner}\n  }}')
        else:
            blocks.append(f'  "{key}": {json.dumps(value)}')
    return "{\n" + ",\n".join(blocks) + "\n}\n"


def main(arguments):
    text = as_text(summary())
    if "--write" in arguments:
        JSON.write_text(text, encoding="utf-8")
    elif JSON.read_text(encoding="utf-8") != text:
        sys.exit(
            f"{JSON.name} is not what the data give; run with --write and look at the difference"
        )


if __name__ == "__main__":
    main(sys.argv[1:])

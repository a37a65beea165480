"""Published worked examples; each file names its source."""

import json
from pathlib import Path


def load_case(name):
    """The case ``name`` as a dictionary."""
    with open(Path(__file__).parent / f"{name}.json", encoding="utf-8") as file:
        return json.load(file)

"""Which driver measures an activity: the best one that the company really uses."""

from dataclasses import dataclass

#: A driver with fewer records a year is not really used.
ENOUGH_RECORDS = 20


@dataclass(frozen=True)
class Candidate:
    """A driver as it was found.

    :param code: its code
    :param installed: whether the records it measures exist in this database
    :param records: in the last twelve months
    :param customers: whom these records belong to
    """

    code: str
    installed: bool
    records: int
    customers: int = 0


def choose_driver(candidates, typed=""):
    """The one that somebody chose; the first that is installed and has enough records; else the
    last one that is installed, a stand-in that measures everywhere; ``None`` if nothing is
    installed.

    :param candidates: the best first
    :param typed: code of the one that somebody chose, whatever its records; installed it must be
    :return: (candidate, whether it is the one that was wanted)
    """
    installed = [candidate for candidate in candidates if candidate.installed]
    for candidate in installed:
        if candidate.code == typed:
            return candidate, candidate == candidates[0]
    for candidate in installed:
        if candidate.records >= ENOUGH_RECORDS:
            return candidate, candidate == candidates[0]
    return (installed[-1], False) if installed else (None, False)


def confidence(stands_in, customers, of_customers):
    """certain: the wanted driver, and it reaches most customers; likely; guess."""
    if stands_in:
        return "guess"
    return "certain" if customers * 2 >= of_customers else "likely"

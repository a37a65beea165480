"""The tiers that a company starts with."""

from dataclasses import dataclass

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)


@dataclass(frozen=True)
class TierSeed:
    name: str
    description: object
    basis: str
    percent: float
    color: int

    def values(self):
        return {
            "name": self.name,
            "description": self.description._translate("en_US"),
            "basis": self.basis,
            "percent": self.percent,
            "color": self.color,
        }


#: Best first.  By share, because a first amount would be wrong in most companies.
TIER_SEEDS = (
    TierSeed("A", _lt("Brings, with the best, 80 % of the contribution"), "share", 80.0, 10),
    TierSeed("B", _lt("Brings, with the better ones, 95 % of the contribution"), "share", 95.0, 4),
    TierSeed("C", _lt("Earns a little"), "amount", 0.0, 3),
    TierSeed("D", _lt("Loses money"), "rest", 0.0, 1),
)

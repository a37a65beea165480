"""The cost categories that a company starts with, by purpose; ordinary rows from then on.

They are told apart by their code, so that renaming or moving one does not bring it back.
"""

from dataclasses import dataclass

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)


@dataclass(frozen=True)
class Seed:
    """One category: fields of ``customer.cost.category`` that differ from their default."""

    code: str
    name: object
    parent: str = ""
    purpose: str = ""
    origin: str = ""
    stage: str = ""
    level: str = "customer"
    tax_class: str = "other"
    budget_controlled: bool = False
    product: str = ""

    def values(self):
        """Values of its record, but for parent, company and expense category."""
        return {
            "code": self.code,
            "name": self.name._translate("en_US"),
            "purpose": self.purpose,
            "origin": self.origin,
            "stage": self.stage,
            "level": self.level,
            "tax_class": self.tax_class,
            "budget_controlled": self.budget_controlled,
        }


def _family(parent, **common):
    """A parent and a way to make its children, who have the same purpose unless they say other."""
    shared = {"purpose": parent.purpose} | common
    return lambda code, name, **own: Seed(code, name, parent.code, **(shared | own))


_WIN = Seed("ACQ", _lt("Acquisition"), purpose="acquisition", origin="sales", stage="acquire")
_KEEP = Seed("MNT", _lt("Relationship care"), purpose="maintenance", origin="sales", stage="retain")
_CONVERT = Seed("CNV", _lt("Conversion"), purpose="conversion", origin="sales", stage="expand")
_HOLD = Seed("SWP", _lt("Switching prevention"), purpose="switching", origin="sales")
_PLEASE = Seed("SAT", _lt("Satisfaction"), purpose="satisfaction", origin="after_sales")
_DELIVER = Seed("ORD", _lt("Order fulfilment"), origin="operations", level="order")
_MONEY = Seed("FIN", _lt("Money"), origin="administration")

_win = _family(_WIN, origin="sales", stage="acquire")
_keep = _family(_KEEP, origin="sales", stage="retain", budget_controlled=True)
_convert = _family(_CONVERT, origin="sales", stage="expand")
_hold = _family(_HOLD, origin="sales", stage="win_back", budget_controlled=True)
_please = _family(_PLEASE, origin="after_sales", stage="retain")
_deliver = _family(_DELIVER, origin="operations", level="order")
_money = _family(_MONEY, origin="administration")

#: Parents before their children.
SEEDS = (
    _WIN,
    _win(
        "ACQ-SAMPLE",
        _lt("Samples"),
        origin="marketing",
        tax_class="promotion",
        budget_controlled=True,
    ),
    _win("ACQ-BID", _lt("Bids and offers")),
    _win(
        "ACQ-ADV",
        _lt("Advertising and fairs"),
        origin="marketing",
        level="channel",
        tax_class="promotion",
    ),
    _KEEP,
    _keep(
        "MNT-MEAL",
        _lt("Meals with customers"),
        tax_class="entertainment",
        product="expense_product_meal",
    ),
    _keep("MNT-GIFT", _lt("Gifts"), tax_class="entertainment", product="expense_product_gift"),
    _keep("MNT-LOGO", _lt("Gifts with our logo"), tax_class="promotion"),
    _keep("MNT-EVENT", _lt("Customer events and seminars")),
    _keep("MNT-TRAVEL", _lt("Travel with customers"), tax_class="entertainment"),
    _keep(
        "MNT-VISIT",
        _lt("Visits to customers"),
        budget_controlled=False,
        product="expense_product_travel_accommodation",
    ),
    _keep("MNT-COMM", _lt("Sales commission"), budget_controlled=False),
    _CONVERT,
    _convert("CNV-TRIAL", _lt("Trials and training"), budget_controlled=True),
    _HOLD,
    _hold("SWP-WIN", _lt("Win-back offers")),
    _hold("SWP-LOYAL", _lt("Loyalty benefits"), stage="retain"),
    _PLEASE,
    _please("SAT-WARRANTY", _lt("Warranty and repairs")),
    _please("SAT-GOODWILL", _lt("Complaints and goodwill"), budget_controlled=True),
    _DELIVER,
    _deliver("ORD-FREIGHT", _lt("Outbound freight")),
    _deliver("ORD-PACK", _lt("Packing")),
    _deliver("ORD-RETURN", _lt("Returns")),
    _MONEY,
    _money("FIN-CREDIT", _lt("Credit loss")),
    _money("FIN-FX", _lt("Exchange differences")),
    _money("FIN-BANK", _lt("Bank charges")),
    _money("FIN-INTEREST", _lt("Interest on receivables")),
)

#: (method, sequence, name) of the attribution rules that a company starts with.
ATTRIBUTION_SEEDS = (
    ("counterpart", 10, _lt("Customer of the receivable")),
    ("analytic", 20, _lt("Customer of the analytic account")),
)

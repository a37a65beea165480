"""The role that an account most likely has, why, and how sure that is."""

from dataclasses import dataclass, field

from .account_role_tables import (
    BOTH,
    CODES,
    DEDUCTION_WITHIN,
    INVOICED_SHARE,
    TYPES,
    WORDS,
)

CERTAIN, LIKELY, GUESS = "certain", "likely", "guess"


@dataclass(frozen=True)
class Account:
    """What is known about an account.

    :param code: its code in the company
    :param account_type: Odoo's type
    :param names: its name in every language it has
    :param named_role: role of the company's setting that names this account, if one does
    :param stock_variation: whether stock variation is booked on it
    :param default_income: whether the company sells on it unless told otherwise
    :param earned: credited in the last twelve months
    :param invoiced: the part of it that customer invoices credited
    """

    code: str
    account_type: str
    names: tuple[str, ...] = field(default=())
    named_role: str | None = None
    stock_variation: bool = False
    default_income: bool = False
    earned: float = 0.0
    invoiced: float = 0.0


@dataclass(frozen=True)
class Proposal:
    """A role, how sure it is, why: the code of a sentence and what it quotes."""

    role: str
    confidence: str
    reason: str
    quote: str = ""


def propose_role(chart_template, account):
    """Decide in this order: company setting, chart and code, name, stock variation, type.

    A sub-account whose name says discount or rebate is a revenue deduction also where its
    code says revenue or expense.  Stock variation decides only where the chart says nothing
    or cost of sales: Chinese charts book it on the selling expense account, whose lines are
    told apart one by one.
    """
    if account.named_role:
        return Proposal(account.named_role, CERTAIN, "company")
    by_code, by_name = role_by_code(chart_template, account.code), role_by_name(account)
    if by_code:
        within = by_code.role in DEDUCTION_WITHIN
        return by_name if within and by_name and by_name.role == "deduction" else by_code
    if account.stock_variation:
        return Proposal("cost_of_sales", CERTAIN, "stock_variation")
    return by_name or role_by_type(account)


def role_by_code(chart_template, code):
    """By the longest beginning of the code in the table of the chart, or None."""
    prefixes = {
        prefix: role
        for role, prefixes in CODES.get(chart_template, {}).items()
        for prefix in prefixes.split()
        if code.startswith(prefix)
    }
    if not prefixes:
        return None
    prefix = max(prefixes, key=len)
    return Proposal(prefixes[prefix], CERTAIN, "code", prefix)


def role_by_name(account):
    """By the longest of the known words in any of the names, or None."""
    kind = account.account_type.split("_")[0]
    names = " ".join(account.names).lower()
    found = {
        word: role
        for kinds, role, words in WORDS
        if kinds is BOTH or kind in kinds
        for word in words.split("|")
        if word in names
    }
    if not found:
        return None
    word = max(found, key=len)
    return Proposal(found[word], LIKELY, "name", word)


def role_by_type(account):
    """By the type; income is revenue if customers are invoiced on it."""
    if account.account_type != "income":
        role = TYPES.get(account.account_type, "operating")
        return Proposal(role, GUESS, "type")
    if account.default_income:
        return Proposal("revenue", CERTAIN, "default_income")
    if not account.earned:
        return Proposal("revenue", GUESS, "type")
    share = account.invoiced / account.earned
    if share >= INVOICED_SHARE:
        return Proposal("revenue", LIKELY, "invoiced", f"{100 * share:.0f}")
    return Proposal("other", GUESS, "not_invoiced", f"{100 * share:.0f}")

"""From the accounts of a company to the capture rules of its first pools; no Odoo here.

Rules are tried in this order, because what is said of one item says more than its account:
cost centres of pay and of broad accounts, products of broad accounts, labels of broad
accounts, accounts.  An account is broad if its name says on whose behalf, but not for what.
Accounts are named by their full code as prefix: so a rule never catches goods, whose cost
must be traced to invoices.
"""

from dataclasses import dataclass, field

from ...engine.proposal import words

#: Roles whose accounts go to pools.
POOLED_ROLES = ("operating", "financial", "tax_on_sales")
#: Roles whose accounts hold the delivery staff of a company that sells services.
DELIVERY_ROLES = ("cost_of_sales",)
#: Goods are no work: their cost is traced to invoices, also where services are sold.
NO_GOODS = ["|", ("product_id", "=", False), ("product_id.product_tmpl_id.type", "=", "service")]


@dataclass(frozen=True)
class Place:
    """Where an account's cost belongs.

    :param pool: code of a pool, ``None`` for relationship cost, which stays unassigned
    :param broad: whether its items must be told apart one by one
    :param pay: whether it holds pay, whose cost centre says more than its name
    :param management: whether its name says that the money is spent by the administration
    """

    pool: str | None
    broad: bool = False
    pay: bool = False
    management: bool = False


@dataclass
class Draft:
    """One capture rule, as values of ``customer.cost.pool.rule`` in plain types."""

    pool: str
    accounts: list = field(default_factory=list)
    prefixes: list = field(default_factory=list)
    products: list = field(default_factory=list)
    analytic: list = field(default_factory=list)
    domain: list = field(default_factory=list)
    sequence: int = 0


@dataclass(frozen=True)
class Books:
    """What the rules are made from.

    :param codes: {account id: code}
    :param places: {account id: :class:`Place`}
    :param products: {product id: pool} of products on broad accounts
    :param labels: pools that labels on broad accounts speak of
    :param centres: {plan: {pool: analytic account ids}}
    """

    codes: dict
    places: dict
    products: dict
    labels: set
    centres: dict


def place_of_account(role, names, parents, pools):
    """:param pools: codes of the pools that this kind of company has"""
    if role == "tax_on_sales":
        return Place(words.TAX)
    if role in DELIVERY_ROLES:
        return Place(words.DELIVERY)
    pay = words.is_pay(*names)
    pool = words.pool_of_account(names, parents)
    if pool == words.RELATIONSHIP:
        return Place(None)
    if pool:
        return Place(pool if pool in pools else words.ADMINISTRATION, pay=pay)
    side = words.side_of(names, words.side_of(parents, None))
    otherwise = words.BILLING if role == "financial" else words.ADMINISTRATION
    management = side == words.ADMINISTRATION
    return Place(side or otherwise, broad=True, management=management)


def draft_rules(books, first_sequence):
    """All rules, in their order, each with a sequence of its own."""
    drafts = [*_by_centre(books), *_by_product(books), *_by_label(books), *_by_account(books)]
    for place, draft in enumerate(drafts):
        draft.sequence = first_sequence + 10 * place
    return drafts


def _broad(books, pool):
    """Broad accounts whose items may be the pool's: what the administration spends on pay and
    travel is not the sales team's."""
    return sorted(
        account
        for account, place in books.places.items()
        if place.broad and not (pool == words.SALES and place.management)
    )


def _name_accounts(books, accounts):
    """Accounts by their whole codes, or one by one where codes are no digits."""
    codes = [books.codes.get(account) or "" for account in accounts]
    if all(code.isascii() and code.isdigit() for code in codes):
        return {"prefixes": codes}
    return {"accounts": list(accounts)}


def _by_centre(books):
    accounts = sorted(a for a, place in books.places.items() if place.broad or place.pay)
    if not accounts:
        return
    for _plan, pools in sorted(books.centres.items()):
        for pool in sorted(pools):
            named = _name_accounts(books, accounts)
            yield Draft(pool, analytic=sorted(pools[pool]), **named)


def _by_product(books):
    pools = {pool for pool in books.products.values() if pool}
    for pool in sorted(pools - {words.RELATIONSHIP}):
        accounts = _broad(books, pool)
        products = sorted(product for product, its in books.products.items() if its == pool)
        if accounts:
            yield Draft(pool, products=products, **_name_accounts(books, accounts))


def _by_label(books):
    for pool in words.WORDS:
        accounts = _broad(books, pool)
        if accounts and pool in books.labels and pool != words.RELATIONSHIP:
            domain = ["&", ("account_id", "in", accounts), *label_domain(pool)]
            yield Draft(pool, domain=domain, **_name_accounts(books, accounts))


def _by_account(books):
    """Longer codes first: a rule on 6601 would take what 660101 is for."""
    groups = {}
    for account, place in sorted(books.places.items()):
        if place.pool:
            length = len(books.codes.get(account) or "")
            groups.setdefault((-length, place.broad, place.pool), []).append(account)
    for (_length, broad, pool), accounts in sorted(groups.items()):
        if pool == words.DELIVERY:  # cost of sales is only caught by name
            yield Draft(pool, accounts=accounts, domain=NO_GOODS)
            continue
        domain = _no_relationship(books) if broad else []
        yield Draft(pool, domain=domain, **_name_accounts(books, accounts))


def label_domain(pool):
    patterns = words.label_patterns(pool)
    return ["|"] * (len(patterns) - 1) + [("name", "=ilike", pattern) for pattern in patterns]


def _no_relationship(books):
    """Relationship cost without a customer stays unassigned: the first list to clean up."""
    products = [p for p, pool in sorted(books.products.items()) if pool == words.RELATIONSHIP]
    domain = ["|", ("name", "=", False), "!", *label_domain(words.RELATIONSHIP)]
    return ["&", ("product_id", "not in", products), *domain] if products else domain

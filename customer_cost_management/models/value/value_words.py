"""Reasons to worry about a customer, in the reader's language."""


def warning_sentence(value, reason):
    """One sentence for a reason of an evaluation.

    :param value: record of ``customer.value``
    :param reason: ``{"code": …, figures…}`` as stored
    """
    sentence = _SENTENCES.get(reason["code"])
    return sentence(value, reason) if sentence else reason["code"].replace("_", " ")


def _orders_up(value, reason):
    return value.env._(
        "Orders up, contribution down %(months)s months: %(amount)s lost.",
        months=round(reason["months"]),
        amount=value._money(reason["contribution_lost"]),
    )


_SENTENCES = {
    "revenue_falling": lambda value, reason: value.env._(
        "Revenue falls: %(percent)s %% over the closed months.",
        percent=value._number(reason["fall_percent"]),
    ),
    "orders_up_contribution_down": _orders_up,
    "complaints_rising": lambda value, reason: value.env._(
        "More credit notes: %(last)s in the last quarter, %(before)s in the one before.",
        last=round(reason["last_quarter"]),
        before=round(reason["quarter_before"]),
    ),
    "purchase_overdue": lambda value, reason: value.env._(
        "No invoice for %(days)s days; he used to buy within %(allowed)s.",
        days=round(reason["days_since_purchase"]),
        allowed=round(reason["days_allowed"]),
    ),
    "turned_to_loss": lambda value, reason: value.env._(
        "Turned to loss: %(last)s in the last quarter, %(before)s in the months before.",
        last=value._money(reason["last_quarter"]),
        before=value._money(reason["months_before"]),
    ),
    "overdue": lambda value, reason: _overdue_words(value),
    "pays_late": lambda value, reason: value.env._(
        "Pays late: %(days)s days, terms %(terms)s.",
        days=round(value.dso_days),
        terms=value.terms_days,
    ),
    "over_limit": lambda value, reason: value.env._(
        "Over his credit limit of %(limit)s: %(balance)s open.",
        limit=value._money(value.credit_limit),
        balance=value._money(value.receivable),
    ),
}


def _overdue_words(value):
    """How much is overdue, and of how much where it is not all."""
    amount = value._money(value.overdue)
    if value.overdue >= value.receivable:
        return value.env._("%(amount)s is overdue.", amount=amount)
    return value.env._(
        "%(amount)s of %(balance)s is overdue.",
        amount=amount,
        balance=value._money(value.receivable),
    )

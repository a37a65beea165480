"""Why a vendor bill needs approval, and what it was spent on, in the reader's language."""


def bill_reason_words(env, reasons, currency):
    """One sentence for each reason ``{code, …}``; amounts are minor units of ``currency``."""
    return [_REASONS[reason["code"]](env, _readable(env, reason, currency)) for reason in reasons]


def _readable(env, reason, currency):
    return {
        name: _name(env, "customer.cost.request", value)
        if name == "request"
        else currency.format(value / 10**currency.decimal_places)
        for name, value in reason.items()
        if name not in ("code", "lines")
    }


_REASONS = {
    "over_request": lambda env, v: env._(
        "%(spent)s were spent on %(request)s, more than its %(cost)s with the tolerance.", **v
    ),
    "without_request": lambda env, v: env._(
        "%(amount)s were spent without an approved request; above %(limit)s somebody else has to "
        "agree.",
        **v,
    ),
    "over_budget": lambda env, v: env._(
        "It is more than its budget has left: the owner of the budget has to agree."
    ),
    "finding": lambda env, v: env._("A spending rule asks for somebody else's word."),
    "blocked": lambda env, v: env._(
        "It breaks a rule that allows no exception to who asks first. It is spent already, so "
        "that somebody else has to agree."
    ),
}


def part_words(env, part, currency):
    """A part of a bill: ``{request, customer, category, amount}`` → one line."""
    named = [
        _name(env, "res.partner", part["customer"]),
        _name(env, "customer.cost.category", part["category"]),
        _name(env, "customer.cost.request", part["request"]),
    ]
    amount = currency.format(part["amount"] / 10**currency.decimal_places)
    return f"{' · '.join(filter(None, named))}: {amount}"


def _name(env, model, record_id):
    # sudo: names as they were shown with the bill, to who may read it
    return env[model].sudo().browse(record_id or []).exists().display_name or ""

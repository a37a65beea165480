"""A spending rule and its findings as sentences: one translated template each, no free text."""


def rule_sentence(rule):
    """What the rule says, in the reader's language; ``…`` where something is missing."""
    env, money = rule.env, rule.currency_id or rule.env.company.currency_id
    values = {
        "amount": money.format(rule.amount) if rule.amount else "…",
        "count": rule.count,
        "days": rule.days or "…",
        "percent": f"{rule.percent:g}",
        "hosts": rule.hosts or "…",
        "per": _per(env, rule.per),
        "window": rule.days and env._("%(days)s days", days=rule.days)
        if rule.window == "days"
        else _choice(rule, "window"),
    }
    template = _RULES.get(rule.kind)
    return template(env, values) if template else "…"


def _choice(rule, name):
    words = dict(rule._fields[name]._description_selection(rule.env))
    return words.get(rule[name], "…")


def _per(env, per):
    """Whom a sum is counted for, as a part of a sentence."""
    return {
        "customer": env._("per customer"),
        "employee": env._("per employee"),
        "recipient": env._("per recipient"),
    }.get(per, "…")


_RULES = {
    "per_head": lambda env, v: env._("Meal over %(amount)s per head", amount=v["amount"]),
    "hosts": lambda env, v: env._(
        "More hosts than guests, above %(count)s guests more than %(percent)s %% of the excess",
        count=v["count"],
        percent=v["percent"],
    ),
    "claimant": lambda env, v: env._("Meal claimed by somebody who did not take part"),
    "gift_piece": lambda env, v: env._("Gift over %(amount)s per piece", amount=v["amount"]),
    "gift_year": lambda env, v: env._(
        "Gifts over %(amount)s per recipient and year", amount=v["amount"]
    ),
    "gift_occasion": lambda env, v: env._(
        "Gifts over %(amount)s per recipient and occasion", amount=v["amount"]
    ),
    "gift_recipient": lambda env, v: env._(
        "Gift over %(amount)s whose recipient is not named", amount=v["amount"]
    ),
    "cash": lambda env, v: env._(
        "Cash, vouchers, shopping cards, or money to a person of the customer"
    ),
    "official_gift": lambda env, v: env._("Gift to a public official or a public body"),
    "official_meal": lambda env, v: env._("Meal with public officials"),
    "official_hosts": lambda env, v: env._(
        "Public officials: more than %(hosts)s hosts for up to %(count)s guests, above that more "
        "than %(percent)s %% of the guests",
        hosts=v["hosts"],
        count=v["count"],
        percent=v["percent"],
    ),
    "tender_gift": lambda env, v: env._("Gift while a tender with the customer is open"),
    "tender_other": lambda env, v: env._("Spending while a tender with the customer is open"),
    "receipt": lambda env, v: env._("No receipt from %(amount)s on", amount=v["amount"]),
    "claim": lambda env, v: env._("Claimed after more than %(days)s days", days=v["days"]),
    "after_the_fact": lambda env, v: env._(
        "Asked for after the fact more than %(count)s times a quarter", count=v["count"]
    ),
    "splitting": lambda env, v: env._(
        "Spending on one customer within %(days)s days that together is over %(amount)s",
        days=v["days"],
        amount=v["amount"],
    ),
    "duplicate": lambda env, v: env._("The same customer, day and amount claimed by two people"),
    "rolling_amount": lambda env, v: env._(
        "Over %(amount)s %(per)s and %(window)s",
        amount=v["amount"],
        per=v["per"],
        window=v["window"],
    ),
    "rolling_count": lambda env, v: env._(
        "More than %(count)s times %(per)s and %(window)s",
        count=v["count"],
        per=v["per"],
        window=v["window"],
    ),
    "request_from": lambda env, v: env._(
        "Spent without a request, from %(amount)s on", amount=v["amount"]
    ),
    "fapiao": lambda env, v: env._(
        "No fapiao with its number from %(amount)s on", amount=v["amount"]
    ),
    "fapiao_used": lambda env, v: env._("More claimed on one fapiao than its total"),
    "fapiao_row": lambda env, v: env._("Fapiao of one seller with numbers in a row"),
    "fapiao_age": lambda env, v: env._(
        "Fapiao older than %(days)s days, of an other year, or older than its request",
        days=v["days"],
    ),
    "fapiao_buyer": lambda env, v: env._("Fapiao that is not written to us"),
}


def finding_words(env, finding, currency):
    """What was found, with the numbers: ``{code, values, rule, version}`` → a sentence.

    :param finding: as stored, amounts in minor units of ``currency``
    """
    template = _FINDINGS.get(finding["code"])
    values = _readable(finding, currency)
    if not template:
        return finding["code"].replace("_", " ")
    return template(env, values)


#: Values of findings that are no amounts.
_COUNTS = {"heads", "hosts", "allowed", "guests", "days", "count", "year"}


#: Findings whose limit and total are numbers, not amounts.
_COUNTED = {"claim_late", "after_the_fact", "fapiao_too_old"}


def _readable(finding, currency):
    """The values as words: amounts with their currency, numbers as they are."""
    plain = _COUNTS
    if finding["code"] in _COUNTED or finding.get("counted"):
        plain = _COUNTS | {"limit", "total"}
    return {
        name: value
        if name in plain or not isinstance(value, int)
        else currency.format(value / 10**currency.decimal_places)
        for name, value in finding.get("values", {}).items()
    }


_FINDINGS = {
    "rules_unclear": lambda env, v: env._(
        "This spending rule contradicts itself, such as by two versions on one day: nothing can "
        "be judged by it. A controller has to mend it first."
    ),
    "document_unclear": lambda env, v: env._(
        "The spending rules cannot judge this: its numbers, or those of a document beside it, "
        "are not complete. Correct them, or ask a controller."
    ),
    "guests_missing": lambda env, v: env._("Say how many guests there are."),
    "per_head_exceeded": lambda env, v: env._(
        "%(per_head)s per head is above %(limit)s.", per_head=v["per_head"], limit=v["limit"]
    ),
    "too_many_hosts": lambda env, v: env._(
        "%(hosts)s hosts for %(guests)s guests; %(allowed)s are allowed.",
        hosts=v["hosts"],
        guests=v["guests"],
        allowed=v["allowed"],
    ),
    "claimant_not_present": lambda env, v: env._("Who claims did not take part."),
    "claimed_for_superior": lambda env, v: env._(
        "The most senior of our people who took part has to claim."
    ),
    "gift_piece_exceeded": lambda env, v: env._(
        "A gift of %(value)s is above %(limit)s.", value=v["value"], limit=v["limit"]
    ),
    "gift_total_exceeded": lambda env, v: env._(
        "Gifts to one recipient add up to %(total)s, above %(limit)s.",
        total=v["total"],
        limit=v["limit"],
    ),
    "recipient_missing": lambda env, v: env._(
        "Name who gets the gift of %(value)s.", value=v["value"]
    ),
    "cash_equivalent": lambda env, v: env._("Cash and vouchers are not given to customers."),
    "payment_to_customer_person": lambda env, v: env._(
        "Money to a person of the customer is not allowed."
    ),
    "gift_to_official": lambda env, v: env._(
        "Gifts to public officials or public bodies are not allowed."
    ),
    "official_entertained": lambda env, v: env._("Public officials take part."),
    "gift_during_tender": lambda env, v: env._(
        "No gifts while a tender with this customer is open."
    ),
    "spending_during_tender": lambda env, v: env._("A tender with this customer is open."),
    "receipt_missing": lambda env, v: env._("Attach a receipt from %(least)s on.", least=v["from"]),
    "claim_late": lambda env, v: env._(
        "Claimed after %(days)s days; %(limit)s are allowed.", days=v["days"], limit=v["limit"]
    ),
    "after_the_fact": lambda env, v: env._(
        "Asked for after the fact, %(count)s times this quarter.", count=v["count"]
    ),
    "split_spending": lambda env, v: env._(
        "Together with other spending on this customer it is %(total)s, above %(limit)s.",
        total=v["total"],
        limit=v["limit"],
    ),
    "duplicate_claim": lambda env, v: env._(
        "Somebody else spent the same amount with this customer on the same day."
    ),
    "rolling_limit_exceeded": lambda env, v: env._(
        "With earlier spending it is %(total)s, above %(limit)s.",
        total=v["total"],
        limit=v["limit"],
    ),
    "request_missing": lambda env, v: env._(
        "Ask first: from %(least)s on a request is needed.", least=v["from"]
    ),
    "fapiao_missing": lambda env, v: env._(
        "Type the number of the fapiao: it is needed from %(least)s on.", least=v["from"]
    ),
    "fapiao_duplicate": lambda env, v: env._(
        "Fapiao %(number)s is used by somebody else already.", number=v["number"]
    ),
    "fapiao_overused": lambda env, v: env._(
        "%(used)s are claimed on a fapiao of %(total)s.", used=v["used"], total=v["total"]
    ),
    "fapiao_consecutive": lambda env, v: env._(
        "The fapiao's number follows directly on others of the same seller."
    ),
    "fapiao_too_old": lambda env, v: env._(
        "The fapiao is %(days)s days old; %(limit)s are allowed.", days=v["days"], limit=v["limit"]
    ),
    "fapiao_before_request": lambda env, v: env._("The fapiao is older than the request."),
    "fapiao_of_other_year": lambda env, v: env._("The fapiao is of %(year)s.", year=v["year"]),
    "fapiao_buyer_not_ours": lambda env, v: env._(
        "The fapiao is written to %(buyer)s, not to us.", buyer=v["buyer"]
    ),
}

"""Reasons why a contribution changed, in the reader's language."""


def reason_text(statement, kind, subject, sides):
    """One sentence for an effect.

    :param statement: the rows whose change is told
    :param kind: kind of effect, as the engine names it
    :param subject: (activity id, line) for an activity, the line for a line of cost
    :param sides: what :meth:`_change_side` says of before and after
    """
    return _SENTENCES[kind](statement, subject, sides)


def _usage(statement, subject, sides):
    before, after = (side["uses"].get(subject) for side in sides)
    # names of activities and drivers are no secret to who reads what they cost his customer
    activity_sudo = (after or before)["activity"].sudo()
    quantities = [use["quantity"] if use else 0 for use in (before, after)]
    if quantities[0] == quantities[1] or not activity_sudo.driver_id:
        return _cost_of_activity(statement, activity_sudo.display_name, before, after)
    figures = {
        "activity": activity_sudo.display_name,
        # time-driven work is measured in minutes, whatever the driver counts
        "driver": statement.env._("minutes")
        if activity_sudo.timed
        else activity_sudo.driver_id.display_name,
        "before": statement._quantity_text(quantities[0]),
        "after": statement._quantity_text(quantities[1]),
    }
    if quantities[1] > quantities[0]:
        return statement.env._(
            "%(activity)s: more %(driver)s, %(after)s instead of %(before)s.", **figures
        )
    return statement.env._(
        "%(activity)s: fewer %(driver)s, %(after)s instead of %(before)s.", **figures
    )


def _cost_of_activity(statement, activity, before, after):
    """The same use, or none that is measured."""
    return statement.env._(
        "%(activity)s: a cost of %(after)s instead of %(before)s.",
        activity=activity,
        before=statement._money_text(before["amount"] if before else 0),
        after=statement._money_text(after["amount"] if after else 0),
    )


def _rate(statement, subject, sides):
    before, after = (side["uses"].get(subject) for side in sides)
    figures = {
        # names of activities are no secret to who reads what they cost his customer
        "activity": after["activity"].sudo().display_name,
        "before": statement._rate_text(before["rate"]),
        "after": statement._rate_text(after["rate"]),
    }
    if after["rate"] > before["rate"]:
        return statement.env._(
            "%(activity)s became dearer: %(after)s each instead of %(before)s.", **figures
        )
    return statement.env._(
        "%(activity)s became cheaper: %(after)s each instead of %(before)s.", **figures
    )


def _line(statement, line, sides):
    before, after = (side["rows"]._summed(line) for side in sides)
    figures = {
        "line": statement._fields[line]._description_string(statement.env),
        "before": statement._money_text(before),
        "after": statement._money_text(after),
    }
    if after > before:
        return statement.env._("%(line)s rose from %(before)s to %(after)s.", **figures)
    return statement.env._("%(line)s fell from %(before)s to %(after)s.", **figures)


def _volume(statement, _subject, sides):
    name = "gross_revenue" if _gross_known(sides) else "net_revenue"
    before, after = (side["rows"]._summed(name) for side in sides)
    figures = {
        "revenue": statement._fields[name]._description_string(statement.env),
        "before": statement._money_text(before),
        "after": statement._money_text(after),
    }
    if after >= before:
        return statement.env._("Sold more: %(revenue)s %(after)s instead of %(before)s.", **figures)
    return statement.env._("Sold less: %(revenue)s %(after)s instead of %(before)s.", **figures)


def _price(statement, _subject, sides):
    """Only where gross revenue is known on both sides: the engine then measures by it."""
    before, after = (
        _share(statement, side, side["rows"]._summed("discount") + side["rows"]._summed("refund"))
        for side in sides
    )
    return statement.env._(
        "Discounts and refunds: %(after)s of gross revenue instead of %(before)s.",
        before=before,
        after=after,
    )


def _unit_cost(statement, _subject, sides):
    from ...engine.profit.statement_lines import GOODS_LINES

    before, after = (
        _share(
            statement,
            side,
            sum(side["rows"]._summed(name) for name in GOODS_LINES),
            "gross_revenue" if _gross_known(sides) else "net_revenue",
        )
        for side in sides
    )
    return statement.env._(
        "Cost of goods: %(after)s of revenue instead of %(before)s.", before=before, after=after
    )


def _gross_known(sides):
    return all(side["gross_known"] for side in sides)


def _share(statement, side, amount, base="gross_revenue"):
    revenue = side["rows"]._summed(base)
    return statement._percent_text(100 * amount / revenue if revenue > 0 else None)


_SENTENCES = {
    "usage": _usage,
    "rate": _rate,
    "line": _line,
    "volume": _volume,
    "price": _price,
    "unit_cost": _unit_cost,
}

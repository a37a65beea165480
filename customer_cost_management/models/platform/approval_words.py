"""Why somebody is asked, in the reader's language; no word of a customer's profit."""


def reason_words(env, reasons):
    """The reasons of a step as one line; rules by their number, by their name to who may read.

    :param reasons: ``[code, rule]`` each, as the engine stored them
    """
    return " · ".join(filter(None, (_words(env, *reason) for reason in reasons)))


def _words(env, code, rule=None):
    if code == "no_rule":
        return env._("No rule for this case: it goes to the next in line.")
    if code == "replaced":
        return env._("Somebody else was named, but may not decide here.")
    if code == "too_few_named":
        return env._("Too few people were named: the next in line takes part.")
    if code == "handed_over":
        return env._("Passed on by %(name)s.", name=_person(env, rule))
    if code == "added":
        return env._("Added by %(name)s.", name=_person(env, rule))
    if code == "escalated":
        return env._("The person asked before had let the time pass.")
    if code == "finding":
        # sudo: the name of a group that a spending rule asks is no secret
        group = env["res.groups"].sudo().browse(rule)
        return env._("A spending rule asks %(group)s.", group=group.name)
    if code == "budget":
        return env._("More than the budget has left: its owner is asked.")
    if code == "one_higher":
        return env._("Spent before anybody was asked: one level higher agrees, too.")
    if code == "budget_review":
        return env._("The budget names you as its reviewer.")
    if code == "budget_approval":
        return env._("A budget is approved by a controller who did not submit it.")
    if code == "budget_change":
        return env._("A change of a budget is decided by a controller who did not ask for it.")
    if code == "budget_owner":
        return env._("A change within the limit of the budget's owner.")
    if code == "budget_contingency":
        return env._("The budget names you for its contingency.")
    if code == "automatic_limit_reached":
        return env._("The month's limit of automatic approvals is used up.")
    return _rule(env, rule)


def _person(env, user_id):
    # sudo: the name of a colleague
    return env["res.users"].sudo().browse(user_id).name


def _rule(env, rule_id):
    """A rule by its name to its readers; others learn its number alone.

    A name such as "loss-making customers" would tell what the reader may not know.
    """
    rule = env["customer.cost.approval.rule"].browse(rule_id).exists()
    if rule and rule.has_access("read"):
        return rule.display_name
    return env._("Approval by rule R%(number)s.", number=rule_id)

"""Why an approval cannot go on, in the reader's language."""


def approval_message(env, problem, document, waiting=""):
    """One sentence: which document, what forbids it, what to do.

    :param problem: a problem of the engine's approvals; its people are ids of users
    :param waiting: names of those it waits for
    """
    names = [_name(env, subject) for subject in problem.subjects]
    values = {"document": document, "name": names[0] if names else "", "waiting": waiting}
    values |= problem.values
    sentence = _SENTENCES.get(problem.code)
    if sentence is None:
        return env._(
            "%(document)s cannot be decided like this (%(code)s). Check the approval rules.",
            document=document,
            code=problem.code.replace("_", " "),
        )
    return sentence(env, values)


def _name(env, subject):
    # sudo: the name of a colleague who is asked is no secret
    return env["res.users"].sudo().browse(subject).name if isinstance(subject, int) else subject


def _own_document(env, values):
    if values["waiting"]:
        return env._(
            "%(document)s: you asked for this yourself, or it is for you. %(names)s must decide.",
            document=values["document"],
            names=values["waiting"],
        )
    return env._(
        "%(document)s: you asked for this yourself, or it is for you. Someone else must decide.",
        document=values["document"],
    )


_SENTENCES = {
    "own_document": _own_document,
    "not_asked": lambda env, values: env._(
        "%(document)s does not wait for you. Open it to see whom it waits for.",
        document=values["document"],
    ),
    "decided_already": lambda env, values: env._(
        "%(document)s: you have agreed already; nobody decides twice.",
        document=values["document"],
    ),
    "asked_himself": lambda env, values: env._(
        "%(document)s: you are asked yourself in an other step; decide there.",
        document=values["document"],
    ),
    "not_a_substitute": lambda env, values: env._(
        "%(document)s: you are not the substitute of the person asked today.",
        document=values["document"],
    ),
    "person_of_lower_rank": lambda env, values: env._(
        "%(document)s involves public officials or an open tender: nobody of lower rank than "
        "the person asked may decide.",
        document=values["document"],
    ),
    "person_barred": lambda env, values: env._(
        "%(document)s: %(name)s asked for it or took part, and cannot decide. Choose another.",
        document=values["document"],
        name=values["name"],
    ),
    "person_asked_already": lambda env, values: env._(
        "%(document)s: %(name)s is asked already. Choose another.",
        document=values["document"],
        name=values["name"],
    ),
    "people_missing": lambda env, values: env._(
        "%(document)s: say who decides instead.", document=values["document"]
    ),
    "event_not_allowed": lambda env, values: env._(
        "%(document)s has been decided or changed meanwhile. Open it again.",
        document=values["document"],
    ),
    "not_the_requester": lambda env, values: env._(
        "%(document)s: only who asked for it may submit or withdraw it.",
        document=values["document"],
    ),
    "somebody_decided": lambda env, values: env._(
        "%(document)s: somebody has agreed already. Ask to have it returned to you instead.",
        document=values["document"],
    ),
    "nobody_left": lambda env, values: env._(
        "%(document)s: nobody is left who may decide. Ask a controller to name an approver in "
        "the approval rules.",
        document=values["document"],
    ),
    "route_incomplete": lambda env, values: env._(
        "%(document)s: the approval rules lead to nobody. Ask a controller to complete them.",
        document=values["document"],
    ),
    "case_amount_invalid": lambda env, values: env._(
        "%(document)s: the amount must be above 0.", document=values["document"]
    ),
    "amount_invalid": lambda env, values: env._(
        "%(document)s: the amount must be above 0.", document=values["document"]
    ),
    "case_blocked": lambda env, values: env._(
        "%(document)s breaks a rule that allows no exception. Change it as the findings say.",
        document=values["document"],
    ),
    "nothing_to_undo": lambda env, values: env._(
        "%(document)s: there is no approval of yours to take back.", document=values["document"]
    ),
    "somebody_followed": lambda env, values: env._(
        "%(document)s: somebody decided after you. Ask %(names)s to send it back.",
        document=values["document"],
        names=values["waiting"] or "…",
    ),
    "step_unknown": lambda env, values: env._(
        "%(document)s has been decided or changed meanwhile. Open it again.",
        document=values["document"],
    ),
    "not_due": lambda env, values: env._(
        "%(document)s: the people asked still have time.", document=values["document"]
    ),
}

"""Why corrections cannot be applied, in the reader's language."""


def correction_message(run, memos, problem):
    """One sentence for a problem of :func:`~engine.capture.moves.check_moves`.

    :param memos: the corrections that the problem's subjects are ids of
    """
    named = memos.browse(problem.subjects)
    names = ", ".join(f"“{memo.display_name}”" for memo in named)
    return _SENTENCES[problem.code](run, named, names, problem.values)


def _source_too_small(run, named, names, values):
    def money(minor):
        return run.currency_id.format(minor / run._minor_units())

    first = named[:1]
    return run.env._(
        "%(names)s: %(wanted)s are taken from %(account)s of %(place)s in %(run)s, which holds "
        "%(held)s. Lower the amount, or choose an other account, category or place.",
        names=names,
        wanted=money(values["wanted"]),
        held=money(values["held"]),
        account=first.account_id.with_company(run.company_id).display_name,
        place=_source_name(first),
        run=run.display_name,
    )


def _source_name(memo):
    thing = {"customer": memo.from_partner_id, "pool": memo.from_pool_id}.get(memo.from_place)
    if thing:
        return thing.display_name
    return dict(memo._fields["from_place"]._description_selection(memo.env))[memo.from_place]


_SENTENCES = {
    "amount_not_positive": lambda run, named, names, values: run.env._(
        "%(names)s: enter an amount above 0.", names=names
    ),
    "same_place": lambda run, named, names, values: run.env._(
        "%(names)s: both places are the same, perhaps because two customers were merged. Cancel "
        "the correction.",
        names=names,
    ),
    "source_too_small": _source_too_small,
    "cyclic": lambda run, named, names, values: run.env._(
        "%(names)s lead in a circle. Cancel one of them.", names=names
    ),
    "unknown_pool": lambda run, named, names, values: run.env._(
        "%(names)s: the pool %(pool)s is not in the cost model of %(run)s. Choose an other one.",
        names=names,
        pool=run.env["customer.cost.pool"].browse(values["pool"]).display_name,
        run=run.display_name,
    ),
    "no_role": lambda run, named, names, values: run.env._(
        "%(names)s: the account %(account)s has no account role in %(run)s. Choose an account "
        "whose cost the run captured.",
        names=names,
        account=run.env["account.account"]
        .with_company(run.company_id)
        .browse(values["account"])
        .display_name,
        run=run.display_name,
    ),
}

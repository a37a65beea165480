"""What the engine found wrong, in the reader's language."""


def problem_message(env, problem, names):
    """One sentence for a problem: which record, which rule, what to do.

    :param names: {the engine's name of a pool, activity or driver: its own name}
    """
    subjects = [str(names.get(subject, subject)) for subject in problem.subjects]
    first = subjects[0] if subjects else ""
    values = dict(problem.values)
    sentence = _SENTENCES.get(problem.code)
    if sentence is None:
        return env._(
            "%(subjects)s: %(code)s. Check this part of the cost model.",
            subjects=", ".join(subjects),
            code=problem.code.replace("_", " "),
        )
    return sentence(env, first, ", ".join(subjects), values)


def _shares_not_100(env, first, _subjects, values):
    percent = values["total"]
    if percent > 100:
        return env._(
            '"%(pool)s" gives %(percent)s %%. Take away %(excess)s %%.',
            pool=first,
            percent=round(percent, 4),
            excess=round(percent - 100, 4),
        )
    return env._(
        '"%(pool)s" gives %(percent)s %%. Add %(missing)s %% or mark the rest as unallocated.',
        pool=first,
        percent=round(percent, 4),
        missing=round(100 - percent, 4),
    )


_SENTENCES = {
    "empty_network": lambda env, first, subjects, values: env._(
        "There is no cost pool yet. Costs you cannot trace go into pools."
    ),
    "unknown_name": lambda env, first, subjects, values: env._(
        '"%(name)s" uses something that is archived or gone: %(missing)s. Restore it or choose '
        "another one.",
        name=first,
        missing=subjects.removeprefix(f"{first}, "),
    ),
    "no_time_equation": lambda env, first, subjects, values: env._(
        "%(names)s: the pool gives by time, but the activity takes no minutes. Enter its minutes.",
        names=subjects,
    ),
    "shares_not_100": _shares_not_100,
    "closed_loop": lambda env, first, subjects, values: env._(
        "%(pools)s only serve each other; their cost never reaches a customer.", pools=subjects
    ),
    "share_to_support_pool": lambda env, first, subjects, values: env._(
        "A support pool gives to another one: %(pools)s. Under the direct method they do not "
        "serve each other; choose step-down in the settings, or take the share away.",
        pools=subjects,
    ),
    "cyclic": lambda env, first, subjects, values: env._(
        "%(pools)s: a support pool may not give back to a pool that gave before it. Change the "
        "order or the share.",
        pools=subjects,
    ),
    "zero_practical_capacity": lambda env, first, subjects, values: env._(
        '"%(pool)s": enter a practical capacity above 0.', pool=first
    ),
    "over_capacity": lambda env, first, subjects, values: env._(
        '"%(pool)s" was used above its practical capacity.', pool=first
    ),
    "no_driver": lambda env, first, subjects, values: env._(
        'Activity "%(activity)s" has no driver. Choose one, or let its cost stop at the channel '
        "or facility level.",
        activity=first,
    ),
    "zero_driver_total": lambda env, first, subjects, values: env._(
        '"%(activity)s" has no volume in this period; its cost stays unallocated.', activity=first
    ),
    "negative_volume": lambda env, first, subjects, values: env._(
        'Volumes of "%(driver)s" are negative.', driver=first
    ),
    "volume_too_large": lambda env, first, subjects, values: env._(
        '"%(name)s": its volumes are too large to be added up. Look for a mistyped volume.',
        name=first,
    ),
    "number_not_finite": lambda env, first, subjects, values: env._(
        '"%(name)s" has a number that cannot be counted with. Look for a mistyped volume or '
        "capacity.",
        name=first,
    ),
    "not_conserved": lambda env, first, subjects, values: env._(
        'Stopped: an amount would be lost in "%(name)s". Nothing was stored. Send the log to your '
        "administrator.",
        name=first,
    ),
}

"""Figures above a list, as ``static/src/figure_strip`` shows them."""


def figure(key, value, caption, names, **more):
    """One figure.

    :param value: a number; of an amount ``is_amount`` says so
    :param names: of the filters that a click turns on, apart by spaces; those of the other
        figures go off
    :param more: ``text`` instead of the number, ``look`` (classes), ``method`` and ``ids`` of
        records that a click opens instead
    """
    return {"key": key, "value": value, "caption": caption, "filters": names.split(), **more}


def strip(company, figures=(), notes=()):
    """What ``get_figure_strip`` returns.

    :param company: in whose currency amounts are
    :param notes: sentences below the figures
    """
    return {
        "currency_id": company.currency_id.id,
        "figures": list(figures),
        "notes": list(notes),
    }


def quiet(value, look=""):
    """Classes of a figure that is muted while it is nothing."""
    return look if value else "text-muted"

"""In which currency the money of a field is, before it is added up."""

from difflib import SequenceMatcher

#: So many fields are offered in place of one that cannot be added up.
OFFERED = 2


def is_company_money(model, name):
    """Whether an amount is always in the currency of its record's company."""
    field = model._fields[name]
    return field.type == "monetary" and _leads_over_company(model, field.get_currency_field(model))


def _leads_over_company(model, path):
    """Whether what stands at the end of a path is a company, or made of one's values alone."""
    hop, _dot, rest = path.partition(".")
    field = model._fields.get(hop)
    if field is None:
        return False
    if field.comodel_name == "res.company":
        return True
    if rest:
        return field.relational and _leads_over_company(model.env[field.comodel_name], rest)
    if not field.readonly or not field.compute:
        return False  # somebody may type another one
    sources = field.get_depends(model)[0]
    return bool(sources) and all(_leads_over_company(model, source) for source in sources)


def currency_path(model, name):
    """Stored fields from a record to the currency of an amount; ``""`` where none is stored."""
    currency = model._fields[name].get_currency_field(model)
    field = model._fields[currency]
    if field.store:
        return currency
    *hops, last = (field.related or "").split(".")
    for hop in hops:
        link = model._fields[hop]
        if link.type != "many2one" or not link.store:
            return ""
        model = model.env[link.comodel_name]
    return field.related if last and model._fields[last].store else ""


def fields_in_company_money(model, name):
    """Stored amounts of a model in company currency, the most alike in name first."""
    names = [
        other
        for other, field in model._fields.items()
        if field.type == "monetary" and field.store and is_company_money(model, other)
    ]
    names.sort(key=lambda other: -SequenceMatcher(None, name, other).ratio())
    return names[:OFFERED]

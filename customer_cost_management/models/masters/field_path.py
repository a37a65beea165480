"""Paths of fields typed by people: from a record to its customer, company or a condition."""

import ast
from difflib import get_close_matches

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Domain

NUMERIC = ("integer", "float", "monetary")
DATES = ("date", "datetime")


def check_field(model, name, types, what):
    """The stored field of a model by its name, of one of the types; else a ValidationError.

    :param what: what the field is for, translated: "date field"
    """
    field = model._fields.get(name)
    if field is None:
        raise ValidationError(_unknown_field(model, name))
    if not field.store or field.type not in types:
        raise ValidationError(
            model.env._(
                '"%(field)s" of %(model)s cannot be the %(what)s: it must be a stored field '
                "of type %(types)s.",
                field=name,
                model=model._description,
                what=what,
                types=", ".join(types),
            )
        )
    return field


def field_at(model, path):
    """The field at the end of a path of links; ``None`` if there is none."""
    *hops, name = (path or "").split(".")
    for hop in hops:
        field = model._fields.get(hop)
        if field is None or field.type != "many2one" or not field.store:
            return None
        model = model.env[field.comodel_name]
    return model._fields.get(name)


def check_date(model, path):
    """A stored date, of the record itself or of one that it belongs to; else a ValidationError."""
    *hops, name = (path or "").split(".")
    for hop in hops:
        check_field(model, hop, ("many2one",), model.env._("date"))
        model = model.env[model._fields[hop].comodel_name]
    check_field(model, name, DATES, model.env._("date"))


def check_path(model, path, comodel_name, many2many=0):
    """A path of stored relations that ends at a model; else a ValidationError.

    :param many2many: how many hops may be a many2many, the others are many2one
    """
    current = model
    for hop in (path or "").split("."):
        field = current._fields.get(hop)
        if field is None:
            raise ValidationError(_unknown_field(current, hop))
        many2many -= field.type == "many2many"
        if not field.store or field.type not in ("many2one", "many2many") or many2many < 0:
            raise ValidationError(
                model.env._(
                    '"%(field)s" of %(model)s cannot be part of the path "%(path)s": each part '
                    "is a stored link to one record, the customer's may hold one to several.",
                    field=hop,
                    model=current._description,
                    path=path,
                )
            )
        current = model.env[field.comodel_name]
    if current._name != comodel_name:
        raise ValidationError(
            model.env._(
                'The path "%(path)s" ends at %(end)s, not at %(wanted)s.',
                path=path,
                end=current._description,
                wanted=model.env[comodel_name]._description,
            )
        )


def check_may_read(record, model, paths, text):
    """Whether the user may read what he measures; else an AccessError that names the record.

    Figures are measured as superuser, so that they are the same whoever looks at them; what is
    measured must then be no way around the rights of who writes it down.

    :param record: what paths and filter are written on, in the user's environment
    :param paths: names of fields from the model on, joined by dots
    :param text: a filter that can be read
    """
    model = model.with_env(record.env)
    try:
        for path in paths:
            _check_path_rights(model, path)
        model.check_access("read")
        _check_domain_rights(model, Domain(ast.literal_eval(text or "[]")))
    except AccessError as error:
        raise AccessError(
            record.env._(
                "%(name)s: you may not read what it measures. Ask somebody who may to write it "
                "down. %(reason)s",
                name=record.display_name or record._description,
                reason=error,
            )
        ) from error


def _check_domain_rights(model, domain):
    """Hop by hop: Odoo asks nobody's rights on what it finds through some fields."""
    for condition in domain.iter_conditions():
        end = _check_path_rights(model, condition.field_expr)
        if condition.operator in ("any", "not any"):
            _check_domain_rights(end, Domain(condition.value))


def _check_path_rights(model, path):
    """:return: the model at the end of a path, or of the field at its end"""
    for hop in path.split("."):
        model.check_access("read")
        field = model._fields[hop]
        model._check_field_access(field, "read")
        model = model.env[field.comodel_name] if field.relational else model
    model.check_access("read")
    return model


def parse_domain(record, model, text):
    """A filter typed on a record, as a Domain over stored fields of a model."""
    try:
        domain = Domain(ast.literal_eval(text or "[]"))
        for condition in domain.iter_conditions():
            _check_condition(model, condition.field_expr)
        model.sudo()._search(domain)
    except ValidationError:
        raise
    except Exception as error:  # whatever a mistyped filter makes Odoo stumble over
        raise ValidationError(
            record.env._(
                "%(name)s: the filter %(filter)s cannot be read: %(error)s",
                name=record.display_name,
                filter=text,
                error=error,
            )
        ) from error
    return domain


def _check_condition(model, path):
    current = model
    for hop in path.split("."):
        field = current._fields.get(hop) if current is not None else None
        if field is None:
            raise ValidationError(_unknown_field(current if current is not None else model, hop))
        # a one2many is not stored itself, but what it is made of is
        if not field.store and field.type != "one2many":
            raise ValidationError(
                model.env._(
                    '"%(field)s" of %(model)s is not stored, so it cannot be filtered on. '
                    "Choose a stored field.",
                    field=hop,
                    model=current._description,
                )
            )
        current = model.env[field.comodel_name] if field.relational else None


def _unknown_field(model, name):
    names = list(model._fields)
    close = [f"{name}_id"] if f"{name}_id" in names else get_close_matches(name, names, 1)
    if not close:
        return model.env._(
            '"%(field)s" is not a field of %(model)s.', field=name, model=model._description
        )
    return model.env._(
        '"%(field)s" is not a field of %(model)s. Try "%(suggestion)s".',
        field=name,
        model=model._description,
        suggestion=close[0],
    )

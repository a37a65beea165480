from ast import literal_eval

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..masters.field_path import field_at

NUMBERS = ("integer", "float", "monetary")


class CustomerCostRun(models.Model):
    """What must hold of a driver before it is measured, each with its own sentence.

    Records change under a driver that was right when it was written: an app is removed, a
    field is renamed.  The run then stops and names the driver instead of failing in SQL.
    """

    _inherit = "customer.cost.run"

    def _check_driver(self, driver):
        model = self.env.get(driver["model_name"])
        if model is None or model._abstract or model._transient:
            raise UserError(
                self.env._(
                    "Driver %(driver)s reads %(model)s, which is not installed.",
                    driver=driver["name"],
                    model=driver["model_name"],
                )
            )
        self._check_driver_field(driver, "date_field", model, ("date", "datetime"))
        if driver["kind"] == "sum":
            self._check_driver_field(driver, "measure_field", model, NUMBERS)
        self._check_partner_path(driver, model)

    def _check_driver_field(self, driver, which, model, types):
        """The field must be a column, of one of the types; a date may be that of a record
        which it belongs to."""
        field = model._fields.get(driver[which])
        if which == "date_field":
            field = field_at(model, driver[which])
        if field is None or not self._is_column(field) or field.type not in types:
            labels = self.env["customer.cost.driver"]._fields
            raise UserError(
                self.env._(
                    "Driver %(driver)s: %(label)s %(field)s of %(model)s is missing, not stored, "
                    "or of another type than %(types)s. Choose another field.",
                    driver=driver["name"],
                    label=labels[which]._description_string(self.env),
                    field=driver[which] or "",
                    model=model._name,
                    types=", ".join(types),
                )
            )

    def _is_column(self, field):
        return field.store and field.column_type and not field.company_dependent

    def _check_partner_path(self, driver, model):
        """Stored relations hop by hop, at most one to many, that end at a contact."""
        many = 0
        for name in (driver["partner_path"] or "").split("."):
            field = model._fields.get(name)
            if field is None or field.type not in ("many2one", "many2many"):
                self._stop_path(driver, name, model)
            many += field.type == "many2many"
            if field.type == "many2one" and not self._is_column(field) or not field.store:
                self._stop_path(driver, name, model)
            model = self.env[field.comodel_name]
        if model._name != "res.partner" or many > 1:
            self._stop_path(driver, driver["partner_path"], self.env[driver["model_name"]])

    def _stop_path(self, driver, name, model):
        raise UserError(
            self.env._(
                "Driver %(driver)s: the way %(path)s to the customer fails at %(field)s of "
                "%(model)s. It must lead over stored fields to a contact, at most one of them a "
                "list.",
                driver=driver["name"],
                path=driver["partner_path"] or "",
                field=name,
                model=model._name,
            )
        )

    def _search_domain(self, model, text, owner, only_parse=False):
        """The query of a domain that somebody wrote; one that cannot be read names its owner.

        :param only_parse: return the domain, tried out, instead of the query
        """
        try:
            domain = Domain(literal_eval(text or "[]"))
            query = model._search(domain)
        except (ValueError, SyntaxError, TypeError, KeyError, AttributeError) as error:
            raise UserError(
                self.env._(
                    "%(owner)s: the filter %(domain)s cannot be applied to %(model)s: %(reason)s",
                    owner=owner,
                    domain=text,
                    model=model._name,
                    reason=error,
                )
            ) from error
        return domain if only_parse else query

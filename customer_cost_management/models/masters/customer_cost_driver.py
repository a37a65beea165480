from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .field_path import NUMERIC, check_date, check_field, check_path, parse_domain

#: A receivable is chased once it is open so many days after it was due.
OVERDUE_DAYS = 15
#: Fields that say what is measured.
SOURCE_FIELDS = (
    "kind",
    "model_name",
    "measure_field",
    "date_field",
    "partner_path",
    "company_path",
    "domain",
)
#: What most companies measure first, where its app is installed.
USUAL_MODELS = (
    "sale.order",
    "account.move",
    "stock.picking",
    "account.analytic.line",
    "calendar.event",
    "crm.lead",
    "project.task",
    "repair.order",
    "helpdesk.ticket",
)


class CustomerCostDriver(models.Model):
    """How the work for customers is measured."""

    _name = "customer.cost.driver"
    _description = "Cost Driver"
    _inherit = ["customer.cost.master", "customer.cost.draft"]

    name = fields.Char(
        required=True,
        translate=True,
        help="What we count to share a cost, e.g. number of orders.",
    )
    code = fields.Char()
    unit = fields.Char(translate=True, help="What one unit is called, for example: order.")
    kind = fields.Selection(
        [
            ("count", "Count records"),
            ("sum", "Sum a field"),
            ("balance", "Average balance"),
            ("overdue", "Overdue items"),
            ("active", "Active customer = 1"),
            ("first", "First invoice"),
            ("activity", "Calls and meetings done"),
            ("typed", "Typed or imported"),
        ],
        required=True,
        default="count",
    )
    quality = fields.Selection(
        [
            ("cause", "Cause"),
            ("usage", "Usage estimate"),
            ("ability", "Ability to bear"),
        ],
        required=True,
        default="cause",
    )
    model_choice = fields.Selection(
        "_select_models",
        string="Records",
        compute="_compute_model_choice",
        inverse="_inverse_model_choice",
        help="Which records of an installed app are measured.",
    )
    model_name = fields.Char(string="Model", help="Technical name, for example account.move.")
    measure_field = fields.Char(
        help="Stored number to add up, for example unit_amount. Money is added up in the company's "
        "currency only, for example amount_untaxed_signed.",
        string="Number to add up",
    )
    date_field = fields.Char(
        help="Date that puts a record into a period, for example date_order or "
        "order_id.date_order.",
        string="Date",
    )
    partner_path = fields.Char(
        help="Fields from the record to the customer, for example order_id.partner_id.",
        string="Way to the customer",
    )
    company_path = fields.Char(
        help="Fields from the record to its company, for example company_id.",
        string="Way to the company",
    )
    without_company = fields.Selection(
        [("include", "Count for every company"), ("exclude", "Leave out")],
        default="exclude",
        string="Records without a company",
    )
    domain = fields.Char(string="Filter", default="[]", help="Which records count.")
    account_ids = fields.Many2many(
        "account.account",
        check_company=True,
        help="Accounts whose balance or overdue items count. Empty: all receivable accounts.",
        string="Accounts",
    )
    zero_total = fields.Selection(
        [("leave_unallocated", "Leave the cost unallocated"), ("stop", "Stop the run")],
        required=True,
        default="leave_unallocated",
        string="If no customer has volume",
    )
    negative = fields.Selection(
        [("as_zero", "As zero"), ("absolute", "Without its sign"), ("stop", "Stop the run")],
        required=True,
        default="as_zero",
        string="Negative volume",
    )
    sentence = fields.Char(compute="_compute_sentence")

    @api.depends("kind", "model_name", "measure_field", "date_field", "partner_path")
    @api.depends_context("lang")
    def _compute_sentence(self):
        for driver in self:
            driver.sentence = driver._describe()

    def _describe(self):
        model = self._get_model()
        words = {
            "model": (self.model_name or "…") if model is None else model._description,
            "measure": self.measure_field or "…",
            "date": self.date_field or "…",
            "path": self.partner_path or "…",
        }
        sentences = {
            "count": self.env._(
                "Counts %(model)s by %(date)s, for the customer in %(path)s.", **words
            ),
            "sum": self.env._(
                "Adds up %(measure)s of %(model)s by %(date)s, for the customer in %(path)s.",
                **words,
            ),
            "balance": self.env._("The customer's average balance over the period."),
            "overdue": self.env._(
                "Receivable items open more than %(days)s days past due, at the end of each month.",
                days=OVERDUE_DAYS,
            ),
            "active": self.env._("1 for each customer with business in the period."),
            "first": self.env._("1 for each customer whose first invoice is in the period."),
            "activity": self.env._(
                "Calls and meetings done, planned on the customer or on his documents."
            ),
            "typed": self.env._("Volumes that people type or import."),
        }
        return sentences.get(self.kind, "")

    def _select_models(self):
        """Tables with a link to a customer; those that measure work come first."""
        linked = {
            name
            for name, model in self.env.registry.items()
            if not (model._abstract or model._transient)
            and any(
                field.store and field.comodel_name == "res.partner"
                for field in model._fields.values()
                if field.type in ("many2one", "many2many")
            )
        }
        # names of models are no secret, but only administrators read the list of models
        models_sudo = self.env["ir.model"].sudo().search([("model", "in", list(linked))])
        rows = [(model.model, model.name) for model in models_sudo]
        first = {name: position for position, name in enumerate(USUAL_MODELS)}
        return sorted(rows, key=lambda row: (first.get(row[0], len(first)), row[1]))

    @api.depends("model_name")
    def _compute_model_choice(self):
        models = dict(self._select_models())
        for driver in self:
            driver.model_choice = driver.model_name if driver.model_name in models else False

    def _inverse_model_choice(self):
        for driver in self:
            driver.model_name = driver.model_choice or driver.model_name

    @api.onchange("model_choice")
    def _onchange_model_choice(self):
        """Fields of an other model mean nothing here."""
        if self.model_choice and self.model_choice != self.model_name:
            self.model_name = self.model_choice
            self.update(dict.fromkeys(("measure_field", "date_field", "partner_path"), False))
            self.update({"company_path": False, "domain": "[]"})

    def _get_model(self):
        """The model whose records are measured, or None where it is not installed or no table."""
        model = self.env.get(self.model_name) if self.model_name else None
        return None if model is None or model._abstract or model._transient else model

    @api.constrains(*SOURCE_FIELDS)
    def _check_source(self):
        for driver in self:
            if driver.kind in ("count", "sum"):
                driver._check_installed()
                driver._check_fields()

    def _check_installed(self):
        if self._get_model() is None:
            raise ValidationError(
                self.env._(
                    '%(driver)s: there are no records of "%(model)s" to measure. Choose a model '
                    "of an installed app.",
                    driver=self.name,
                    model=self.model_name or "",
                )
            )

    def _check_fields(self):
        model = self._get_model()
        self._check_filled("date_field", "partner_path")
        check_date(model, self.date_field)
        check_path(model, self.partner_path, "res.partner", many2many=1)
        if self.company_path:
            check_path(model, self.company_path, "res.company")
        if self.kind == "sum":
            self._check_filled("measure_field")
            check_field(model, self.measure_field, NUMERIC, self.env._("measure"))
        parse_domain(self, model, self.domain)

    def _check_filled(self, *names):
        for name in names:
            if not self[name]:
                raise ValidationError(
                    self.env._(
                        "%(driver)s: fill in %(field)s.",
                        driver=self.name,
                        field=self._fields[name]._description_string(self.env),
                    )
                )

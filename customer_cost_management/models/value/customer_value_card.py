from collections import defaultdict

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..platform.records_window import records_window
from .value_window import MONTHS

#: Activities named on the card.
TOP = 3


class CustomerValue(models.Model):
    """What the card of a customer shows beside the evaluation, read with the reader's rights."""

    _inherit = "customer.value"

    monthly = fields.Json(
        compute="_compute_monthly", help="Contribution of each closed month, oldest first."
    )
    top_activities = fields.Char(
        "Where it goes", compute="_compute_top_activities", help="The activities that cost most."
    )
    activity_links = fields.Json(
        "Activities that cost most",
        compute="_compute_top_activities",
        help="Id, name and amount in words of each.",
    )
    stale_words = fields.Char(
        "What changed since",
        compute="_compute_stale_words",
        help="Empty: the books behind these figures are as they were.",
    )

    flags = fields.Json(compute="_compute_flags", help="Code and words of each flag.")

    @api.depends("at_risk", "overdue", "override_tier_id", "reasons")
    @api.depends_context("lang")
    def _compute_flags(self):
        for value in self:
            value.flags = list(value._flags()) or False

    def _flags(self):
        if self.at_risk:
            yield {"code": "declining", "words": self.warnings or ""}
        if self.overdue > 0:
            words = self.env._("%(amount)s is overdue.", amount=self._money(self.overdue))
            yield {"code": "overdue", "words": words}
        if self.override_tier_id:
            yield {"code": "overridden", "words": self.tier_words or ""}

    def _published(self):
        """Statements of the closed months of these evaluations."""
        return Domain.OR(
            Domain(
                [
                    ("partner_id", "=", value.partner_id.id),
                    ("company_id", "=", value.company_id.id),
                    ("date", ">", value.date_to - relativedelta(months=MONTHS)),
                    ("date", "<=", value.date_to),
                ]
            )
            for value in self
            if value.date_to
        )

    def _key(self):
        return self.partner_id, self.company_id

    @api.depends("partner_id", "date_to")
    def _compute_monthly(self):
        amounts = defaultdict(dict)
        in_force = Domain("run_state", "in", ("published", "closed"))
        in_force &= Domain("run_kind", "=", "actual") & self._published()
        for statement in self.env["customer.profitability"].search(in_force):
            of_customer = amounts[statement.partner_id, statement.company_id]
            month = statement.date.replace(day=1)
            of_customer[month] = of_customer.get(month, 0) + statement.cm3
        for value in self:
            value.monthly = value.date_to and [
                {"month": fields.Date.to_string(month), "amount": amounts[value._key()].get(month)}
                for month in value._months()
            ]

    def _months(self):
        first = self.date_to.replace(day=1) - relativedelta(months=MONTHS - 1)
        return [first + relativedelta(months=month) for month in range(MONTHS)]

    @api.depends("partner_id", "date_to")
    @api.depends_context("lang")
    def _compute_top_activities(self):
        costs = defaultdict(list)
        for customer, company, activity, amount in self.env["customer.cost.allocation"]._read_group(
            self._published() & Domain("run_id", "in", self._run_ids()),
            ["partner_id", "company_id", "activity_id"],
            ["amount:sum"],
            order="amount:sum desc",
        ):
            costs[customer, company].append((activity, amount))
        for value in self:
            # sudo: an activity's name is no secret to who reads what it cost his customer
            links = [
                {"id": activity.id, "name": activity.sudo().name, "amount": value._money(amount)}
                for activity, amount in costs[value._key()][:TOP]
                if amount
            ]
            value.activity_links = links
            value.top_activities = " · ".join(f"{each['name']} {each['amount']}" for each in links)

    @api.depends("date_to")
    @api.depends_context("lang")
    def _compute_stale_words(self):
        # sudo: that books changed is told, not what changed
        runs_sudo = self.env["customer.cost.run"].sudo().browse(self._run_ids())
        changed = runs_sudo.filtered("changed_entries")
        for value in self:
            first = value.date_to and value.date_to - relativedelta(months=MONTHS)
            stale = first and any(
                run.company_id == value.company_id and first < run.date_to <= value.date_to
                for run in changed
            )
            value.stale_words = stale and self.env._(
                "The books changed after these figures were published."
            )

    def _run_ids(self):
        """Ids of the published runs; whose figures are told, the allocation's rules say."""
        # sudo: which months are published is no secret
        runs_sudo = self.env["customer.cost.run"].sudo()
        published = [("kind", "=", "actual"), ("state", "in", ("published", "closed"))]
        return runs_sudo.search([*published, ("company_id", "in", self.company_id.ids)]).ids

    @api.readonly
    def action_open_activity(self, activity_id):
        """What an activity cost the customer in the closed months."""
        self.ensure_one()
        domain = self._published() & Domain("run_id", "in", self._run_ids())
        domain &= Domain("activity_id", "=", activity_id)
        row = self.env["customer.cost.allocation"].search(domain, limit=1)
        # sudo: an activity's name is no secret to who reads what it cost his customer
        name = row.activity_id.sudo().name or ""
        name = f"{name} · {self.partner_id.display_name}"
        return records_window("customer.cost.allocation", name, domain)

    @api.readonly
    def action_open_receivable(self):
        """The open items that the receivable adds up, or with ``only_overdue`` in the context
        its overdue part; with the reader's own rights."""
        self.ensure_one()
        self.env["account.move.line"].check_access("read")
        domain = [
            ("partner_id.commercial_partner_id", "=", self.partner_id.id),
            ("account_id.account_type", "=", "asset_receivable"),
            ("parent_state", "=", "posted"),
            ("reconciled", "=", False),
            ("amount_residual", "!=", 0),
            ("company_id", "in", list(self.company_id._with_branches())),
            ("date", "<=", self.date),
        ]
        name = self.env._("Open items of %(customer)s", customer=self.partner_id.display_name)
        if self.env.context.get("only_overdue"):
            domain.append(("date_maturity", "<", self.date))
            name = self.env._(
                "Overdue items of %(customer)s", customer=self.partner_id.display_name
            )
        return records_window("account.move.line", name, domain)

    @api.readonly
    def action_open_statements(self):
        self.ensure_one()
        return self.partner_id.action_open_customer_statements()

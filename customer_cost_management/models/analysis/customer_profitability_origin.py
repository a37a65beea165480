from odoo import fields, models
from odoo.tools import format_date

from ..platform.word_list import word_list


class CustomerProfitabilityFigures(models.AbstractModel):
    """The head of a statement: which runs it is of, who answers for them, and whose it is."""

    _inherit = "customer.profitability.figures"

    origin = fields.Char(
        compute="_compute_origin",
        help="The version, who published it, and whether the books of the period are locked.",
    )
    is_final = fields.Boolean(
        compute="_compute_origin",
        help="Nothing changes any more: every month is closed, or its books are locked.",
    )
    is_simulated = fields.Boolean(
        compute="_compute_origin", help="Figures of a simulation: nobody booked them."
    )
    payment_terms = fields.Char(
        compute="_compute_payment_terms", help="Of the customer, as of today."
    )

    # no @api.depends: asked of the runs when a page is read
    def _compute_origin(self):
        for row in self:
            # who published a statement is no secret to its readers
            runs_sudo = row._statement_runs()
            open_count = len(runs_sudo.filtered("provisional"))
            row.origin = " · ".join(
                filter(None, [row._origin_words(runs_sudo), row._lock_words(runs_sudo, open_count)])
            )
            row.is_simulated = "simulation" in runs_sudo.mapped("kind")
            row.is_final = not open_count and all(runs_sudo.mapped("published_on"))

    def _compute_payment_terms(self):
        for row in self:
            # who reads the figures of a customer may read how he pays
            customer_sudo = row.partner_id.sudo().with_company(row.company_id)
            row.payment_terms = customer_sudo.property_payment_term_id.display_name or ""

    def _lock_words(self, runs_sudo, open_count):
        if not open_count:
            return ""
        if len(runs_sudo) == 1:
            return self.env._("provisional: the books of the month are not locked")
        return self.env._(
            "provisional: the books of %(count)s months are not locked", count=open_count
        )

    def _origin_words(self, runs_sudo):
        """Which computation it is, and who answers for it."""
        if "simulation" in runs_sudo.mapped("kind"):
            names = runs_sudo.simulation_ids.mapped("name")
            return self.env._("Simulation %(names)s, not booked", names=word_list(self.env, names))
        if not all(runs_sudo.mapped("published_on")):
            return self.env._(
                "%(versions)s, not published: an estimate", versions=self._versions(runs_sudo)
            )
        last = runs_sudo.sorted("published_on")[-1:]
        return self.env._(
            "%(versions)s, published on %(date)s by %(user)s",
            versions=self._versions(runs_sudo),
            date=format_date(self.env, last.published_on.date()) if last else "",
            user=last.published_by_id.display_name or "",
        )

    def _versions(self, runs_sudo):
        """v2, or v1–v3."""
        versions = sorted(runs_sudo.mapped("version"))
        ends = dict.fromkeys(versions[:1] + versions[-1:])
        return "–".join(f"v{version}" for version in ends)


class CustomerProfitabilityYear(models.Model):
    _inherit = "customer.profitability.year"

    def _origin_words(self, runs_sudo):
        periods = self.env._(
            "%(count)s published periods, %(mine)s with figures of the customer",
            count=self.window_id.run_count,
            mine=self.run_count,
        )
        return f"{periods}, {super()._origin_words(runs_sudo)}"


class CustomerProfitabilityPeriod(models.Model):
    _inherit = "customer.profitability.period"

    def _origin_words(self, runs_sudo):
        if "computed" in runs_sudo.mapped("state"):
            return self.env._(
                "%(count)s computed periods, not all published: an estimate", count=len(runs_sudo)
            )
        periods = self.env._(
            "%(count)s published periods, %(mine)s with figures of the customer",
            count=len(runs_sudo),
            mine=self.run_count,
        )
        return f"{periods}, {super()._origin_words(runs_sudo)}"

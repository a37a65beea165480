from markupsafe import Markup

from odoo import api, models

#: Who can do what an empty page waits for.
WHO_COMPUTES = "customer_cost_management.group_cost_accountant"
WHO_PUBLISHES = "customer_cost_management.group_controller"


class CustomerProfitabilityPeriod(models.Model):
    """What an empty page of published figures says: why, what to do next, and whom to ask."""

    _inherit = "customer.profitability.period"

    @api.model
    def _why_no_figures(self):
        page = super()._why_no_figures()
        return page | {"ask": self._whom_to_ask(page["reason"])}

    @api.model
    def _whom_to_ask(self, reason):
        """A sentence that names who can help, where the reader cannot help himself."""
        user, ask = self.env.user, self.env["customer.cost.organisation"]._whom_to_ask
        if reason == "none_of_yours":
            return self.env._(
                "You see customers of your own and of your team. Ask %(people)s if one is missing.",
                people=ask(WHO_PUBLISHES),
            )
        if reason == "nothing_computed" and not user.has_group(WHO_COMPUTES):
            people = ask(WHO_COMPUTES)
            return self.env._("Ask %(people)s to compute the first months.", people=people)
        if reason in ("nothing_published", "to_publish") and not user.has_group(WHO_PUBLISHES):
            people = ask(WHO_PUBLISHES)
            return self.env._("Ask %(people)s to publish months.", people=people)
        return ""

    # ------------------------------------------------------------------ lists without the page

    @api.model
    def _with_next_step(self, heading, otherwise):
        """Help of an empty list of published figures.

        :param heading: help of the action, in HTML: what the page is for
        :param otherwise: sentence where something is published: then it is the list that is empty
        """
        reader = self.with_user(self.env.user)
        reason = "" if reader._runs_in_force() else reader._why_nothing_is_published()
        words = {
            "nothing_computed": self.env._("Nothing is computed yet."),
            "to_publish": self.env._("Months are computed, but none is published yet."),
            "nothing_published": self.env._("No profit figures are published yet."),
        }
        help_sentences = [words.get(reason, otherwise), reader._whom_to_ask(reason)]
        paragraphs = [Markup("<p>%s</p>") % text for text in help_sentences if text]
        return Markup("").join([Markup(heading), *paragraphs, reader._next_step(reason)])

    @api.model
    def _next_step(self, reason):
        """The button of who can do it."""
        if reason == "nothing_computed" and self.env["customer.cost.run"].has_access("create"):
            path = "customer-cost-setup"
            label = self.env._("Start: compute my last 12 months")
        elif reason == "to_publish":
            path, label = "customer-cost-overview", self.env._("Open overview")
        else:
            return ""
        return Markup('<a class="btn btn-primary" href="/odoo/%s">%s</a>') % (path, label)


class CustomerCostAllocation(models.Model):
    _inherit = "customer.cost.allocation"

    @api.model
    def get_empty_list_help(self, help_message):
        return self.env["customer.profitability.period"]._with_next_step(
            super().get_empty_list_help(help_message),
            self.env._("Choose another period at the top, or remove filters."),
        )


class CustomerCostRollup(models.Model):
    _inherit = "customer.cost.rollup"

    @api.model
    def get_empty_list_help(self, help_message):
        return self.env["customer.profitability.period"]._with_next_step(
            super().get_empty_list_help(help_message),
            self.env._("Remove filters to see other months."),
        )


class CustomerValue(models.Model):
    _inherit = "customer.value"

    @api.model
    def get_empty_list_help(self, help_message):
        otherwise = self.env._("Customers are evaluated each night after a month was published.")
        if self.env.user.has_group(WHO_COMPUTES):
            otherwise = self.env._(
                "Customers are evaluated each night after a month was published. Evaluate them "
                "now, or remove filters."
            )
        return self.env["customer.profitability.period"]._with_next_step(
            super().get_empty_list_help(help_message), otherwise
        )

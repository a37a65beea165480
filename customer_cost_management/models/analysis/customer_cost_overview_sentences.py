from odoo import models
from odoo.tools import format_amount, format_list, formatLang

from ..platform.records_window import records_window

#: How many quiet earners, causes of a loss and unused pools a sentence speaks of.
QUIET, CAUSES, POOLS = 12, 3, 2


class CustomerCostOverview(models.AbstractModel):
    """The five sentences: whole sentences, each with the records behind it."""

    _inherit = "customer.cost.overview"

    def _sentences(self, runs):
        totals = self._totals(runs)
        return [
            self._sentence_of_customers(runs, totals),
            self._sentence_of_worst(runs),
            self._sentence_of_quiet(runs, totals),
            self._sentence_of_capacity(runs),
            self._sentence_of_sureness(runs),
        ]

    def _sentence(self, key, text, action):
        return {"key": key, "text": text, "action": action}

    def _money(self, runs, amount, exact=False):
        """Whole units: a sentence is read, not added up."""
        amount = float(amount)
        return format_amount(
            self.env, amount if exact else round(amount), runs.currency_id, trailing_zeroes=exact
        )

    def _percent(self, part, whole):
        return formatLang(self.env, 100 * float(part) / float(whole), digits=1)

    def _sentence_of_customers(self, runs, totals):
        words = {
            "revenue": self._money(runs, totals["revenue"]),
            "customers": totals["customers"],
            "earning": totals["earning"],
            "losing": totals["losing"],
            "contribution": self._money(runs, totals["cm3"]),
            "earned": self._money(runs, totals["earned"]),
            "lost": self._money(runs, totals["lost"]),
        }
        if totals["cm3"] <= 0:
            text = self.env._(
                "%(revenue)s revenue, %(customers)s customers. Together they lose: %(earning)s "
                "earn %(earned)s, %(losing)s lose %(lost)s.",
                **words,
            )
        else:
            text = self.env._(
                "%(revenue)s revenue, %(customers)s customers. %(earning)s customers earn "
                "%(percent)s %% of the contribution of %(contribution)s; %(losing)s lose %(lost)s "
                "of it.",
                percent=self._percent(totals["earned"], totals["cm3"]),
                **words,
            )
        return self._sentence("customers", text, self._profit_window(runs, []))

    def _sentence_of_worst(self, runs):
        rows = self._worst(runs)
        if not rows:
            text = self.env._("No customer loses money.")
            return self._sentence("worst", text, self._profit_window(runs, []))
        [(partner_id, revenue, cm3)] = rows
        partner = self.env["res.partner"].browse(partner_id)
        text = self.env._(
            "Largest loss: %(customer)s, %(revenue)s revenue, %(contribution)s: %(causes)s.",
            customer=partner.display_name,
            revenue=self._money(runs, revenue),
            contribution=self._money(runs, cm3),
            causes=self._causes(runs, partner),
        )
        domain = [("partner_id", "=", partner_id)]
        return self._sentence("worst", text, self._profit_window(runs, domain))

    def _causes(self, runs, partner):
        """The activities that cost most, with how often they were needed."""
        groups = self.env["customer.cost.allocation"]._read_group(
            [("run_id", "in", runs.ids), ("partner_id", "=", partner.id)],
            ["activity_id"],
            ["quantity:sum", "amount:sum"],
            order="amount:sum desc, activity_id",
            limit=CAUSES,
        )
        causes = [
            self.env._(
                "%(activity)s %(amount)s (%(quantity)s)",
                activity=activity.name,
                quantity=self._quantity(activity, quantity),
                amount=self._money(runs, amount),
            )
            for activity, quantity, amount in groups
            if amount > 0
        ]
        return format_list(self.env, causes) if causes else self.env._("its own costs")

    def _quantity(self, activity, quantity):
        """A volume with what it is counted in, as far as the model says."""
        unit = self.env._("minutes") if activity.timed else activity.driver_id.unit
        return " ".join(filter(None, [formatLang(self.env, quantity, digits=0), unit]))

    def _sentence_of_quiet(self, runs, totals):
        quiet = self._quiet_earners(runs, QUIET)
        if not quiet or totals["cm3"] <= 0:
            text = self.env._("Quiet earners: none yet.")
            return self._sentence("quiet", text, self._profit_window(runs, []))
        text = self.env._(
            "Quiet earners: %(count)s mid-size customers (%(best)s, …) bring %(percent)s %% of the "
            "contribution with %(relationship)s relationship spending each.",
            count=len(quiet),
            best=self.env["res.partner"].browse(quiet[0][0]).display_name,
            percent=self._percent(sum(row[1] for row in quiet), totals["cm3"]),
            relationship=self._money(runs, sum(row[2] for row in quiet) / len(quiet)),
        )
        domain = [("partner_id", "in", [row[0] for row in quiet])]
        return self._sentence("quiet", text, self._profit_window(runs, domain))

    def _sentence_of_capacity(self, runs):
        unused = self._unused(runs)
        domain = [("run_id", "in", runs.ids), ("pool_id", "!=", False)]
        name = self.env._("Pools and activities")
        action = records_window("customer.cost.run.node", name, domain, ["pool_id"])
        if not unused:
            text = self.env._(
                "Capacity is not measured. Enter practical minutes on the pools to see what is "
                "paid and not used."
            )
            return self._sentence("capacity", text, action)
        text = self.env._(
            "%(amount)s of paid capacity was not used; used: %(pools)s.",
            amount=self._money(runs, sum(row[1] for row in unused)),
            pools=self._emptiest(unused),
        )
        return self._sentence("capacity", text, action)

    def _emptiest(self, unused):
        """The pools with most time left, and how much of theirs was used."""
        rows = sorted(unused, key=lambda row: (row[2], row[0].id))[:POOLS]
        pools = [
            self.env._(
                "%(pool)s %(percent)s %%",
                pool=pool.name,
                percent=formatLang(self.env, used, digits=0),
            )
            for pool, _cost, used in rows
        ]
        return format_list(self.env, pools)

    def _sentence_of_sureness(self, runs):
        sure = self._sureness(runs)
        action = {
            "type": "ir.actions.client",
            "tag": "customer_cost_reconciliation",
            "params": {"run_id": ",".join(map(str, runs.ids))},
            "name": self.env._("Reconciliation"),
        }
        difference = self._money(runs, runs._worst_difference(), exact=True)
        if sure["total"] <= 0:
            text = self.env._(
                "How sure? No operating cost found; this is product margin only. Difference to "
                "the books %(difference)s.",
                difference=difference,
            )
            return self._sentence("sureness", text, action)
        parts = ("cause", "usage", "ability", "unassigned")
        text = self.env._(
            "How sure? %(cause)s %% of cost is traced or driven by cause, %(usage)s %% by "
            "estimates, %(ability)s %% by ability to bear, %(unassigned)s %% is unassigned. "
            "Difference to the books %(difference)s.",
            difference=difference,
            **{part: self._percent(sure[part], sure["total"]) for part in parts},
        )
        return self._sentence("sureness", text, action)

    # ------------------------------------------------------------------ where they lead

    def _profit_window(self, runs, domain):
        domain = [("run_id", "in", runs.ids), ("partner_id", "!=", False), *domain]
        name = self.env._("Customer Profitability")
        return records_window("customer.profitability", name, domain, ["partner_id"])

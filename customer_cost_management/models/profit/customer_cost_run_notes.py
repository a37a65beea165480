from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import format_amount, format_list, formatLang

from ..platform.month_name import period_name
from ..platform.records_window import records_window
from ..run.chosen_period import months_covered

#: Months that a sentence names; of more it tells the number.
NAMED = 3
#: Fields of the runs that the sentences, and the books beside them, are made of.
NAMES = ("changed_entries", "changed_effect", "company_id", "date_from", "date_to", "difference")
NAMES += ("problems", "reason", "close_reason", "state")


class CustomerCostRun(models.Model):
    """What a page says about the figures it shows: the books changed, a month is missing."""

    _inherit = "customer.cost.run"

    def _notes(self, reads_company, missing=""):
        """Sentences about figures of these runs together, the worst first.

        :param reads_company: the reader may see amounts of the whole company
        :param missing: which months have no figures, in words
        :return: ``[{"key", "text"}]``, some with ``"action"`` and its ``"label"``
        """
        # nothing else of a run is read: its snapshot is large
        self.fetch(NAMES)
        notes = [self._note_of_changes(reads_company), self._note_of_missing_cost(reads_company)]
        if missing:
            notes.append({"key": "gaps", "text": self.env._("%(months)s.", months=missing)})
        if reads_company:
            notes += [self._note_of_estimates(), self._note_of_waiting()]
        return [note for note in (*notes, *self._notes_of_reasons()) if note]

    def _note_of_changes(self, reads_company):
        changed = self.filtered("changed_entries")
        if not changed:
            return None
        if not reads_company:
            # an amount of the whole company is not for everybody
            text = self.env._("The books changed after these figures were published.")
            return {"key": "stale", "text": text}
        text = self.env._(
            "%(count)s entries changed since this was published (effect %(effect)s).",
            count=sum(changed.mapped("changed_entries")),
            effect=format_amount(
                self.env, sum(changed.mapped("changed_effect")), changed.currency_id
            ),
        )
        name, label = self.env._("Changed entries"), self.env._("See changes")
        domain = [("run_id", "in", changed.ids)]
        action = records_window("customer.cost.change", name, domain, views=("list", "kanban"))
        return {"key": "stale", "text": text, "label": label, "action": action}

    def _note_of_missing_cost(self, reads_company):
        """Months in which so much was sold at cost 0 that margins are no margins."""
        shares = {
            run.id: problem["percent"]
            for run in self
            for problem in run.problems or []
            if problem["code"] == "cost_of_sales_incomplete"
        }
        if not shares:
            return None
        incomplete = self.browse(shares)
        months = incomplete._name_own_periods()
        if not reads_company:
            text = self.env._(
                "Cost of sales incomplete in %(months)s: goods were sold at cost 0, so that "
                "margins are too high.",
                months=months,
            )
            return {"key": "incomplete", "text": text}
        percent = formatLang(self.env, max(shares.values()), digits=1)
        text = (
            self.env._(
                "Cost of sales incomplete in %(months)s: %(percent)s %% of revenue was sold at "
                "cost 0, so that margins are too high.",
                months=months,
                percent=percent,
            )
            if len(shares) == 1
            else self.env._(
                "Cost of sales incomplete in %(months)s: up to %(percent)s %% of a month's "
                "revenue was sold at cost 0, so that margins are too high.",
                months=months,
                percent=percent,
            )
        )
        action = incomplete._open_goods_without_cost()
        label = self.env._("See products")
        return {"key": "incomplete", "text": text, "label": label, "action": action}

    def _open_goods_without_cost(self):
        """By product; of all accounts, as which of them are revenue says the snapshot alone."""
        periods = Domain.OR(
            Domain("company_id", "=", run.company_id.id)
            & Domain("date", ">=", run.date_from.isoformat())
            & Domain("date", "<=", run.date_to.isoformat())
            for run in self
        )
        costless = Domain("unit_cost", "=", 0) & Domain("source", "!=", "price_credit")
        return records_window(
            "customer.cost.invoiced.goods",
            self.env._("Sold at cost 0"),
            periods & costless,
            group_by=["product_id"],
            views=("list", "kanban"),
        )

    def _note_of_estimates(self):
        """Months among these that nobody has published yet."""
        estimates = self.filtered(lambda run: run.state == "computed")
        if not estimates:
            return None
        text = self.env._(
            "%(months)s computed but not published: an estimate.",
            months=self._name_periods(estimates._own_periods()[-NAMED:]),
        )
        return {"key": "estimates", "text": text}

    def _note_of_waiting(self):
        """Later months that are computed and wait for somebody to publish them."""
        waiting = self.search(
            [
                ("company_id", "in", self.company_id.ids),
                ("kind", "=", "actual"),
                ("state", "=", "computed"),
                ("date_from", ">", max(self.mapped("date_to"), default=fields.Date.today())),
            ],
        )
        if not waiting:
            return None
        text = self.env._(
            "%(months)s computed but not published, not in these figures.",
            months=self._name_periods(waiting._own_periods()[-NAMED:]),
        )
        action = {
            "type": "ir.actions.act_window",
            "name": self.env._("Not published"),
            "res_model": "customer.cost.run",
            "domain": [("id", "in", waiting.ids)],
            "views": [(False, "list"), (False, "kanban"), (False, "form")],
            "mobile_view_mode": "kanban",
        }
        return {"key": "waiting", "text": text, "label": self.env._("Open"), "action": action}

    def _notes_of_reasons(self):
        """Why months were published in spite of a warning, and why they were closed before
        the month was locked, stands on every page."""
        for reason, runs in self.filtered("reason").grouped("reason").items():
            text = self.env._(
                "%(months)s published with a reason: %(reason)s",
                months=runs._name_own_periods(),
                reason=reason,
            )
            yield {"key": f"reason_{runs[:1].id}", "text": text}
        for reason, runs in self.filtered("close_reason").grouped("close_reason").items():
            text = self.env._(
                "%(months)s closed before the month was locked: %(reason)s",
                months=runs._name_own_periods(),
                reason=reason,
            )
            yield {"key": f"close_reason_{runs[:1].id}", "text": text}

    def _name_own_periods(self):
        periods = self._own_periods()
        if len(periods) <= NAMED:
            return self._name_periods(periods)
        if any(months_covered(*period) != 1 for period in periods):
            return self.env._("%(count)s periods", count=len(periods))
        return self.env._("%(count)s months", count=len(periods))

    def _own_periods(self):
        """(first day, last day) of these runs, each once, in their order."""
        return sorted({(run.date_from, run.date_to) for run in self})

    def _name_periods(self, periods):
        return format_list(self.env, [period_name(self.env, *period) for period in periods])

from odoo import api, models

from .customer_profitability_window import PUBLISHED_STATES
from .customer_profitability_words import period_before, period_of_last_year

#: How many customers are offered to compare with.
OFFERED = 8
#: Lines whose amount carries a minus although they are no cost line.
DEDUCTIONS = ("discount", "refund")


class CustomerProfitabilityFigures(models.AbstractModel):
    """A statement beside another: the period before, the year before, peers, a customer."""

    _inherit = "customer.profitability.figures"

    @api.readonly
    def get_comparison(self, kind="previous", partner_id=False):
        """The statement with a second column.

        :return: ``kinds`` that can be chosen; ``head`` of the second column, ``rows`` with
            ``other`` and ``delta`` (signed like profit; points where ``in_percent``), a
            ``note`` about them, or a ``sentence`` why there is nothing; ``change``; ``peer``,
            the middle of his tier in words
        """
        self.ensure_one()
        self.check_access("read")
        kinds = self._comparison_kinds()
        if kind not in kinds:
            kind = "previous"
        return {
            "kind": kind,
            "kinds": [{"key": key, "label": label} for key, label in kinds.items()],
            "in_percent": False,
            "rows": [],
            "note": "",
            "sentence": "",
            "change": None,
            "peer": self._peer_sentence(),
            **self._compare_with(kind, partner_id),
        }

    def _compare_with(self, kind, partner_id):
        """What differs from a comparison with nothing: ``head``, ``rows``, …"""
        if kind == "tier":
            return self._compare_with_peers()
        if kind == "customer":
            return self._compare_with_customer(partner_id)
        return self._compare_with_period(kind)

    def _comparison_kinds(self):
        """{kind: label}; the same period of last year is the period before, for a year."""
        kinds = {
            "previous": self.env._("Previous period"),
            "last_year": self.env._("Same period last year"),
            "tier": self._peer_words(self.browse())["kind"],
            "customer": self.env._("Another customer"),
        }
        first, last = self._statement_period()
        if period_before(first, last) == period_of_last_year(first, last):
            del kinds["last_year"]
        return kinds

    # ------------------------------------------------------------------ an earlier period

    def _compare_with_period(self, kind):
        whole = self._whole()
        shift = period_of_last_year if kind == "last_year" else period_before
        first, last = shift(*self._statement_period())
        head = self._period_text(first, last)
        runs_sudo = self._runs_between(first, last)
        if not runs_sudo:
            sentence = self.env._("There are no published figures of %(period)s.", period=head)
            return {"head": head, "sentence": sentence}
        before = self.env["customer.profitability"].search(
            [("run_id", "in", runs_sudo.ids), ("partner_id", "=", self.partner_id.id)]
        )
        rows = merge_rows(whole._statement_rows(), before._statement_rows())
        return {
            "head": head,
            "rows": rows,
            "note": self._period_note(runs_sudo),
            "change": whole._explain_change(before, head),
        }

    def _runs_between(self, first, last):
        """The run of each period between two dates: the published one, else the newest that
        the reader may see."""
        states = list(PUBLISHED_STATES)
        if self.env["customer.cost.run"].has_access("read"):
            states.append("computed")
        # sudo: which months are published is no secret to who reads their figures
        runs_sudo = (
            self.env["customer.cost.run"]
            .sudo()
            .search(
                [
                    ("company_id", "=", self.company_id.id),
                    ("kind", "=", "actual"),
                    ("state", "in", states),
                    ("date_from", ">=", first),
                    ("date_to", "<=", last),
                ],
                order="date_from, version",
            )
        )
        chosen = {}
        for run_sudo in runs_sudo:
            period = (run_sudo.date_from, run_sudo.date_to)
            if period not in chosen or chosen[period].state not in PUBLISHED_STATES:
                chosen[period] = run_sudo
        return runs_sudo.browse([run_sudo.id for run_sudo in chosen.values()])

    def _period_note(self, runs_sudo):
        """What keeps the two periods from being alike."""
        notes = []
        mine = len(self._statement_runs())
        if mine != len(runs_sudo):
            notes.append(
                self.env._(
                    "%(mine)s computed periods are compared with %(other)s.",
                    mine=mine,
                    other=len(runs_sudo),
                )
            )
        if any(state not in PUBLISHED_STATES for state in runs_sudo.mapped("state")):
            notes.append(self.env._("Estimate: the period compared with is not published."))
        return " ".join(notes)

    # ------------------------------------------------------------------ another customer

    def _compare_with_customer(self, partner_id):
        other = self._beside([("partner_id", "=", partner_id)]) if partner_id else self.browse()
        if not other:
            return {"head": "", "sentence": self.env._("Choose a customer to compare with.")}
        rows = merge_rows(self._whole()._statement_rows(), other._statement_rows())
        return {"head": other.partner_id.display_name, "rows": rows}

    @api.readonly
    def find_customers(self, text):
        """Customers with a statement of the same period that the reader may read."""
        self.ensure_one()
        self.check_access("read")
        found = self._beside(
            [("partner_id", "ilike", text), ("partner_id", "!=", self.partner_id.id)],
            limit=OFFERED,
        )
        return [{"id": partner.id, "name": partner.display_name} for partner in found.partner_id]

    def _beside(self, domain, limit=None):
        """Other statements of the same period, with the reader's rights."""
        raise NotImplementedError


class CustomerProfitability(models.Model):
    _inherit = "customer.profitability"

    def _beside(self, domain, limit=None):
        return self.search([("run_id", "=", self.run_id.id), *domain], limit=limit, order="id")


class CustomerProfitabilityYear(models.Model):
    _inherit = "customer.profitability.year"

    def _beside(self, domain, limit=None):
        return self.search(
            [("window_id", "=", self.window_id.id), *domain], limit=limit, order="id"
        )


def merge_rows(rows, others):
    """Rows of a statement with those of another beside them, at their places.

    A line that only one of them has is zero in the other.
    """
    mine = {row["key"]: row for row in rows}
    merged = [
        dict(mine.get(row["key"]) or _row_of_nothing(row)) for row in rows_in_order([rows, others])
    ]
    known = {other["key"]: other for other in others}
    for row in merged:
        other = known.get(row["key"])
        row["other"] = other["amount"] if other else 0.0
        row["delta"] = _difference(row["amount"], row["other"])
        # amounts are signed like profit here, but for memo costs
        row["better"] = _sign(row["delta"]) * (-1 if row["kind"] == "memo" else 1)
    return merged


def rows_in_order(statements):
    """The lines of several statements, each once, at its place: as the first that has it."""
    merged = []
    for rows in statements:
        place = -1
        for row in rows:
            places = {each["key"]: number for number, each in enumerate(merged)}
            if row["key"] in places:
                place = places[row["key"]]
            else:
                place += 1
                merged.insert(place, row)
    return merged


def is_cost(row):
    """Whether more of a line of the statement means less profit."""
    return row["kind"] in ("level", "part", "activity", "memo") or row["key"] in DEDUCTIONS


def _row_of_nothing(row):
    nothing = {"amount": 0.0, "percent": None}
    if row["kind"] == "activity":
        nothing |= {"quantity": 0.0, "rate": 0.0, "allocation_id": False}
    return row | nothing


def _difference(amount, other):
    return None if amount is None or other is None else amount - other


def _sign(number):
    return (number > 0) - (number < 0) if number else 0

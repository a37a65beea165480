from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_datetime

from ..models.profit.customer_profitability_waterfall import waterfall
from .customer_profitability_svg import drawing

#: A PDF takes a second or two, and a request is not to run for minutes.
LARGEST = 40
#: So many activities and reasons fit on the page.
SHOWN = 5


class CustomerProfitabilityFigures(models.AbstractModel):
    """A statement on paper: everything the page needs, in words of the reader's language."""

    _inherit = "customer.profitability.figures"

    def action_print(self):
        """One statement as PDF; several as a ZIP of one PDF each."""
        self.check_access("read")
        if len(self) == 1:
            return self.env.ref(self._statement_report()).report_action(self, config=False)
        self._check_few_to_print()
        kind = "year" if self._name == "customer.profitability.year" else "month"
        ids = ",".join(map(str, self.ids))
        return {
            "type": "ir.actions.act_url",
            "url": f"/customer_cost_management/statements/{kind}/{ids}",
            "target": "self",
        }

    def _check_few_to_print(self):
        if len(self) > LARGEST:
            raise UserError(
                self.env._(
                    "%(count)s statements are chosen. Print at most %(most)s at once.",
                    count=len(self),
                    most=LARGEST,
                )
            )

    def _statement_report(self):
        """External id of the report of this model."""
        raise NotImplementedError

    def _print_name(self):
        """Name of the file."""
        period = self._period_text(*self._statement_period())
        name = f"{self.partner_id.display_name} - {period}"
        return self.env._("Simulation - %(name)s", name=name) if self.is_simulated else name

    def _print_page(self):
        self.ensure_one()
        self.check_access("read")
        comparison = self.get_comparison()
        rows = comparison["rows"] or self._whole()._statement_rows()
        # who reads a statement may read whose it is, and the name of its tier
        customer_sudo, tier_sudo = self.partner_id.sudo(), self.tier_id.sudo()
        return {
            "customer": customer_sudo.display_name,
            "tier": tier_sudo.display_name,
            "period": self._period_text(*self._statement_period()),
            "origin": self.origin,
            "simulated": self.is_simulated,
            "sentence": self._statement_sentence(),
            "comparison": comparison,
            "lines": [self._print_line(row) for row in rows if row["kind"] != "memo"],
            "reasons": self._print_reasons(comparison["change"]),
            "picture": self._print_picture(rows),
            "activities": self._print_activities(),
            "memo": self._print_memo(),
            "notes": self._print_notes(comparison),
            "foot": self._print_foot(),
        }

    # ------------------------------------------------------------------ parts of the page

    def _print_line(self, row):
        label = row["label"]
        if row["kind"] == "activity" and row["quantity"]:
            quantity, rate = self._quantity_text(row["quantity"]), self._rate_text(row["rate"])
            unit = f" {row['unit']}" if row["unit"] else ""
            label = f"{label} {quantity}{unit} × {rate}"
        return {
            "kind": row["kind"],
            "key": row["key"],
            "label": label,
            "amount": self._print_amount(row["amount"]),
            "percent": self._percent_text(row["percent"]),
            "other": self._print_amount(row.get("other")),
            "delta": self._print_amount(row.get("delta"), signed=True),
        }

    def _print_amount(self, amount, signed=False):
        return "–" if amount is None else self._money_text(amount, signed)

    def _print_reasons(self, change):
        """The largest reasons, and the rest in one line; they add up to the change."""
        if not change or not change["reasons"]:
            return {}
        shown, rest = change["reasons"][:SHOWN], change["reasons"][SHOWN:]
        lines = [(reason["text"], self._money_text(reason["amount"], True)) for reason in shown]
        if rest:
            amount = sum(reason["amount"] for reason in rest)
            text = self.env._("%(count)s smaller reasons", count=len(rest))
            lines.append((text, self._money_text(amount, True)))
        return {
            "summary": change["summary"],
            "lines": lines,
            "total": self._money_text(change["amount"], True),
        }

    def _print_picture(self, rows):
        picture = drawing(waterfall(rows))
        for bar in picture["bars"]:
            bar["text"] = self._money_text(bar["amount"])
        return picture

    def _print_activities(self):
        uses = sorted(self._whole()._activity_uses(), key=lambda use: -abs(use["amount"]))
        return [
            self.env._(
                "%(activity)s %(quantity)s × %(rate)s = %(amount)s",
                # names of activities are no secret to who reads what they cost his customer
                activity=use["activity"].sudo().display_name,
                quantity=self._quantity_text(use["quantity"]),
                rate=self._rate_text(use["rate"]),
                amount=self._money_text(use["amount"]),
            )
            for use in uses[:SHOWN]
        ]

    def _print_memo(self):
        memo = self._whole()._summed("memo_cost")
        return self._money_text(memo) if memo else ""

    def _print_notes(self, comparison):
        """What the reader should know before he acts on the figures."""
        notes = [note["text"] for note in self._statement_notes()]
        notes += [comparison["sentence"] or comparison["note"], comparison["peer"]]
        share = self._share_by_ability()
        if share:
            notes.append(
                self.env._(
                    "%(percent)s of the allocated cost is shared by ability to bear, such as "
                    "revenue, and not by cause.",
                    percent=self._percent_text(share),
                )
            )
        return list(dict.fromkeys(note for note in notes if note))

    def _share_by_ability(self):
        """Allocated cost by drivers that measure ability, in percent of all of it."""
        uses = self._whole()._activity_uses()
        total = sum(abs(use["amount"]) for use in uses)
        # how an activity is measured is no secret to who reads what it cost his customer
        ability = sum(
            abs(use["amount"])
            for use in uses
            if use["activity"].sudo().driver_id.quality == "ability"
        )
        return 100 * ability / total if total else 0

    def _print_foot(self):
        printed = self.env._(
            "Printed by %(user)s, %(time)s",
            user=self.env.user.display_name,
            time=format_datetime(self.env, fields.Datetime.now(), dt_format="short"),
        )
        foot = [self.env._("In %(currency)s", currency=self.currency_id.name), printed]
        # the difference is the whole company's: not for who reads his own customers alone
        if self.env["customer.cost.run"].has_access("read"):
            difference = self._statement_runs()._worst_difference()
            text = self.env._(
                "Difference of the run to the books %(amount)s",
                amount=self._money_text(difference),
            )
            foot.insert(0, text)
        return " · ".join(foot)


class CustomerProfitability(models.Model):
    _inherit = "customer.profitability"

    def _statement_report(self):
        return "customer_cost_management.customer_profitability_action_print"


class CustomerProfitabilityYear(models.Model):
    _inherit = "customer.profitability.year"

    def _statement_report(self):
        return "customer_cost_management.customer_profitability_year_action_print"

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_list, formatLang

from ..platform.records_window import records_window
from .rule_preview import RulePreview

#: So many items of a figure are opened at most, the largest first.
ITEMS_OPENED = 1000


class CustomerCostItemRule(models.AbstractModel):
    """What a rule would do with the items of the last twelve months, told before a run."""

    _inherit = "customer.cost.item.rule"

    would_catch = fields.Char(
        string="Would catch",
        compute="_compute_would_catch",
        help="Posted items of the last twelve months that this rule would take: items with a "
        "customer of their own and what rules above take are left out.",
    )

    @api.depends("account_ids", "journal_ids", "product_ids", "date_from", "date_to")
    @api.depends_context("lang")
    def _compute_would_catch(self):
        for company in self.company_id:
            rules = self.filtered(lambda rule, company=company: rule.company_id == company)
            preview = RulePreview(company)
            counts = preview.counts(rules)
            for rule in rules:
                rule.would_catch = rule._describe_end(preview.of(rule, counts), "caught")
        for rule in self.filtered(lambda rule: not rule.company_id):
            rule.would_catch = False

    # ------------------------------------------------------------------ while somebody types

    @api.readonly
    def preview(self, values, company_id=False):
        """What the form shows beside the rule that is being typed.

        :param values: what was changed in the form, as ``create`` or ``write`` take it
        """
        try:
            rule = self._draft(values, company_id)
            preview = RulePreview(rule.company_id, [rule])
            found = preview.of(rule, preview.counts([rule]))
        except AccessError:
            raise
        except UserError as error:
            return {"error": str(error)}
        return {"lines": [rule._preview_line(found, preview, end) for end in self._ends(found)]}

    @api.readonly
    def open_preview(self, values, end, company_id=False):
        """The items behind a figure of the preview, read with the reader's own rights."""
        rule = self._draft(values, company_id)
        ids = RulePreview(rule.company_id, [rule]).item_ids(rule, end, ITEMS_OPENED)
        return self._open_items(ids, self._end_labels()[end])

    # ------------------------------------------------------------------ words

    def _end_labels(self):
        return {
            "caught": self.env._("Caught"),
            "direct": self.env._("Already direct"),
            "taken": self.env._("Taken by a rule above"),
            "elsewhere": self.env._("Never asked for: excluded, closing or intercompany"),
        }

    def _ends(self, found):
        """What is caught always shows; the others where there are any."""
        ends = {one.end for one in found}
        return ["caught", *(end for end in self._end_labels() if end in ends - {"caught"})]

    def _preview_line(self, found, preview, end):
        takers = [preview.by_label[one.taker] for one in found if one.end == end and one.taker]
        text = self._describe_end(found, end)
        if takers:
            names = format_list(self.env, [f"“{taker.display_name}”" for taker in takers[:4]])
            text = f"{text} → {names}"
        return {
            "label": self._end_labels()[end],
            "text": text,
            "key": end,
            "strong": end == "caught",
            "opens": any(one.end == end and one.items for one in found),
        }

    def _describe_end(self, found, end):
        """318 items, ¥ 96,400.00"""
        items = sum(one.items for one in found if one.end == end)
        amount = sum(one.amount for one in found if one.end == end)
        currency = self.company_id.currency_id
        return self.env._(
            "%(items)s items, %(amount)s",
            items=items,
            amount=formatLang(self.env, amount, currency_obj=currency),
        )

    def _open_items(self, ids, name):
        if len(ids) == ITEMS_OPENED:
            name = self.env._("%(name)s, the %(count)s largest", name=name, count=ITEMS_OPENED)
        return records_window("account.move.line", name, [("id", "in", ids)])


class CustomerCostPoolRule(models.Model):
    """A pool rule has further conditions."""

    _inherit = "customer.cost.pool.rule"

    @api.depends("account_prefixes", "department_ids", "analytic_account_ids", "domain")
    def _compute_would_catch(self):
        return super()._compute_would_catch()


class CustomerCostAttributionRule(models.Model):
    """An attribution rule also looks for a customer."""

    _inherit = "customer.cost.attribution.rule"

    @api.depends("method", "partner_id")
    def _compute_would_catch(self):
        return super()._compute_would_catch()

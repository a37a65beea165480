from odoo import api, models
from odoo.exceptions import AccessError, UserError

from .customer_cost_item_rule_preview import ITEMS_OPENED
from .rule_preview import RulePreview


class CustomerCostPool(models.Model):
    """What the rules of a pool would take, all in one table."""

    _name = "customer.cost.pool"
    _inherit = ["customer.cost.pool", "customer.cost.draft"]

    @api.readonly
    def preview(self, values, company_id=False):
        """One row a rule of the pool as it stands in the form, and what each catches by its key.

        :return: ``table``, and ``by_line``: {id of the rule, or the form's key of a new one:
            what it would catch}; both counted by one query
        """
        try:
            rules, preview = self._draft_rules(values, company_id)
            counts = preview.counts(rules)
        except AccessError:
            raise
        except UserError as error:
            return {"error": str(error)}
        ends = ("caught", "direct", "taken")
        labels = self.env["customer.cost.pool.rule"]._end_labels()
        rows, by_line = [], {}
        for place, rule in enumerate(rules):
            found = preview.of(rule, counts)
            lines = [rule._preview_line(found, preview, end) for end in ends]
            for line in lines:
                line["key"] = f"{place}-{line['key']}"
            rows.append([{"text": rule.sentence or "…"}, *lines])
            by_line[rule._origin.id or getattr(rule.id, "ref", False)] = lines[0]
        if not rows:
            return {"sentences": [self.env._("Add a rule to see what it would catch.")]}
        head = [self.env._("Rule"), *(labels[end] for end in ends)]
        return {"table": {"head": head, "rows": rows}, "by_line": by_line}

    @api.readonly
    def open_preview(self, values, key, company_id=False):
        """The items behind a figure of the table."""
        place, end = key.split("-")
        rules, preview = self._draft_rules(values, company_id)
        rule = rules[int(place)]
        ids = preview.item_ids(rule, end, ITEMS_OPENED)
        return rule._open_items(ids, rule._end_labels()[end])

    def _draft_rules(self, values, company_id):
        pool = self._typed(values)
        rules = [rule._draft({}, pool.company_id.id or company_id) for rule in pool.rule_ids]
        company = rules[0].company_id if rules else self.env.company.root_id
        return rules, RulePreview(company, rules)

    def action_try_on_item(self):
        """Ask which rule takes one journal item."""
        return self.env["ir.actions.actions"]._for_xml_id(
            "customer_cost_management.customer_cost_try_item_action"
        )


class CustomerCostAttributionRule(models.Model):
    """Attribution rules are tried in the same dialog."""

    _inherit = "customer.cost.attribution.rule"

    def action_try_on_item(self):
        """Ask which rule takes one journal item."""
        return self.env["customer.cost.pool"].action_try_on_item()

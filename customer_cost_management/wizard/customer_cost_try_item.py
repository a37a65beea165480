from odoo import api, fields, models
from odoo.tools import format_list

from ..models.capture.rule_preview import RulePreview


class CustomerCostTryItem(models.TransientModel):
    """Which rule would take one journal item, and which others would also match."""

    _name = "customer.cost.try.item"
    _description = "Try on One Item"

    move_line_id = fields.Many2one(
        "account.move.line",
        string="Journal item",
        domain=[
            ("parent_state", "=", "posted"),
            ("account_id.internal_group", "in", ("income", "expense")),
        ],
        help="A posted item of profit and loss.",
    )
    answer = fields.Text(compute="_compute_answer")

    @api.depends("move_line_id")
    @api.depends_context("lang")
    def _compute_answer(self):
        # whoever opens the dialog reads the rules and the item with his own rights
        self.env["customer.cost.attribution.rule"].check_access("read")
        for trial in self:
            trial.answer = trial.move_line_id and "\n".join(trial._sentences())

    def _sentences(self):
        item = self.move_line_id
        item.check_access("read")
        preview = RulePreview(item.company_id.root_id, period=(item.date, item.date))
        found = preview.offers(item)
        if found is None:
            yield self.env._("No rule is asked: the document itself says whose it is.")
            return
        decided, offers = found
        if decided:
            labels = dict(
                self.env["customer.cost.capture"]
                ._fields["destination"]
                ._description_selection(self.env)
            )
            yield self.env._(
                "No rule is asked: it goes to “%(destination)s”.", destination=labels[decided]
            )
        elif not offers:
            yield self.env._("No rule matches: it stays unassigned, or goes by its account's role.")
        else:
            yield from self._winners(offers)

    def _winners(self, offers):
        winners = [(rule, share) for rule, share, takes in offers if takes]
        for rule, share in winners:
            if len(winners) == 1 and share > 0.999999:
                yield self.env._("%(rule)s wins.", rule=self._name_of(rule))
            else:
                yield self.env._(
                    "%(rule)s takes %(percent)g %%.",
                    rule=self._name_of(rule),
                    percent=round(100 * share, 4),
                )
        others = [self._name_of(rule) for rule, _share, takes in offers if not takes]
        if others:
            yield self.env._("%(rules)s would also match.", rules=format_list(self.env, others))

    def _name_of(self, rule):
        return f"“{rule.display_name}”"

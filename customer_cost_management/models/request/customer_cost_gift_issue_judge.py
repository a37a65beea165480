from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain

from ...engine.policy.spending import Gift, Spending
from ..platform.approval_seal import amount_in_minor_units
from ..policy.customer_cost_policy_try import near_keys
from ..policy.customer_cost_spending import AROUND, ids_of
from ..policy.policy_sentences import finding_words

#: Kinds of spending rules that look at a gift itself.
GIFT_KINDS = {
    "gift_piece",
    "gift_year",
    "gift_occasion",
    "gift_recipient",
    "cash",
    "official_gift",
    "tender_gift",
}


class CustomerCostGiftIssue(models.Model):
    """Gifts of the register as spending rules judge them, and as other documents' history."""

    _inherit = "customer.cost.gift.issue"

    @api.depends("findings_found")
    @api.depends_context("lang")
    def _compute_findings_words(self):
        found = [f for line in self for f in line.findings_found or []]
        names = self.env["customer.cost.request"]._rule_names({f["rule"] for f in found})
        for line in self:
            line.findings_words = " ".join(
                f"{finding_words(self.env, f, line.currency_id)} "
                f"({names.get(f['rule'], '')} v{f['version']})"
                for f in line.findings_found or []
            )

    # on the findings alone: kept as it was when they were found
    @api.depends("findings_found")
    def _compute_judged_cost(self):
        for line in self:
            line.judged_cost = line._whole_cost() if line.findings_found else 0

    # ------------------------------------------------------------------ judging

    def _judge_all(self):
        """{line: what rules find}, each line judged with those before it that may be issued.

        The number of queries does not depend on the number of lines.
        """
        # sudo: rules look at gifts in documents of others; only what they find is told
        lines = self.sudo()
        found = {}
        for company, some in lines.grouped("company_id").items():
            rules = lines.env["customer.cost.policy.rule"]._in_force(company)
            rules = rules.filtered(
                lambda rule: (
                    rule.kind in GIFT_KINDS
                    or rule.kind.startswith("rolling_")
                    and rule.per == "recipient"
                )
            )
            found |= some._judge_by_rules(rules)
        return found

    def _judge_by_rules(self, rules):
        engine_rules = [rule._engine_rule() for rule in rules]
        judge = self.env["customer.cost.request"]._judge_by_engine
        near = defaultdict(dict)
        for other in self._history():
            _remember(near, other)
        found = {}
        for line, spending in self._engine_spendings().items():
            around = {
                other.key: other for key in near_keys(spending) for other in near[key].values()
            }
            found[line] = judge(rules, engine_rules, spending, list(around.values()))
            if not any(finding["severity"] == "block" for finding in found[line]):
                _remember(near, spending)
        return found

    def _history(self):
        """Spendings of a year around these lines on the same customers or people."""
        contacts = self.recipient_id.ids
        dates = self.mapped("date")
        span = (
            fields.Date.subtract(min(dates), days=AROUND),
            fields.Date.add(max(dates), days=AROUND),
        )
        return self.env["customer.cost.request"]._live_spendings(
            self.company_id, span, (self.partner_id.ids, [], contacts)
        )

    def _engine_spendings(self):
        """{line: the engine's spending}, with the customers' tiers of the lines' days."""
        spendings = {}
        for day, some in self.grouped("date").items():
            contexts = some.partner_id._customer_cost_context(some.company_id[:1], day)
            for line in some:
                spendings[line] = line._engine_spending(contexts[line.partner_id].tier)
        # in the order they were chosen, whatever their days
        return {line: spendings[line] for line in self}

    def _whole_cost(self):
        """Of all its pieces: what was kept once they are issued, before at the purchase's rate."""
        if self.state == "issued":
            return self.cost
        return self.currency_id.round(self.unit_cost * self.quantity)

    def _engine_spending(self, tier=None):
        """The line as the engine's ``Spending``.

        Its amount counts where no request stands for it: a request is there itself.
        """
        issued = self.state == "issued"
        value = amount_in_minor_units(self.unit_cost, self.currency_id)
        is_official = self.is_official or self.recipient_id.is_public_official
        occasion = self.programme_id.name or self.request_id.occasion
        features = {
            "nature": "gift",
            "category": self.category_id.id,
            "tier": tier,
            "occasion": occasion,
            "organisation_kind": self.partner_id.commercial_partner_id.organisation_kind,
        }
        return Spending(
            key=f"{self._name},{self.id}",
            employee=f"u{self.user_id.id}",
            day=self.date,
            amount=max(amount_in_minor_units(self._whole_cost(), self.currency_id), 0)
            if not (issued and self.request_id)
            else 0,
            customer=self.partner_id.id,
            features={name: value for name, value in features.items() if value},
            gifts=(Gift(self._recipient_key(), max(value, 0), self.quantity, is_official),),
            open_tender=self.open_tender
            or self.request_id.open_tender
            or bool(self.partner_id._in_tender(self.date)),
            has_receipt=True,
        )


class CustomerCostSpending(models.AbstractModel):
    """Gifts of the register count in the history of every document."""

    _inherit = "customer.cost.spending"

    @api.model
    def _live_spendings(self, company, span, near=None):
        found = super()._live_spendings(company, span, near)
        domain = Domain(
            [
                ("company_id", "=", company.root_id.id),
                ("date", ">=", span[0]),
                ("date", "<=", span[1]),
                ("state", "=", "issued"),
                ("back_of_id", "=", False),
                ("back_ids", "=", False),
            ]
        )
        if near:
            customers, users, contacts = near
            domain &= (
                Domain("partner_id", "in", ids_of(customers))
                | Domain("user_id", "in", ids_of(users))
                | Domain("recipient_id", "in", contacts)
            )
        # sudo: as its base
        lines = self.env["customer.cost.gift.issue"].sudo().search(domain)
        return [*found, *(line._engine_spending() for line in lines)]


def _remember(near, spending):
    for key in near_keys(spending):
        near[key][spending.key] = spending

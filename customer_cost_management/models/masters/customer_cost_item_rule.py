from odoo import fields, models
from odoo.fields import Domain

from ..platform.word_list import word_list

#: How many names a sentence lists before it only counts the others.
NAMES_IN_SENTENCE = 4


class CustomerCostItemRule(models.AbstractModel):
    """Conditions on journal items: each one that is filled in must hold."""

    _name = "customer.cost.item.rule"
    _description = "Rule on Journal Items"
    _inherit = ["customer.cost.validity", "customer.cost.draft"]

    account_ids = fields.Many2many("account.account", string="Accounts", check_company=True)
    journal_ids = fields.Many2many("account.journal", string="Journals", check_company=True)
    product_ids = fields.Many2many("product.product", string="Products", check_company=True)
    sentence = fields.Char(compute="_compute_sentence")

    def _compute_sentence(self):
        for rule in self:
            rule.sentence = rule._describe()

    def _has_conditions(self):
        return bool(self.account_ids or self.journal_ids or self.product_ids)

    def _check_typed_conditions(self):
        """Conditions of a draft that differ from what is saved are judged like saved ones."""

    def _get_item_domain(self):
        """Posted profit-and-loss items, of whatever company, that meet the conditions."""
        domain = Domain(
            [
                ("parent_state", "=", "posted"),
                ("account_id.internal_group", "in", ("income", "expense")),
            ]
        )
        domain &= self._get_account_domain()
        if self.journal_ids:
            domain &= Domain("journal_id", "in", self.journal_ids.ids)
        if self.product_ids:
            domain &= Domain("product_id", "in", self.product_ids.ids)
        if self.date_from:
            domain &= Domain("date", ">=", self.date_from)
        if self.date_to:
            domain &= Domain("date", "<=", self.date_to)
        return domain

    def _get_account_domain(self):
        return Domain("account_id", "in", self.account_ids.ids) if self.account_ids else Domain.TRUE

    def _describe(self):
        """What the rule does, as one sentence."""
        return self._describe_conditions()

    def _describe_conditions(self):
        """The conditions as a list of nouns: accounts 6200, 6250, journal Salaries."""
        return word_list(self.env, self._list_conditions())

    def _list_conditions(self):
        accounts = self.account_ids.with_company(self.company_id)
        listed = [
            (accounts, "code", self.env._("accounts %(names)s")),
            (self.journal_ids, "name", self.env._("journals %(names)s")),
            (self.product_ids, "display_name", self.env._("products %(names)s")),
        ]
        return [
            label % {"names": self._short_list(records.mapped(field))}
            for records, field, label in listed
            if records
        ]

    def _short_list(self, names):
        """At most four names, and how many more there are."""
        names = [name for name in names if name]
        shown = word_list(self.env, names[:NAMES_IN_SENTENCE])
        if len(names) <= NAMES_IN_SENTENCE:
            return shown
        return self.env._(
            "%(names)s and %(count)s more", names=shown, count=len(names) - NAMES_IN_SENTENCE
        )

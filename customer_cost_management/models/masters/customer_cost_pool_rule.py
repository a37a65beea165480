import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from odoo.addons.account.models.account_account import ACCOUNT_CODE_REGEX

from .field_path import check_may_read, parse_domain

#: Fields that an item is asked by.
CONDITIONS = (
    "account_ids",
    "account_prefixes",
    "journal_ids",
    "product_ids",
    "department_ids",
    "analytic_account_ids",
    "domain",
)


class CustomerCostPoolRule(models.Model):
    """One capture rule of a pool: every condition that is filled in must hold."""

    _name = "customer.cost.pool.rule"
    _description = "Pool Capture Rule"
    _inherit = ["customer.cost.item.rule", "customer.cost.import"]
    _order = "sequence, id"
    _check_company_auto = True

    sequence = fields.Integer(
        default=10,
        help="Rules of all pools are tried in this order; the first that holds takes the item.",
    )
    pool_id = fields.Many2one("customer.cost.pool", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="pool_id.company_id", store=True, index=True)
    account_prefixes = fields.Char(
        help="What account codes begin with, separated by commas: 6601, 6602.01.",
        string="Account prefixes",
    )
    department_ids = fields.Many2many("hr.department", string="Departments", check_company=True)
    analytic_account_ids = fields.Many2many(
        "account.analytic.account",
        string="Analytic accounts",
        check_company=True,
        help="Analytic accounts of one plan. The part of an item that they do not cover "
        "goes on to the next rule.",
    )
    domain = fields.Char(string="More", default="[]", help="Further conditions on the item.")

    @api.depends("pool_id", "sequence")
    def _compute_display_name(self):
        for rule in self:
            rule.display_name = self.env._(
                "%(pool)s, rule %(sequence)s",
                pool=rule.pool_id.name or "",
                sequence=rule.sequence,
            )

    @api.depends(
        "account_ids.code",
        "journal_ids.name",
        "product_ids.display_name",
        "account_prefixes",
        "department_ids.name",
        "analytic_account_ids.name",
        "domain",
    )
    @api.depends_context("lang")
    def _compute_sentence(self):
        return super()._compute_sentence()

    @api.constrains(*CONDITIONS)
    def _check_conditions(self):
        for rule in self:
            if not rule._has_conditions():
                raise ValidationError(
                    self.env._(
                        "%(rule)s has no condition, so it would take every item. Choose "
                        "accounts, journals or another condition.",
                        rule=rule.display_name,
                    )
                )

    @api.constrains("account_prefixes")
    def _check_account_prefixes(self):
        for rule in self:
            for prefix in rule._get_prefixes():
                if not ACCOUNT_CODE_REGEX.match(prefix):
                    raise ValidationError(
                        self.env._(
                            '%(rule)s: "%(prefix)s" is not the beginning of an account code. '
                            "Write letters, digits and dots as in the codes, separated by commas: "
                            "6601, 6602.01.",
                            rule=rule.display_name,
                            prefix=prefix,
                        )
                    )

    @api.constrains("analytic_account_ids")
    def _check_one_plan(self):
        for rule in self:
            plans = rule.analytic_account_ids.root_plan_id
            if len(plans) > 1:
                raise ValidationError(
                    self.env._(
                        "%(rule)s: the analytic accounts belong to the plans %(plans)s. Make a "
                        "rule for each plan.",
                        rule=rule.display_name,
                        plans=", ".join(plans.mapped("name")),
                    )
                )

    @api.constrains("domain")
    def _check_domain(self):
        for rule in self:
            rule._get_domain()

    def _check_domain_rights(self):
        """Rules catch items as superuser: further conditions are no way around rights.  Not a
        constraint: Odoo checks those as superuser."""
        for rule in self:
            check_may_read(rule, self.env["account.move.line"], (), rule.domain)

    def _check_typed_conditions(self):
        if self.domain != self._origin.domain:
            self._check_domain()
            self._check_domain_rights()
        return super()._check_typed_conditions()

    @api.model_create_multi
    def create(self, vals_list):
        rules = super().create([self._with_plain_commas(vals) for vals in vals_list])
        rules._check_domain_rights()
        return rules

    def write(self, vals):
        result = super().write(self._with_plain_commas(vals))
        if "domain" in vals:
            self._check_domain_rights()
        return result

    def _with_plain_commas(self, vals):
        """A Chinese keyboard types Chinese commas."""
        if not vals.get("account_prefixes"):
            return vals
        return vals | {"account_prefixes": re.sub("[，、;；]", ",", vals["account_prefixes"])}

    def _get_prefixes(self):
        """The prefixes of account codes, as typed and separated."""
        prefixes = (self.account_prefixes or "").split(",")
        return [prefix.strip() for prefix in prefixes if prefix.strip()]

    def _get_domain(self):
        return parse_domain(self, self.env["account.move.line"], self.domain)

    def _has_conditions(self):
        return bool(
            super()._has_conditions()
            or self._get_prefixes()
            or self.department_ids
            or self.analytic_account_ids
            or not self._get_domain().is_true()
        )

    def _get_item_domain(self):
        domain = super()._get_item_domain() & self._get_domain()
        if self.department_ids:
            domain &= Domain("expense_id.department_id", "in", self.department_ids.ids)
        if self.analytic_account_ids:
            accounts = self.analytic_account_ids
            domain &= Domain("analytic_distribution", "in", accounts.ids)
        return domain

    def _get_account_domain(self):
        if not self._get_prefixes():
            return super()._get_account_domain()
        # sudo: the rules on accounts would ask the database for branches once a rule
        accounts = self.env["account.account"].sudo().with_company(self.company_id)
        accounts = accounts.with_context(active_test=False)
        return Domain("account_id", "in", accounts._search(self._get_code_domain()))

    def _describe(self):
        conditions = self._describe_conditions()
        return self.env._("Takes %(conditions)s.", conditions=conditions) if conditions else ""

    def _list_conditions(self):
        listed = super()._list_conditions()
        prefixes = self._get_prefixes()
        if prefixes:
            names = self._short_list(prefixes)
            listed.insert(0, self.env._("accounts beginning with %(names)s", names=names))
        if self.department_ids:
            names = self._short_list(self.department_ids.mapped("name"))
            listed.append(self.env._("departments %(names)s", names=names))
        if self.analytic_account_ids:
            names = self._short_list(self.analytic_account_ids.mapped("name"))
            listed.append(self.env._("analytic accounts %(names)s", names=names))
        if self.domain and self.domain.strip() not in ("", "[]"):
            listed.append(self.env._("further conditions"))
        return listed

    def _get_code_domain(self):
        """Accounts that are named, or whose code begins with a prefix."""
        named = Domain("id", "in", self.account_ids.ids)
        return named | Domain.OR(
            Domain("code", "=like", f"{prefix}%") for prefix in self._get_prefixes()
        )

from contextlib import contextmanager
from unittest.mock import patch

from odoo import Command

from odoo.addons.account.models.ir_module import IrModuleModule
from odoo.addons.account.tests.common import AccountTestInvoicingCommon

ADDON = "customer_cost_management"
#: {(database, module): the charts of accounts it brings}, see ``keep_charts``.
CHARTS = {}
#: Ids of archived companies with the generic chart that the run of the tests may have made once.
READY = "customer_cost_test.ready_companies"
ROLES = ("customer_manager", "cost_accountant", "controller", "auditor", "compliance")
find_charts = IrModuleModule._compute_account_templates


def keep_charts(modules):
    """Odoo searches the code of every module for charts whenever a company gets one, which is
    half of the time that takes.  They do not change while tests run."""
    database = modules.env.cr.dbname
    unknown = modules.filtered(lambda module: (database, module.id) not in CHARTS)
    find_charts(unknown)
    CHARTS.update({(database, module.id): module.account_templates for module in unknown})
    for module in modules - unknown:
        module.account_templates = CHARTS[database, module.id]


class CustomerCostCommon(AccountTestInvoicingCommon):
    """A company with the generic chart, an other one, a user of each role, and verbs to keep
    tests readable.  The test's own user is a controller."""

    @classmethod
    def setUpClass(cls):
        cls.startClassPatcher(
            patch.object(IrModuleModule, "_compute_account_templates", keep_charts)
        )
        super().setUpClass()
        cls.company = cls.company_data["company"]
        cls.other_company = cls.setup_other_company(name="Harbour")["company"]
        cls.customer, cls.other_customer = cls.env["res.partner"].create(
            [{"name": "Lumber Inc", "is_company": True}, {"name": "Acme Corp", "is_company": True}]
        )

    @classmethod
    def get_default_groups(cls):
        return super().get_default_groups() | cls.env.ref(f"{ADDON}.group_controller")

    @classmethod
    def _create_company(cls, **create_values):
        """One that is kept ready, as its chart takes most of the time of a class; a new one where
        there is none left, or where it needs more than a name."""
        ready = cls._ready_companies() if create_values.keys() == {"name"} else None
        if not ready:
            return super()._create_company(**create_values)
        ready[0].write({"active": True} | create_values)
        cls.env.user.company_ids = [Command.link(ready[0].id)]
        return ready[0]

    @classmethod
    def _ready_companies(cls):
        """Those that no class uses now: the archived ones."""
        if cls.country_code or cls.chart_template not in (False, "generic_coa"):
            return None
        kept = cls.env["ir.config_parameter"].sudo().get_param(READY) or ""
        ids = [int(company_id) for company_id in kept.split(",") if company_id]
        return cls.env["res.company"].browse(ids).exists().filtered(lambda c: not c.active)

    # -- people

    @classmethod
    def create_user(cls, login, *groups, **values):
        """A user of the company, password "login-password"; groups of this addon by short name."""
        return cls.create_users({login: groups}, **values)

    @classmethod
    def create_users(cls, groups_of_login, **values):
        """Several at once, which takes half of the time: {login: groups}, see ``create_user``."""
        values = {"company_id": cls.company.id, "company_ids": [cls.company.id]} | values
        values["company_ids"] = [Command.set(values["company_ids"])]
        return cls.env["res.users"].create(
            [
                {
                    "login": login,
                    "name": f"{login} ({', '.join(groups)})",
                    "email": f"{login}@example.com",
                    "password": f"{login}-password",
                    "group_ids": [Command.set(cls._group_ids(groups))],
                }
                | values
                for login, groups in groups_of_login.items()
            ]
        )

    @classmethod
    def _group_ids(cls, groups):
        names = ["base.group_user"] + [g if "." in g else f"{ADDON}.{g}" for g in groups]
        return [cls.env.ref(name).id for name in names]

    @classmethod
    def create_role_users(cls):
        """One user of each role, as class attributes ``staff``, ``customer_manager``, …"""
        logins = {"staff": (), "billing": ("account.group_account_invoice",)}
        logins |= {role: (f"group_{role}",) for role in ROLES}
        for user in cls.create_users(logins):
            setattr(cls, user.login, user)

    @contextmanager
    def refuses(self, error, message):
        """Like assertRaisesRegex, and what was written before the refusal is undone."""
        with self.assertRaisesRegex(error, message), self.cr.savepoint():
            yield

    # -- books

    @classmethod
    def create_account(cls, code, name, account_type="expense", company=None):
        return cls.env["account.account"].create(
            {
                "code": code,
                "name": name,
                "account_type": account_type,
                "company_ids": [Command.set((company or cls.company).ids)],
            }
        )

    @classmethod
    def post_entry(cls, date, *lines, company=None, **values):
        """A posted journal entry of ``(account, balance)`` or ``(account, balance, values)``."""
        company = company or cls.company
        journal = cls.env["account.journal"].search(
            [("company_id", "=", company.id), ("type", "=", "general")], limit=1
        )
        move = cls.env["account.move"].create(
            {
                "move_type": "entry",
                "date": date,
                "journal_id": journal.id,
                "line_ids": [
                    Command.create({"account_id": account.id, "balance": balance, **dict(*more)})
                    for account, balance, *more in lines
                ],
            }
            | values
        )
        move.action_post()
        return move

    @classmethod
    def post_invoice(cls, partner, date, price, **values):
        """A posted invoice of one line without tax; ``values`` of the line.  Not through the form,
        which takes three times as long."""
        line = {"name": "Line", "price_unit": price, "tax_ids": False} | values
        invoice = cls.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": partner.id,
                "invoice_date": date,
                "invoice_line_ids": [Command.create(line)],
            }
        )
        invoice.action_post()
        return invoice

    # -- cost model

    @classmethod
    def create_role(cls, account, role, **values):
        return cls.env["customer.cost.account.role"].create(
            {"account_id": account.id, "role": role, "company_id": cls.company.id} | values
        )

    @classmethod
    def create_driver(cls, name="Invoices", **values):
        """Customer invoices counted, unless told otherwise."""
        return cls.env["customer.cost.driver"].create(
            {
                "name": name,
                "company_id": cls.company.id,
                "kind": "count",
                "model_name": "account.move",
                "date_field": "invoice_date",
                "partner_path": "partner_id",
                "company_path": "company_id",
                "domain": "[('move_type', '=', 'out_invoice'), ('state', '=', 'posted')]",
            }
            | values
        )

    @classmethod
    def create_activity(cls, name, driver=None, **values):
        return cls.env["customer.cost.activity"].create(
            {
                "name": name,
                "company_id": cls.company.id,
                "statement_line": "order",
                "driver_id": driver and driver.id,
            }
            | values
        )

    @classmethod
    def create_pool(cls, name, shares=(), accounts=None, **values):
        """A pool that catches accounts and gives ``(receiver, share)``, pools or activities."""
        rules = [Command.create({"account_ids": accounts.ids})] if accounts else []
        return cls.env["customer.cost.pool"].create(
            {
                "name": name,
                "company_id": cls.company.id,
                "rule_ids": rules,
                "share_ids": [Command.create(cls.prepare_share(*share)) for share in shares],
            }
            | values
        )

    @staticmethod
    def prepare_share(receiver, share):
        field = "activity_id" if receiver._name == "customer.cost.activity" else "to_pool_id"
        return {field: receiver.id, "share": share}

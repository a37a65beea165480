from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools import SQL

from .account_role_proposal import Account, propose_role
from .account_role_tables import COMPANY_ACCOUNTS


class CustomerCostAccountRole(models.Model):
    """Proposes the roles of a company's accounts from its chart, settings and books."""

    _inherit = "customer.cost.account.role"

    @api.model
    def _propose(self, company):
        """Create the roles that the profit-and-loss accounts of a root company still lack.

        :return: the new roles
        """
        return self.create(self._prepare_proposals(company))

    @api.model
    def _prepare_proposals(self, company):
        """Values of the roles that a root company still lacks; nothing is written."""
        company = company.root_id
        accounts = self._accounts_without_role(company)
        facts = self._account_facts(company, accounts)
        vals_list = []
        for account in accounts:
            proposal = propose_role(company.chart_template, facts[account.id])
            vals_list.append(
                {
                    "account_id": account.id,
                    "company_id": company.id,
                    "role": proposal.role,
                    "confidence": proposal.confidence,
                    "reason": self._reason(proposal),
                }
            )
        return vals_list

    def _accounts_without_role(self, company):
        """Active profit-and-loss accounts of the company, and archived ones that were used."""
        known = self.with_context(active_test=False).search([("company_id", "=", company.id)])
        accounts = self.env["account.account"].with_company(company)
        return accounts.with_context(active_test=False).search(
            [
                *accounts._check_company_domain(company),
                ("internal_group", "in", ("income", "expense")),
                ("id", "not in", known.account_id.ids),
                "|",
                ("active", "=", True),
                ("used", "=", True),
            ]
        )

    def _account_facts(self, company, accounts):
        """Account id -> what is known of it."""
        named = {company[name].id: role for name, role in COMPANY_ACCOUNTS.items() if company[name]}
        variation = self._stock_variation_accounts(company)
        figures = self._earned(company, accounts)
        names = self._names(accounts)
        return {
            account.id: Account(
                code=account.code or "",
                account_type=account.account_type,
                names=names.get(account.id, ()),
                named_role=named.get(account.id),
                stock_variation=account.id in variation,
                default_income=account == company.income_account_id,
                earned=figures.get(account.id, (0, 0))[0],
                invoiced=figures.get(account.id, (0, 0))[1],
            )
            for account in accounts
        }

    def _stock_variation_accounts(self, company):
        """Accounts that inventory books its variation on; none without Inventory."""
        accounts = self.env["account.account"]
        if "account_stock_variation_id" not in accounts._fields:
            return set()
        return set(
            accounts.search(
                [
                    *accounts._check_company_domain(company),
                    ("account_stock_variation_id", "!=", False),
                ]
            ).account_stock_variation_id.ids
        )

    def _names(self, accounts):
        """Account id -> its names in all languages."""
        query = SQL("SELECT id, name FROM account_account WHERE id = ANY(%s)", accounts.ids)
        return {
            account_id: tuple(dict.fromkeys(names.values()))
            for account_id, names in self.env.execute_query(query)
        }

    def _earned(self, company, accounts):
        """Account id -> (credited, of that by customer invoices) in the last twelve months.

        By the sign of the balance: Chinese books post reversals as negative debits.
        """
        self.env["account.move.line"].flush_model()
        today = fields.Date.context_today(self)
        query = SQL(
            """
            SELECT line.account_id, SUM(-line.balance),
                   COALESCE(SUM(-line.balance)
                            FILTER (WHERE move.move_type IN ('out_invoice', 'out_receipt')), 0)
              FROM account_move_line line
              JOIN account_move move ON move.id = line.move_id
             WHERE line.account_id = ANY(%s) AND line.company_id IN %s
               AND line.parent_state = 'posted' AND line.balance < 0
               AND line.date > %s AND line.date <= %s
          GROUP BY line.account_id
            """,
            accounts.ids,
            company._with_branches(),
            today - relativedelta(years=1),
            today,
        )
        return {
            account_id: (float(earned), float(invoiced))
            for account_id, earned, invoiced in self.env.execute_query(query)
        }

    def _reason(self, proposal):
        quote = proposal.quote
        reasons = {
            "company": self.env._("Named in the settings of the company"),
            "code": self.env._("Codes %(code)s… of the chart of accounts", code=quote),
            "stock_variation": self.env._("Stock variation is booked on it"),
            "name": self.env._('"%(word)s" in its name', word=quote),
            "default_income": self.env._("The company's income account"),
            "invoiced": self.env._("%(percent)s %% of it is invoiced to customers", percent=quote),
            "not_invoiced": self.env._(
                "Only %(percent)s %% of it is invoiced to customers", percent=quote
            ),
            "type": self.env._("Its account type alone"),
        }
        return reasons[proposal.reason]

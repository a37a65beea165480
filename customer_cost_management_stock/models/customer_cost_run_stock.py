from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL


class CustomerCostRun(models.Model):
    """Which journal items are about stock: those of Inventory's entries, and freight in."""

    _inherit = "customer.cost.run"

    def _sql_is_stock(self):
        """Items of stock entries; bills that the stock takes over as landed cost.

        A stock entry is an entry of a stock journal that touches a stock valuation account, or
        that only moves cost between variation and expense accounts.  What else somebody books
        in that journal is ordinary cost, also on an account that takes stock variation.
        """
        journals, valuation = self._stock_journals().ids, self._stock_valuation_accounts()
        closing = valuation.account_stock_variation_id | valuation.account_stock_expense_id
        return SQL(
            """(move.move_type = 'entry' AND line.journal_id = ANY(%(journals)s)
                AND line.move_id IN (
                    SELECT line.move_id FROM account_move_line line
                     WHERE %(period)s AND line.journal_id = ANY(%(journals)s)
                  GROUP BY line.move_id
                    HAVING bool_or(line.account_id = ANY(%(valuation)s))
                        OR bool_and(line.account_id = ANY(%(closing)s)))
                OR %(landed)s)""",
            journals=journals,
            period=self._sql_period(),
            valuation=valuation.ids,
            closing=closing.ids,
            landed=self._sql_landed_cost(),
        )

    def _sql_landed_cost(self):
        """Freight in and the like, where Landed Costs is installed."""
        if "is_landed_costs_line" not in self.env["account.move.line"]._fields:
            return SQL("FALSE")
        return SQL("COALESCE(line.is_landed_costs_line, FALSE)")

    def _stock_journals(self):
        """Journals of stock entries, of the company, its branches and the product categories."""
        companies = self.env["res.company"].browse(self._companies())
        journals = companies.account_stock_journal_id
        if "lc_journal_id" in companies._fields:
            journals |= companies.lc_journal_id
        return journals | self._of_product_categories("property_stock_journal")

    def _stock_valuation_accounts(self):
        companies = self.env["res.company"].browse(self._companies())
        return companies.account_stock_valuation_id | self._of_product_categories(
            "property_stock_valuation_account_id"
        )

    def _of_product_categories(self, name):
        """Records that product categories name for any of the companies, defaults included."""
        field = self.env["product.category"]._fields[name]
        categories = self.env["product.category"].search(Domain.TRUE)
        records = self.env[field.comodel_name]
        for company in self.env["res.company"].browse(self._companies()):
            in_company = categories.with_company(company)
            records |= in_company.mapped(name)
            records |= field.get_company_dependent_fallback(in_company)
        return records

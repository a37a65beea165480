from collections import defaultdict

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class CustomerCostRun(models.Model):
    """Gifts bought in bulk: on no customer when bought, direct cost of who got them when given.

    What is issued in a month is moved in that month's run from *undistributed gifts* to the
    customers, two rows that add up to zero, on the account of the bill.  So the line of a
    month is what was bought less what was issued in it, and over all months what is on the
    shelf: a month that is published stays as it is when its gifts are given out later.
    """

    _inherit = "customer.cost.run"

    def _freeze_model(self):
        return super()._freeze_model() | {
            "gift_items": self._gift_items(),
            "gift_issues": self._gift_issues(),
        }

    def _gift_items(self):
        """Journal items of the period that the gift register holds."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT item.move_line_id FROM customer_cost_gift_purchase_item_rel item
                  JOIN account_move_line line ON line.id = item.move_line_id
                 WHERE %s ORDER BY 1
                """,
                self._sql_period(),
            )
        )
        return [row[0] for row in rows]

    def _gift_issues(self):
        """What was issued in the period: one frozen move a line of the register."""
        self.env["customer.cost.gift.issue"].flush_model()
        self.env["customer.cost.gift.purchase"].flush_model()
        return self.env.execute_query_dict(
            SQL(
                """
                SELECT issue.id, issue.purchase_id AS purchase, issue.partner_id AS customer,
                       issue.date::text AS date, issue.category_id AS category, bought.name,
                       bought.account_id AS account, issue.quantity,
                       (issue.cost * %(units)s)::bigint AS amount
                  FROM customer_cost_gift_issue issue
                  JOIN customer_cost_gift_purchase bought ON bought.id = issue.purchase_id
                 WHERE issue.state = 'issued' AND issue.company_id = %(company)s
                   AND issue.date BETWEEN %(first)s AND %(last)s
              ORDER BY issue.id
                """,
                units=self._minor_units(),
                company=self.company_id.id,
                first=self.date_from,
                last=self.date_to,
            )
        )

    # ------------------------------------------------------------------ applying

    def _set_gifts_apart(self):
        """What the register holds is no customer's when it is bought, whatever rules say."""
        result = super()._set_gifts_apart()
        self.env.cr.execute(
            SQL(
                """
                UPDATE customer_cost_capture
                   SET destination = 'gifts', pool_id = NULL, partner_id = NULL
                 WHERE run_id = %s AND move_line_id = ANY(%s)
                   AND destination IN ('direct', 'pool', 'unassigned')
                """,
                self.id,
                self.snapshot.get("gift_items", []),
            )
        )
        rows = self._prepare_gift_rows()
        self.env["customer.cost.capture"].create(rows)
        self.env.flush_all()
        return result

    def _prepare_gift_rows(self):
        """One row a customer and purchase that gives, one a purchase that takes."""
        by_customer, taken = defaultdict(int), defaultdict(int)
        facts = {}
        for issue in self.snapshot.get("gift_issues", []):
            place = (issue["purchase"], issue["customer"])
            by_customer[place] += issue["amount"]
            taken[issue["purchase"]] += issue["amount"]
            facts[issue["purchase"]] = issue
        rows = [
            self._prepare_gift_row(facts[purchase], amount, customer)
            for (purchase, customer), amount in by_customer.items()
            if amount
        ]
        return rows + [
            self._prepare_gift_row(facts[purchase], -amount)
            for purchase, amount in taken.items()
            if amount
        ]

    def _prepare_gift_row(self, issue, amount, customer=False):
        return {
            "run_id": self.id,
            "company_id": self.company_id.id,
            "destination": "direct" if customer else "gifts",
            "item_count": 0,
            "account_id": issue["account"],
            "role": self.snapshot["roles"].get(str(issue["account"])),
            "partner_id": customer,
            "category_id": issue["category"],
            "rule": "gift",
            "date": issue["date"],
            "name": issue["name"],
            "balance": float(self._amount(amount)),
            "gross_balance": 0,
            "refund_balance": 0,
            "invoiced": False,
        }

    # ------------------------------------------------------------------ what changed since

    def _count_changed_corrections(self):
        """Gifts issued or taken back since count like corrections."""
        return super()._count_changed_corrections() + self._count_changed_gifts()

    def _count_changed_gifts(self):
        """Lines of the register that the run used otherwise than they are today."""
        frozen = {row["id"]: row for row in (self.snapshot or {}).get("gift_issues", [])}
        today = {row["id"]: row for row in self._gift_issues()}
        return sum(
            _of_line(frozen.get(key)) != _of_line(today.get(key))
            for key in frozen.keys() | today.keys()
        )

    def _check_may_be_published(self):
        # sudo: as for corrections
        if self.sudo()._count_changed_gifts():
            raise UserError(
                self.env._(
                    "%(run)s: gifts of its period were issued or taken back since it was "
                    "computed. Compute it again.",
                    run=self.display_name,
                )
            )
        return super()._check_may_be_published()

    @api.model
    def _closed_month(self, companies, dates):
        """A closed run over one of some days, or none."""
        # sudo: whether a month is closed is asked by whoever dates something in it
        runs = self.sudo().search(
            [
                ("company_id", "in", companies.ids),
                ("kind", "=", "actual"),
                ("state", "=", "closed"),
                ("date_from", "<=", max(dates)),
                ("date_to", ">=", min(dates)),
            ]
        )
        return runs.filtered(lambda run: any(run.date_from <= day <= run.date_to for day in dates))[
            :1
        ]


def _of_line(row):
    """What counts of a line: whom it concerns does not, a merge re-keys customers."""
    return row and (row["amount"], row["date"])


class CustomerCostCapture(models.Model):
    _inherit = "customer.cost.capture"

    def action_open_journal_item(self):
        """Issued gifts have no journal item of their own: they open the gift register."""
        self.ensure_one()
        if self.rule != "gift":
            return super().action_open_journal_item()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "customer_cost_management.customer_cost_gift_issue_action"
        )
        domain = [
            ("company_id", "=", self.company_id.id),
            ("purchase_id.name", "=", self.name),
            ("date", ">=", self.run_id.date_from),
            ("date", "<=", self.run_id.date_to),
            ("state", "=", "issued"),
        ]
        if self.partner_id:
            domain.append(("partner_id", "=", self.partner_id.id))
        return action | {"domain": domain, "context": {"create": False}, "path": False}

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_date, format_list, formatLang

from ..platform.planning import JOINING_ALL, planned

#: Names that a finding lists; of more it tells the number.
NAMED = 5
#: Qualities of a driver as the engine names them; the less it says about what causes cost, the
#: later.
QUALITIES = {"cause": "cause", "usage": "usage_estimate", "ability": "ability"}


class CustomerCostModelCheck(models.AbstractModel):
    """What the figures of a period say about the cost model before it is computed.

    Nothing of it stops a computation.  Volumes are measured and entries are captured as a run
    would, without storing anything; that takes about as long, so that it is done when somebody
    asks for it, and not before each computation.
    """

    _inherit = "customer.cost.model.check"

    @api.model
    def _check_figures(self, company):
        """Findings about volumes, costs of products, production, coverage and drivers."""
        company = company.root_id
        # sudo: the model is judged by the whole company's books, only sums are told
        run = self.sudo()._new_run(company)
        run.snapshot = run._freeze_model()
        self.env.flush_all()
        checks = (
            self._check_volumes,
            self._check_product_costs,
            self._check_captured,
            self._check_driver_quality,
        )
        return [problem for check in checks for problem in check(company, run)]

    def _days(self, run):
        return {
            "first": format_date(self.env, run.date_from),
            "last": format_date(self.env, run.date_to),
        }

    # ------------------------------------------------------------------ volumes

    def _check_volumes(self, company, run):
        """Drivers in use that nobody used, and customers with volume who are archived."""
        activities = self.env["customer.cost.activity"].search([("company_id", "=", company.id)])
        customers = set()
        for driver in activities.driver_id | activities.term_ids.driver_id:
            if driver.kind == "active":
                continue  # whoever has revenue: known once the month is captured
            try:
                measured, _quantities = driver._measure_in(run)
            except UserError:
                continue  # what is wrong with its source is a finding of its own
            customers.update(measured.tolist())
            if not len(measured):
                message = self.env._(
                    "%(driver)s has no volume from %(first)s to %(last)s, so the cost of what it "
                    "measures reaches nobody. Check where it counts, or choose another driver.",
                    driver=driver.display_name,
                    **self._days(run),
                )
                yield self._problem("driver_without_volume", "warning", driver, message)
        yield from self._check_archived(customers)

    def _check_archived(self, customers):
        """An archived customer keeps the cost of the work that was done for him."""
        archived = self.env["res.partner"].search(
            [("id", "in", sorted(customers)), ("active", "=", False)]
        )
        if archived:
            message = self.env._(
                "%(count)s archived customers have volume and get their share of the cost: "
                "%(names)s. Merge those who live on under another name.",
                count=len(archived),
                names=format_list(self.env, archived[:NAMED].mapped("display_name")),
            )
            yield self._problem("archived_customers", "info", archived[0], message)

    # ------------------------------------------------------------------ products at cost 0

    def _check_product_costs(self, company, run):
        """Goods that are invoiced and for which neither delivery, order nor product has a cost."""
        from ...engine.capture.periodic_cost import INCOMPLETE_ABOVE

        lines = run._goods_lines()
        if not lines:
            return
        rows = self.env.execute_query(self._sql_costless(run, lines))
        earned = sum(row[1] for row in rows)
        costless = {product: float(amount) for product, amount, has_cost in rows if not has_cost}
        if not costless:
            return
        products = sorted(costless, key=lambda product: (-costless[product], product))
        revenue = sum(costless.values())
        incomplete = earned <= 0 or revenue > INCOMPLETE_ABOVE * float(earned)
        yield self._problem(
            "product_without_cost",
            "warning" if incomplete else "info",
            self.env["product.product"].browse(products[0]),
            run._cost_of_sales_message(products, revenue),
        )

    def _sql_costless(self, run, lines):
        """Rows (product, revenue, whether a cost is known), of the goods lines of a period."""
        these = SQL("line.id = ANY(%s)", lines)
        return SQL(
            """
            SELECT line.product_id, -sum(line.balance),
                   COALESCE(NULLIF(cost.unit_cost, 0), NULLIF(delivered.unit_cost, 0),
                            NULLIF(%(ordered)s, 0), %(product)s) != 0 AS has_cost
              FROM %(lines)s
         LEFT JOIN customer_cost_invoice_cost cost ON cost.move_line_id = line.id
         LEFT JOIN (%(delivered)s) delivered ON delivered.move_line_id = line.id
             WHERE %(these)s AND move.reversed_entry_id IS NULL
          GROUP BY 1, 3
            """,
            ordered=run._sql_ordered_cost(),
            product=run._sql_product_cost(),
            lines=run._sql_goods_lines(),
            delivered=run._sql_delivered_costs(these),
            these=these,
        )

    # ------------------------------------------------------------------ where entries would go

    def _check_captured(self, company, run):
        """Coverage of the expenses, and production that nobody transferred."""
        with planned(self.env.cr, JOINING_ALL):
            caught = self.env.execute_query(self.env["customer.cost.setup"]._sql_caught(run))
        amounts = {}
        for destination, _pool, _account, _rule, _items, balance in caught:
            amounts[destination] = amounts.get(destination, 0) + float(balance)
        yield from self._tell_production(company, run, amounts.get("production", 0), caught)
        yield from self._tell_coverage(company, run, amounts)

    def _tell_production(self, company, run, amount, caught):
        if company.currency_id.is_zero(amount):
            return
        accounts = [row[2] for row in caught if row[0] == "production"]
        account = self.env["account.account"].with_company(company).browse(accounts[0])
        message = self.env._(
            "%(amount)s of production cost were not transferred from %(first)s to %(last)s, on "
            "%(account)s. Book what is finished to stock or to cost of sales; the rest shows in "
            "the reconciliation.",
            amount=self._amount(company, amount),
            account=account.display_name,
            **self._days(run),
        )
        yield self._problem("production_not_transferred", "warning", account, message)

    def _tell_coverage(self, company, run, amounts):
        from ...engine.capture.coverage import capture_coverage
        from ...engine.profit.publication import UNASSIGNED_ABOVE
        from ..profit.customer_cost_run_reconciliation_matrix import COVERAGE

        minor = run._minor_units()
        kinds = {
            kind: round(amounts.get(destination, 0) * minor)
            for destination, kind in COVERAGE.items()
        }
        coverage, _problems = capture_coverage(kinds)
        if coverage is None or coverage.shares["unassigned"] is None:
            return
        found = {kind: self._percent(share) for kind, share in coverage.shares.items()}
        message = self.env._(
            "Of %(cost)s of expenses %(direct)s %% go to customers directly, %(pooled)s %% into "
            "pools; %(excluded)s %% are excluded and %(unassigned)s %% unassigned.",
            cost=self._amount(company, sum(kinds.values()) / minor),
            **found,
        )
        amber = coverage.shares["unassigned"] > UNASSIGNED_ABOVE
        yield self._problem("coverage", "warning" if amber else "info", company, message)

    # ------------------------------------------------------------------ what drivers rest on

    def _check_driver_quality(self, company, run):
        """On what the cost rested that the last computed month gave to customers."""
        import numpy as np

        from ...engine.capture.coverage import ABILITY_ABOVE, AllocatedCost, driver_coverage

        last = run.search(
            [
                ("company_id", "=", company.id),
                ("kind", "=", "actual"),
                ("state", "in", ("computed", "published", "closed")),
            ],
            order="date_from DESC, version DESC",
            limit=1,
        )
        nodes = last.node_ids.filtered(lambda node: node.kind == "activity")
        quality = self._quality_of_activities(last)
        minor = run._minor_units()
        coverage, problems = driver_coverage(
            AllocatedCost(
                nodes.ids,
                np.array([round(node.given * minor) for node in nodes], np.int64),
                [QUALITIES[quality.get(node.activity_id.id, "cause")] for node in nodes],
            )
        )
        if coverage is None or coverage.shares["ability"] is None:
            return
        message = self.env._(
            "In %(run)s %(cause)s %% of the allocated cost rested on drivers that measure its "
            "cause, %(usage_estimate)s %% on estimates of use, %(ability)s %% on ability to bear, "
            "such as revenue. Above %(limit)s %% the latter make customers look alike.",
            run=last.display_name,
            limit=self._percent(ABILITY_ABOVE),
            **{kind: self._percent(share) for kind, share in coverage.shares.items()},
        )
        yield self._problem("ability", "warning" if problems else "info", company, message)

    def _quality_of_activities(self, run):
        """{activity id: quality of the weakest driver it rests on}, as the run froze them."""
        frozen = run.snapshot or {"drivers": [], "activities": []}
        quality = {driver["id"]: driver.get("quality") for driver in frozen["drivers"]}
        found = {}
        for activity in frozen["activities"]:
            drivers = [activity["driver"], *(term["driver"] for term in activity["terms"])]
            known = [quality[driver] for driver in drivers if quality.get(driver)]
            found[activity["id"]] = max(known, key=list(QUALITIES).index, default="cause")
        return found

    def _percent(self, share):
        return formatLang(self.env, 100 * share, digits=1)

from odoo import models
from odoo.tools import formatLang

from ...engine.proposal.pools import FEWEST_CUSTOMERS
from ..platform.month_name import month_name
from ..platform.records_window import records_window

#: From which share on a light is green, and yellow.
GREEN, YELLOW = 0.95, 0.8
#: Operating cost below this share of revenue tells nothing about customers.
LITTLE = 0.02


class CustomerCostSetup(models.AbstractModel):
    """Four traffic lights with their fixes, and what the books lack."""

    _inherit = "customer.cost.setup"

    def _lights(self, proposal):
        return [
            self._light_of_revenue(proposal),
            self._light_of_cost_of_sales(proposal),
            self._light_of_expenses(proposal),
            self._light_of_drivers(proposal),
        ]

    def _light(self, name, share, text, fix=False):
        """One light.

        :param name: key and label
        :param share: 0 to 1, or ``None`` where there is nothing to measure
        """
        key, label = name
        color = "red"
        if share is not None and share >= YELLOW:
            color = "green" if share >= GREEN else "yellow"
        return {"key": key, "label": label, "color": color, "text": text, "fix": fix}

    def _percent(self, share):
        return formatLang(self.env, 100 * share, digits=1)

    def _sum(self, proposal, *destinations):
        """Balance of everything captured there."""
        return sum(row[5] for row in proposal.caught if row[0] in destinations)

    def _sum_of_pools(self, proposal):
        """What pools take: the proposed ones count until there are pools to stay as they are."""
        return sum(
            row[5]
            for row in proposal.caught
            if row[0] == "pool" and (row[1] > 0 or not proposal.present)
        )

    # ------------------------------------------------------------------ the lights

    def _light_of_revenue(self, proposal):
        known = sum(row[5] for row in proposal.revenue if row[0] and row[1])
        unknown = sum(row[5] for row in proposal.revenue if row[0] and not row[1])
        known -= self._sum(proposal, "revenue")
        unknown -= self._sum(proposal, "no_customer")
        name = ("revenue", self.env._("Revenue with customer"))
        if known + unknown <= 0:
            return self._light(name, None, self.env._("No revenue found."))
        share = known / (known + unknown)
        text = self.env._(
            "%(percent)s %% of %(revenue)s has a customer.",
            percent=self._percent(share),
            revenue=self._amount(proposal, known + unknown),
        )
        fix = self._fix_revenue(proposal) if share < GREEN else False
        return self._light(name, share, text, fix)

    def _fix_revenue(self, proposal):
        roles = proposal.run.snapshot["roles"].items()
        domain = [
            ("account_id", "in", [int(account) for account, role in roles if role == "revenue"]),
            ("parent_state", "=", "posted"),
            ("partner_id", "=", False),
            ("date", ">=", proposal.run.date_from),
            ("date", "<=", proposal.run.date_to),
        ]
        return records_window("account.move.line", self.env._("Revenue without a customer"), domain)

    def _light_of_cost_of_sales(self, proposal):
        """How much of what goods earn has a cost: booked by the invoice, or of the product."""
        name = ("cost_of_sales", self.env._("Cost of sales"))
        goods = [row for row in proposal.revenue if row[0] and row[2] == "goods"]
        earned = sum(row[5] for row in goods)
        if earned <= 0:
            return self._light_without_goods(proposal, name)
        with_cost = sum(row[5] for row in goods if row[3])
        by_invoice = any(not row[0] for row in proposal.revenue)
        share = 1 if by_invoice else with_cost / earned
        text = self.env._(
            "%(percent)s %% of the goods invoiced have a cost.", percent=self._percent(share)
        )
        return self._light(name, share, text, self._fix_cost() if share < GREEN else False)

    def _light_without_goods(self, proposal, name):
        if proposal.shape == "service":
            text = self.env._("You sell services: their cost is the work of your people.")
            return self._light(name, 1, text)
        share = YELLOW if self._sum(proposal, "cost_of_sales", "to_trace") > 0 else None
        text = self.env._("No goods are invoiced, so cost of sales finds no customer.")
        return self._light(name, share, text, self._fix_roles())

    def _fix_cost(self):
        domain = [("sale_ok", "=", True), ("type", "=", "consu"), ("standard_price", "=", 0)]
        return records_window("product.template", self.env._("Products without a cost"), domain)

    def _light_of_expenses(self, proposal):
        name = ("expenses", self.env._("Expense coverage"))
        found = self._sum(proposal, "direct") + self._sum_of_pools(proposal)
        total = self._sum(proposal, "direct", "pool", "unassigned", "gifts")
        if total <= 0:
            text = self.env._("No operating cost found.")
            return self._light(name, None, text, self._fix_roles())
        share = found / total
        text = self.env._(
            "%(percent)s %% of %(cost)s finds a customer or a pool.",
            percent=self._percent(share),
            cost=self._amount(proposal, total),
        )
        return self._light(name, share, text, self._fix_expenses(proposal, share))

    def _fix_expenses(self, proposal, share):
        """The entries that no pool takes, until nearly all of them are taken."""
        if share >= GREEN:
            return False
        lost = {row[2] for row in proposal.caught if row[0] in ("unassigned", "gifts")}
        domain = [
            ("account_id", "in", sorted(lost)),
            ("parent_state", "=", "posted"),
            ("cost_customer_id", "=", False),
            ("date", ">=", proposal.run.date_from),
            ("date", "<=", proposal.run.date_to),
        ]
        return records_window("account.move.line", self.env._("Cost that no pool takes"), domain)

    def _fix_roles(self):
        """Which accounts are cost, and of what kind."""
        return records_window("customer.cost.account.role", self.env._("Account roles"), [])

    def _light_of_drivers(self, proposal):
        """Stand-ins are counted: with invoices alone every figure is an estimate."""
        name = ("drivers", self.env._("Drivers found"))
        measured = [
            activity
            for pool in proposal.pools.values()
            for activity in pool.activities
            if activity.wanted
        ]
        if not measured:
            text = self.env._("Nothing has to be measured.")
            return self._light(name, 1 if proposal.present else None, text)
        real = sum(not activity.stands_in for activity in measured)
        text = self.env._(
            "%(stand_ins)s of %(count)s drivers are stand-ins.",
            stand_ins=len(measured) - real,
            count=len(measured),
        )
        # stand-ins are a start, no failure
        share = 1 if real == len(measured) else max(real / len(measured), YELLOW)
        fix = records_window("customer.cost.driver", self.env._("Drivers"), [])
        return self._light(name, share, text, fix if share < GREEN else False)

    # ------------------------------------------------------------------ what is missing

    def _missing(self, proposal):
        """Sentences about what the books lack, each with what helps."""
        if not proposal.customers:
            text = self.env._(
                "There are no posted customer invoices since %(month)s. Post invoices or choose "
                "another period.",
                month=month_name(self.env, proposal.months[0], short=True),
            )
            return [{"key": "invoices", "text": text, "fix": self._fix_invoices()}]
        missing = self._missing_revenue(proposal)
        if proposal.customers < FEWEST_CUSTOMERS:
            text = self.env._(
                "There are only %(count)s customers. Customer costing helps from %(fewest)s on.",
                count=proposal.customers,
                fewest=FEWEST_CUSTOMERS,
            )
            missing.append({"key": "customers", "text": text, "fix": self._fix_invoices()})
        return missing + self._missing_cost(proposal)

    def _missing_revenue(self, proposal):
        earned = self._earned(proposal)
        if earned > 0:
            return []
        text = self.env._(
            "Credit notes take back all that was invoiced since %(month)s: net revenue is "
            "%(revenue)s.",
            month=month_name(self.env, proposal.months[0], short=True),
            revenue=self._amount(proposal, earned),
        )
        return [{"key": "revenue", "text": text, "fix": self._fix_invoices()}]

    def _earned(self, proposal):
        return sum(row[5] for row in proposal.revenue if row[0])

    def _missing_cost(self, proposal):
        missing = []
        cost = self._sum(proposal, "direct", "pool", "unassigned", "gifts")
        if cost <= LITTLE * max(self._earned(proposal), 0):
            text = self.env._("No operating cost found; this is product margin only.")
            if cost > 0:
                text = self.env._(
                    "Almost no operating cost found (%(cost)s); this is little more than product "
                    "margin.",
                    cost=self._amount(proposal, cost),
                )
            missing.append({"key": "cost", "text": text, "fix": self._fix_roles()})
        light = self._light_of_cost_of_sales(proposal)
        if light["color"] == "red":
            text = self.env._("No product cost found: the product margin is the whole revenue.")
            missing.append({"key": "product_cost", "text": text, "fix": light["fix"]})
        return missing

    def _fix_invoices(self):
        domain = [("move_type", "=", "out_invoice")]
        return records_window("account.move", self.env._("Invoices"), domain)

    def _period_label(self, months):
        return self.env._(
            "%(first)s – %(last)s",
            first=month_name(self.env, months[0], short=True),
            last=month_name(self.env, months[-1], short=True),
        )

from odoo import api, fields, models

from ..platform.records_window import records_window
from ..platform.unchecked_many2one import UncheckedMany2one

#: What customers of one group have in common, of the dimensions of the statements.  Few, and
#: of few values each: every one multiplies the rows.
GROUPED_BY = ("user_id", "tier_id")


class CustomerCostRollup(models.Model):
    """What each activity cost groups of customers: run × salesperson × tier × activity.

    A pivot over a year of single customers would take many seconds; over these rows it
    takes none.  The dimensions are those of the statements: as they were at the end of
    the period.  Groups without an amount and without a volume have no row.
    """

    _name = "customer.cost.rollup"
    _description = "Cost to Serve by Group"
    _inherit = ["customer.cost.frozen"]
    _order = "date desc, amount desc, id"
    _log_access = False

    run_id = fields.Many2one("customer.cost.run", required=True, index=True, ondelete="cascade")
    run_state = fields.Selection(related="run_id.state", string="Run state")
    # no keys but the run's: checking them would take longer than writing the rows
    company_id = UncheckedMany2one("res.company", required=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    date = fields.Date(string="Month", required=True)
    user_id = UncheckedMany2one(
        "res.users", string="Salesperson", help="As he was at the end of the period."
    )
    tier_id = UncheckedMany2one(
        "customer.cost.tier",
        help="As it was at the end of the period; empty before the first evaluation.",
    )
    activity_id = UncheckedMany2one("customer.cost.activity", required=True)
    quantity = fields.Float(help="Volume of the driver that the customers of the group used.")
    amount = fields.Monetary(help="What the activity cost these customers together.")
    customer_count = fields.Integer(
        "Customers", aggregator=None, help="Customers of the group that used the activity."
    )
    in_last_twelve = fields.Boolean(
        "In the last 12 published months",
        compute="_compute_in_last_twelve",
        search="_search_in_last_twelve",
    )

    @api.model
    def _grouped_by(self):
        """Names of the dimensions; glue addons add theirs, if they have few values."""
        return GROUPED_BY

    @api.depends("activity_id", "run_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        # sudo: names of activities and periods are no secret to who may read what they cost
        periods = self.run_id.sudo()._short_names()
        for row in self:
            activity = row.activity_id.sudo().name or ""
            row.display_name = f"{activity} · {periods.get(row.run_id.id, '')}"

    def _compute_in_last_twelve(self):
        runs = self._runs_of_last_twelve()
        for row in self:
            row.in_last_twelve = row.run_id.id in runs

    def _search_in_last_twelve(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("run_id", "in", self._runs_of_last_twelve())]

    def _runs_of_last_twelve(self):
        # sudo: which months are published is no secret to who reads their figures
        windows_sudo = self.env["customer.profitability.window"].sudo()
        return windows_sudo.search([("kind", "=", "last_twelve")]).run_ids.ids

    def action_open_customers(self):
        """What the activity cost each customer of the group."""
        self.ensure_one()
        group = ("run_id", "activity_id", *self._grouped_by())
        return records_window(
            "customer.cost.allocation",
            self.env._("Customers of %(activity)s", activity=self.display_name),
            [(name, "=", self[name].id) for name in group],
        )


class CustomerCostRun(models.Model):
    _inherit = "customer.cost.run"

    def _store_rollup(self, statement, volumes, dimensions):
        """Sum up the activities of all customers who are alike; one binary COPY.

        :param volumes: float, customers × activities, as the amounts of the statement
        :param dimensions: {column: id for each customer, 0 for none}; more than are used
        """
        import numpy as np

        from ..platform.binary_copy import amounts, constant, copy_rows, dates, floats, integers

        if not statement.activity_cost.size:
            return
        grouped_by = self.env["customer.cost.rollup"]._grouped_by()
        groups, sums = _sum_by_group(
            np.column_stack([dimensions[name] for name in grouped_by]),
            statement.activity_cost,
            volumes,
        )
        group, activity = np.nonzero(sums["customers"])
        count = len(group)
        ids = np.array([each.key for each in statement.activities], np.int64)
        columns = {
            "run_id": constant(integers, self.id, count),
            "company_id": constant(integers, self.company_id.id, count),
            "date": constant(dates, self.date_from, count),
            "activity_id": integers(ids[activity]),
            "quantity": floats(sums["volumes"][group, activity]),
            "amount": amounts(sums["amounts"][group, activity], self.currency_id.decimal_places),
            "customer_count": integers(sums["customers"][group, activity]),
            **{
                name: integers(groups[group, place], empty=0)
                for place, name in enumerate(grouped_by)
            },
        }
        copy_rows(self.env.cr, "customer_cost_rollup", columns)


def _sum_by_group(dimensions, amounts, volumes):
    """Groups of customers that are alike, and the sums of their activities.

    :param dimensions: int64, customers × dimensions
    :param amounts: int64 minor units, customers × activities; ``volumes`` alike, float
    :return: groups × dimensions, and {name: groups × activities}
    """
    import numpy as np

    order = np.lexsort(dimensions.T[::-1])
    ordered = dimensions[order]
    is_first = np.append(True, (ordered[1:] != ordered[:-1]).any(axis=1))
    starts = np.flatnonzero(is_first)
    values = {
        "amounts": amounts,
        "volumes": volumes.astype(np.float64),
        "customers": ((amounts != 0) | (volumes != 0)).astype(np.int64),
    }
    return ordered[starts], {
        name: np.add.reduceat(value[order], starts, axis=0) for name, value in values.items()
    }

from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ..profit.customer_profitability_window import PUBLISHED_STATES
from .customer_value import PROFIT_READERS


class CustomerCostAction(models.Model):
    """What an action is measured by, and how that is read from published months."""

    _inherit = "customer.cost.action"

    measured_activity = fields.Selection(
        selection="_selection_activities",
        string="Activity",
        compute="_compute_measured_activity",
        inverse="_inverse_measured_activity",
        groups=PROFIT_READERS,
        help="Its cost for the customer, or without a customer its whole cost.",
    )

    @api.model
    def _selection_activities(self):
        """The activities of the company by name: who measures one need not read its rates."""
        if not self.env.user.has_groups(PROFIT_READERS):
            return []
        activities_sudo = self.env["customer.cost.activity"].sudo()
        found = activities_sudo.with_context(active_test=False).search(
            [("company_id", "in", self.env.companies.root_id.ids)]
        )
        return [(str(activity.id), activity.name) for activity in found]

    @api.depends("measured_activity_id")
    def _compute_measured_activity(self):
        known = {key for key, _name in self._selection_activities()}
        for action in self:
            key = str(action.measured_activity_id.id or "")
            action.measured_activity = key if key in known else False

    def _inverse_measured_activity(self):
        for action in self:
            action.measured_activity_id = int(action.measured_activity or 0) or False

    @api.constrains("company_id", "partner_id", "measured_activity_id")
    def _check_belongs_to_company(self):
        for action in self.sudo():  # sudo: exactly the foreign ones are looked for
            partner, activity = action.partner_id, action.measured_activity_id
            own = not partner.company_id or partner.company_id.root_id == action.company_id
            if not own or activity and activity.company_id != action.company_id:
                raise ValidationError(
                    self.env._(
                        "%(action)s: %(record)s belongs to another company. Choose one of "
                        "%(company)s.",
                        action=action.name,
                        record=(partner if not own else activity).name,
                        company=action.company_id.name,
                    )
                )

    def _read_measure(self, spans):
        """The measure in each published month, in one statement however many actions there are.

        :param spans: {action: (first day, first day after)}
        :return: {id: [(first day of the month, minor units)]}, by date; a month in which the
            customer did nothing is 0
        """
        found = defaultdict(list)
        if not spans:
            return found
        for model in ("customer.cost.action", "customer.cost.run", "customer.profitability"):
            self.env[model].flush_model()
        for action, day, amount in self.env.execute_query(_sql_measure(spans)):
            months = found[action]
            month = day.replace(day=1)
            if months and months[-1][0] == month:  # runs shorter than a month are one together
                amount += months.pop()[1]
            months.append((month, int(amount)))
        return found


def _sql_measure(spans):
    """Rows (action, first day of a published run in its span, amount in minor units).

    A contribution is the customer's; a cost is that of an activity for the customer, or
    without a customer all that the activity took.
    """
    rows = [(action.id, first, last) for action, (first, last) in spans.items()]
    ids, firsts, lasts = (list(column) for column in zip(*rows, strict=True))
    return SQL(
        """
        SELECT action.id, run.date_from,
               COALESCE(CASE WHEN action.measure = 'contribution' THEN sum(own.cm3)
                             WHEN action.partner_id IS NOT NULL THEN sum(own.cost)
                             ELSE sum(node.captured + node.received) END, 0)
               * CASE WHEN action.measure = 'cost' AND action.partner_id IS NOT NULL THEN 1
                      ELSE power(10, money.decimal_places)::numeric END
          FROM unnest(%(ids)s::int[], %(firsts)s::date[], %(lasts)s::date[])
               AS span(id, first_day, last_day)
          JOIN customer_cost_action action ON action.id = span.id
          JOIN res_company company ON company.id = action.company_id
          JOIN (SELECT id, greatest(0, round(-log(rounding)))::int AS decimal_places
                  FROM res_currency) money ON money.id = company.currency_id
          JOIN customer_cost_run run
            ON run.company_id = action.company_id AND run.kind = 'actual'
           AND run.state = ANY(%(states)s)
           AND run.date_from >= span.first_day AND run.date_from < span.last_day
     LEFT JOIN customer_cost_run_node node
            ON action.measure = 'cost' AND node.run_id = run.id AND node.kind = 'activity'
           AND node.activity_id = action.measured_activity_id
     LEFT JOIN LATERAL (
               SELECT sum(statement.cm3) AS cm3,
                      sum(statement.activity_amounts[node."column"]) AS cost
                 FROM customer_profitability statement
                WHERE statement.run_id = run.id AND statement.partner_id = action.partner_id
               ) own ON TRUE
      GROUP BY action.id, run.date_from, money.decimal_places
      ORDER BY run.date_from
        """,
        ids=ids,
        firsts=firsts,
        lasts=lasts,
        states=list(PUBLISHED_STATES),
    )

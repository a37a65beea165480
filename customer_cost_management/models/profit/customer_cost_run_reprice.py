from odoo import fields, models
from odoo.tools import SQL, format_date

#: Sources of a unit cost that rest on the cost of the product, in whole or in part.
FROM_PRODUCT = ("product", "part_stock_move")


class CustomerCostRun(models.Model):
    """Unit costs are frozen at their first computation; to take them anew is a choice.

    *Compute Again with Today's Product Costs* discards the unit costs of the period that came
    from the product, and computes.  Versions that were published keep their sums, because
    these are frozen with them.  A credit note keeps taking back what its invoice costs: it is
    priced anew with the invoice, and an invoice that a credit note of a closed period took
    back keeps its cost.
    """

    _inherit = "customer.cost.run"

    reprice = fields.Boolean(
        "To be priced anew",
        readonly=True,
        copy=False,
        help="The next computation takes the unit costs of goods from today's products.",
    )
    repriced_on = fields.Datetime(
        "Priced anew on",
        readonly=True,
        copy=False,
        help="When the unit costs of this version were taken anew from the products.",
    )
    repriced_lines = fields.Integer(
        "Invoice lines priced anew",
        readonly=True,
        copy=False,
        help="How many invoice lines had a frozen unit cost that was discarded for this version.",
    )

    def action_reprice(self):
        """Compute with the unit costs that products have today."""
        self._check_group("group_cost_accountant")
        self._check_state("draft", "failed", "computed")
        self._check_period_is_open()
        self._as_engine().reprice = True
        return self.action_compute()

    def _computed_cost_of_sales(self):
        computed = super()._computed_cost_of_sales()
        if self.reprice:  # no goods were invoiced
            self.reprice = False
        return computed

    def _freeze_invoice_costs(self, lines):
        if not self.reprice:
            return super()._freeze_invoice_costs(lines)
        discarded = self._discard_product_costs(lines)
        result = super()._freeze_invoice_costs(lines)
        # credit notes of later periods take back what their invoice costs now
        later = list(set(discarded) - set(lines))
        self._freeze_costs_of(SQL("line.id = ANY(%s)", later))
        self._note_repricing(len(discarded))
        return result

    def _discard_product_costs(self, lines):
        """Forget unit costs of goods lines, and of credit notes on them, in open periods.

        :param lines: ids of the goods lines of the period
        :return: ids of the lines whose cost is taken anew
        """
        rows = self.env.execute_query(
            SQL(
                """
                WITH anew AS (
                    SELECT cost.move_line_id, cost.product_id, line.move_id
                      FROM customer_cost_invoice_cost cost
                      JOIN account_move_line line ON line.id = cost.move_line_id
                     WHERE cost.move_line_id = ANY(%(lines)s) AND cost.source IN %(sources)s
                       AND NOT EXISTS (
                               SELECT FROM account_move taken_back
                                WHERE taken_back.reversed_entry_id = line.move_id
                                  AND taken_back.state = 'posted'
                                  AND taken_back.date %(closed)s)
                ),
                credited AS (
                    SELECT cost.move_line_id
                      FROM anew
                      JOIN account_move refund ON refund.reversed_entry_id = anew.move_id
                      JOIN account_move_line line ON line.move_id = refund.id
                      JOIN customer_cost_invoice_cost cost
                        ON cost.move_line_id = line.id AND cost.product_id = anew.product_id
                     WHERE cost.source = 'reversed_invoice'
                )
                DELETE FROM customer_cost_invoice_cost
                 WHERE move_line_id IN (SELECT move_line_id FROM anew
                                         UNION SELECT move_line_id FROM credited)
             RETURNING move_line_id
                """,
                lines=lines,
                sources=FROM_PRODUCT,
                closed=self._sql_in_closed_period(),
            )
        )
        self.env["customer.cost.invoice.cost"].invalidate_model()
        return [row[0] for row in rows]

    def _sql_in_closed_period(self):
        """The rest of a condition on a day: it lies in a period of the company that is closed."""
        return SQL(
            """<@ ANY (SELECT daterange(closed.date_from, closed.date_to, '[]')
                         FROM customer_cost_run closed
                        WHERE closed.company_id = %s AND closed.kind = 'actual'
                          AND closed.state = 'closed')""",
            self.company_id.id,
        )

    def _note_repricing(self, count):
        """Who reads the version learns that its costs are not those of the one before."""
        user = self.queued_by_id if self.state == "running" else self.env.user
        told = self.with_context(lang=user.lang).env._(
            "Unit costs of %(count)s invoice lines taken anew from the products on %(day)s by "
            "%(user)s.",
            count=count,
            day=format_date(self.env, fields.Date.context_today(self)),
            user=user.name,
        )
        self.write(
            {
                "reprice": False,
                "repriced_on": fields.Datetime.now(),
                "repriced_lines": count,
                "note": " ".join(filter(None, [self.note, told])),
            }
        )

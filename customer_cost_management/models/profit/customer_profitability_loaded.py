from odoo import api, models
from odoo.tools import SQL


class CustomerProfitabilityFigures(models.AbstractModel):
    """A statement with shares of channel and facility cost: CM4 and net of a customer.

    Nobody but who reads the whole company: the shares are the company's cost.  They feed no
    tier, no routing and no advice.
    """

    _inherit = "customer.profitability.figures"

    def _compute_statement(self):
        result = super()._compute_statement()
        may_load = self.env["customer.cost.reconciliation.line"].has_access("read")
        for row in self:
            row.statement = row.statement | {"may_load": may_load}
        return result

    @api.readonly
    def get_fully_loaded(self):
        """Rows below the contribution, or a ``sentence`` why there are none."""
        self.ensure_one()
        self.check_access("read")
        self.env["customer.cost.reconciliation.line"].check_access("read")
        shares = self._shares_of_cost_above()
        if shares is None:
            sentence = self.env._("Nobody had net revenue to bear channel and facility cost.")
            return {"rows": [], "sentence": sentence}
        return {
            "rows": self._loaded_rows(*shares.get(self.partner_id.id, (0, 0))),
            "sentence": self.env._(
                "Fully loaded: includes shares of cost this customer did not cause, by net "
                "revenue. No basis for decisions about him."
            ),
        }

    def _shares_of_cost_above(self):
        """{customer id: (share of channel cost, share of facility cost)} of everybody in the
        period of one row; ``None`` where nobody had net revenue to bear them."""
        shares, problems = self._loaded_shares(*self._cost_above())
        if problems:
            return None
        minor = 10**self.currency_id.decimal_places
        return {customer: [cost / minor for cost in costs] for customer, costs in shares.items()}

    def _cost_above(self):
        """Channel and facility cost of the period in minor units."""
        minor = 10**self.currency_id.decimal_places
        amounts = dict(
            self.env["customer.cost.reconciliation.line"]._read_group(
                [
                    ("run_id", "in", self._statement_runs().ids),
                    ("line", "in", ("channel", "facility")),
                ],
                ["line"],
                ["amount:sum"],
            )
        )
        return [-round(amounts.get(line, 0) * minor) for line in ("channel", "facility")]

    def _loaded_shares(self, channel, facility):
        from .engine_loaded import shares

        self.env.flush_all()
        [[customers, revenue]] = self.env.execute_query(
            SQL(
                """
                SELECT array_agg(partner_id), array_agg(revenue)
                  FROM (SELECT partner_id, (sum(net_revenue) * %s)::bigint AS revenue
                          FROM %s WHERE %s GROUP BY partner_id) customer
                """,
                10**self.currency_id.decimal_places,
                self._sql_source(),
                self._sql_same_period(),
            )
        )
        name = self.currency_id.name
        return shares(name, customers or [], revenue or [], channel, facility)

    def _loaded_rows(self, channel, facility):
        whole = self._whole()
        currency, cm3 = self.currency_id, whole._summed("cm3")
        cm4 = currency.round(cm3 - channel)
        net = currency.round(cm4 - facility)
        lines = (
            ("channel", "part", self.env._("Share of channel cost"), -channel),
            ("cm4", "total", self.env._("CM4 after channel"), cm4),
            ("facility", "part", self.env._("Share of facility cost"), -facility),
            ("net", "total", self.env._("Net, fully loaded"), net),
        )
        return [
            {
                "key": key,
                "kind": kind,
                "label": label,
                "help": "",
                "amount": amount,
                "percent": whole._percent_of_revenue(-amount if kind == "part" else amount),
                "other": None,
                "delta": None,
                "better": 0,
            }
            for key, kind, label, amount in lines
        ]

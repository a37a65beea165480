from odoo import api, models
from odoo.tools import SQL, formatLang

from ..profit.customer_profitability_figures import PARTS


class CustomerCostOverview(models.AbstractModel):
    """How much the company hangs on few customers; the whole company's, like every sentence."""

    _inherit = "customer.cost.overview"

    @api.model
    @api.readonly
    def get_overview(self):
        page = super().get_overview()
        if not page["computed"]:
            return page
        company = self.env["customer.cost.setup"]._company_to_read()
        return page | {"concentration": self._sentence_of_concentration(self._runs(company))}

    def _sentence_of_concentration(self, runs):
        """Shares of the largest, and of the five largest, and the Herfindahl index; of revenue
        and of contribution.  ``False`` where nobody brought revenue."""
        revenue, contribution = self._concentration(runs)
        if revenue is None or revenue.top_1_percent is None:
            return False
        words = self._concentration_words(revenue)
        if contribution.top_1_percent is None:
            text = self.env._(
                "The largest customer brings %(largest)s %% of revenue, the five largest "
                "%(five)s %% (HHI %(index)s).",
                **words,
            )
        else:
            best = self._concentration_words(contribution)
            text = self.env._(
                "The largest customer brings %(largest)s %% of revenue, the five largest "
                "%(five)s %% (HHI %(index)s); of the contribution the best one earns %(best)s %%, "
                "the best five %(best_five)s %% (HHI %(best_index)s).",
                best=best["largest"],
                best_five=best["five"],
                best_index=best["index"],
                **words,
            )
        return self._sentence("concentration", text, self._profit_window(runs, []))

    def _concentration_words(self, measures):
        return {
            "largest": self._percent(measures.top_1_percent, 100),
            "five": self._percent(measures.top_5_percent, 100),
            "index": formatLang(self.env, measures.herfindahl_index, digits=0),
        }

    def _concentration(self, runs):
        """Measures of revenue and of contribution; ``None`` without customers."""
        from ...engine.value.concentration import concentration

        self.env["customer.profitability"].check_access("read")
        query = SQL(
            """
            WITH %(customers)s
            SELECT array_agg(partner_id), array_agg((revenue * %(parts)s)::int8),
                   array_agg((cm3 * %(parts)s)::int8)
              FROM customer
            """,
            customers=self._sql_customers(runs),
            parts=PARTS,
        )
        [(partners, *columns)] = self.env.execute_query(query)
        return [concentration(partners or [], column or [])[0] for column in columns]

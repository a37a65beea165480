from odoo import api, models
from odoo.exceptions import AccessError, UserError

from .customer_profitability_period_columns import in_units


class CustomerProfitabilityPeriod(models.Model):
    """The tables behind the whale curve and the quadrant, every customer of the reader."""

    _inherit = "customer.profitability.period"

    @api.model
    def _table_of_page(self, page, domain, choices):
        """Columns and rows of a page.

        :param page: ``whale-curve`` or ``customer-quadrant``
        :return: ([{"label", "type"}], [row]), in the order of the page
        """
        tables = {
            "whale-curve": self._table_of_whale_curve,
            "customer-quadrant": self._table_of_quadrant,
        }
        if page not in tables:
            raise UserError(self.env._("There is no page %(page)s to save.", page=page))
        if not self.env.user.has_group("base.group_allow_export"):
            raise AccessError(
                self.env._("You may not export. Ask your administrator for the right to do so.")
            )
        return tables[page](domain, choices)

    def _table_of_whale_curve(self, domain, choices):
        from ...engine.value.whale import CustomerProfits, whale_curve

        ranked_by = choices.get("ranked_by", "cm3")
        self._check_whale_choices(ranked_by, "net_revenue")
        _company, columns = self._period_columns(
            domain, {ranked_by, "net_revenue", "partner_id", "tier_id"}
        )
        fields = [
            {"label": self.env._("Rank"), "type": "integer"},
            *self._xlsx_fields("partner_id", "tier_id", ranked_by),
            {"label": self.env._("Cumulative"), "type": "monetary"},
            {"label": self.env._("Cumulative %"), "type": "float"},
            *self._xlsx_fields("net_revenue"),
        ]
        if not len(columns["id"]):
            return fields, []
        curve, _problems = whale_curve(
            CustomerProfits(columns["id"], columns[ranked_by], columns["net_revenue"])
        )
        count, percents = len(curve.customer_ids), curve.cumulative_percents
        rows = zip(
            range(1, count + 1),
            *self._customer_names(
                columns["partner_id"][curve.order], columns["tier_id"][curve.order]
            ),
            in_units(curve.profits),
            in_units(curve.cumulative_profits),
            [""] * count if percents is None else percents.tolist(),
            in_units(columns["net_revenue"][curve.order]),
            strict=True,
        )
        return fields, list(rows)

    def _table_of_quadrant(self, domain, choices):
        import numpy as np

        from .customer_profitability_quadrant import typed_split

        company_sudo, own, columns = self._columns_to_place(domain)
        fields = self._xlsx_fields(
            *("partner_id", "tier_id", "net_revenue", "cm1", "cm1_percent"),
            *("cost_to_serve", "cost_to_serve_percent", "cm3"),
        )
        value = self.env["customer.value"]
        fields += [
            {"label": value._fields[name]._description_string(self.env), "type": "char"}
            for name in ("quadrant", "action")
        ]
        if not company_sudo:
            return fields, []
        split = typed_split(self.env, choices.get("split"))
        places = self._place_company(company_sudo, columns, split)
        mine = np.flatnonzero(np.isin(columns["id"], own))
        mine = mine[np.argsort(-columns["net_revenue"][mine], kind="stable")]
        told = self._with_actions(company_sudo, columns, places, mine)
        rows = zip(
            *self._customer_names(told["partner_id"], told["tier_id"]),
            in_units(told["net_revenue"]),
            in_units(told["cm1"]),
            _percents(told["margin_percent"]),
            in_units(told["cm1"] - told["cm3"]),
            _percents(told["service_percent"]),
            in_units(told["cm3"]),
            self._xlsx_labels("quadrant", told["quadrant"]),
            self._xlsx_labels("action", told["action"]),
            strict=True,
        )
        return fields, list(rows)

    # ------------------------------------------------------------------ parts of a table

    def _xlsx_fields(self, *names):
        return [
            {
                "label": self._fields[name]._description_string(self.env),
                "type": self._fields[name].type,
            }
            for name in names
        ]

    def _xlsx_labels(self, name, codes):
        field = self.env["customer.value"]._fields[name]
        labels = dict(field._description_selection(self.env))
        return [labels.get(code, "") for code in codes.tolist()]


def _percents(values):
    """Percentages; empty where there are none."""
    return ["" if value != value else value for value in values.tolist()]

from odoo import api, models

COST_COMODELS = {
    "cost_customer_id": "res.partner",
    "cost_category_id": "customer.cost.category",
    "cost_request_id": "customer.cost.request",
}


class AccountTax(models.Model):
    """Door: tax that is a cost belongs to customer, category and request of its base line."""

    _inherit = "account.tax"

    def _prepare_base_line_for_taxes_computation(self, record, **kwargs):
        return {
            **super()._prepare_base_line_for_taxes_computation(record, **kwargs),
            **self._cost_of_record(record, kwargs),
        }

    def _prepare_tax_line_for_taxes_computation(self, record, **kwargs):
        return {
            **super()._prepare_tax_line_for_taxes_computation(record, **kwargs),
            **self._cost_of_record(record, kwargs),
        }

    @api.model
    def _prepare_base_line_grouping_key(self, base_line):
        key = super()._prepare_base_line_grouping_key(base_line)
        return {**key, **{name: base_line[name].id for name in COST_COMODELS}}

    @api.model
    def _prepare_base_line_tax_repartition_grouping_key(
        self, base_line, base_line_grouping_key, tax_data, tax_rep_data
    ):
        """Recoverable tax is nobody's cost and stays one line; the rest goes with its base."""
        key = super()._prepare_base_line_tax_repartition_grouping_key(
            base_line, base_line_grouping_key, tax_data, tax_rep_data
        )
        account = tax_rep_data["account"]
        if account and account.internal_group not in ("income", "expense"):
            key.update(dict.fromkeys(COST_COMODELS, False))
        return key

    @api.model
    def _prepare_tax_line_repartition_grouping_key(self, tax_line):
        key = super()._prepare_tax_line_repartition_grouping_key(tax_line)
        return {**key, **{name: tax_line[name].id for name in COST_COMODELS}}

    def _cost_of_record(self, record, kwargs):
        return {
            name: self._get_base_line_field_value_from_record(
                record, name, kwargs, self.env[comodel]
            )
            for name, comodel in COST_COMODELS.items()
        }

from contextlib import contextmanager

from odoo import models

from .account_move_line import COST_FIELDS
from .account_move_line_request import REQUEST_FIELD

CARRIED_FIELDS = (*COST_FIELDS, REQUEST_FIELD)
TOTAL_TYPES = ("non_deductible_product_total", "non_deductible_tax")
PRIVATE_PART_TYPES = ("non_deductible_product", *TOTAL_TYPES)


class AccountMove(models.Model):
    """Door: the private part of a bill, which Odoo books as lines of its own."""

    _inherit = "account.move"

    @contextmanager
    def _sync_dynamic_lines(self, container):
        with super()._sync_dynamic_lines(container):
            yield
        container["records"].filtered(lambda m: m.state == "draft")._sync_private_part_costs()

    def _sync_private_part_costs(self):
        """Let the lines of the private part follow the lines that they are a part of."""
        for part in self.line_ids.filtered(lambda line: line.display_type in PRIVATE_PART_TYPES):
            costs = part._private_part_costs()
            if any(part[name].id != costs[name] for name in CARRIED_FIELDS):
                part._set_private_part_costs(costs)


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    def _private_parts_of_entries(self):
        """The private-part lines of the entries of these items."""
        return self.search(
            [("move_id", "in", self.move_id.ids), ("display_type", "in", PRIVATE_PART_TYPES)]
        )

    def _private_part_costs(self):
        """Customer, category and request of the lines it is a part of, where they agree."""
        self.ensure_one()
        bases = self.move_id.line_ids.filtered(
            lambda line: line.display_type == "product" and line.deductible_amount < 100
        )
        if self.display_type not in TOTAL_TYPES:
            bases = bases.filtered(
                lambda line: line.account_id == self.account_id and line.name == self.name
            )
        return {
            name: bases[name].id if len({base[name] for base in bases}) == 1 else False
            for name in CARRIED_FIELDS
        }

    def _set_private_part_costs(self, costs):
        if self.parent_state == "posted":
            self._store_cost({name: value or None for name, value in costs.items()})
        else:
            self.write(costs)

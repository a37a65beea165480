from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL


class CustomerCostGiftPurchase(models.Model):
    """Which journal items may be gifts bought in bulk."""

    _inherit = "customer.cost.gift.purchase"

    def init(self):
        """An item pays for the gifts of one purchase, whoever registers it at the same time."""
        self.env.cr.execute(
            SQL(
                "CREATE UNIQUE INDEX IF NOT EXISTS customer_cost_gift_purchase_item_once "
                "ON customer_cost_gift_purchase_item_rel (move_line_id)"
            )
        )

    @api.constrains("move_line_ids", "company_id", "category_id")
    def _check_items(self):
        for purchase in self:
            # sudo: an item that the user may not read is refused by Odoo's own rules
            items = purchase.sudo().move_line_ids
            for reason in purchase._why_not(items):
                raise ValidationError(reason)
        self._check_items_once()

    def _why_not(self, items):
        """Sentences that say why these items are no gifts of this purchase."""
        words = {"gifts": self.name}
        if len(items.account_id) > 1:
            yield self.env._(
                "%(gifts)s: its journal items are on several accounts. Make a purchase of each.",
                **words,
            )
        for item in items:
            words["item"] = item.display_name
            if item.company_id.root_id != self.company_id:
                yield self.env._("%(gifts)s: %(item)s is of another company.", **words)
            if item.account_id.internal_group != "expense":
                yield self.env._(
                    "%(gifts)s: %(item)s is no cost. Choose the item on the expense account.",
                    **words,
                )
            if item.cost_category_id != self.category_id:
                yield self.env._(
                    "%(gifts)s: %(item)s has another cost category. Give it %(category)s first.",
                    category=self.category_id.name,
                    **words,
                )
            if item.cost_customer_id:
                yield self.env._(
                    "%(gifts)s: %(item)s is already the cost of a customer. Take the customer "
                    "off the item first.",
                    **words,
                )

    def _check_items_once(self):
        """Each item in one purchase.

        Asked by the items of each record and not by its stored links: a link that the index
        above forbids is left out by Odoo without a word.
        """
        pairs = [(each.id, item) for each in self for item in each.sudo().move_line_ids.ids]
        rows = self.env.execute_query(
            SQL(
                """
                SELECT wanted.purchase_id, other.purchase_id
                  FROM unnest(%s::int[], %s::int[]) AS wanted(purchase_id, move_line_id)
                  JOIN customer_cost_gift_purchase_item_rel other USING (move_line_id)
                 WHERE other.purchase_id != wanted.purchase_id
                 LIMIT 1
                """,
                [purchase_id for purchase_id, _item in pairs],
                [item for _purchase_id, item in pairs],
            )
        )
        for purchase_id, other_id in rows:
            ours, other = self.sudo().browse([purchase_id, other_id])
            raise ValidationError(
                self.env._(
                    "%(gifts)s: a journal item of it is already in %(other)s.",
                    gifts=ours.name,
                    other=other.name,
                )
            )

from .correction_common import CorrectionCase


class GiftCase(CorrectionCase):
    """120 boxes of moon cakes for 36,000, bought in March 2026: 300 a box.

    Their bill is on the account of sundry cost and has no customer; the two customers earn
    what :class:`CorrectionCase` says.  *Institute* is a public institution.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bulk = cls.env["customer.cost.category"].create(
            {
                "name": "Gifts, bulk",
                "company_id": cls.company.id,
                "bulk_gifts": True,
                "budget_controlled": True,
                "nature": "gift",
            }
        )
        cls.institute = cls.env["res.partner"].create(
            {
                "name": "Metrology Institute",
                "is_company": True,
                "organisation_kind": "public_institution",
            }
        )
        cls.ann, cls.bob = cls.env["res.partner"].create(
            [
                {"name": "Ann", "parent_id": cls.customer.id},
                {"name": "Bob", "parent_id": cls.other_customer.id},
            ]
        )
        cls.policy = cls.env["customer.cost.policy"].create(
            {"name": "Gifts", "company_id": cls.company.id}
        )
        cls.bill = cls.buy(36000)
        cls.boxes = cls.purchase(cls.bill, 120)

    @classmethod
    def buy(cls, amount, date="2026-03-12", **values):
        """The item of a posted entry on sundry cost."""
        item = {"cost_category_id": cls.bulk.id} | values
        entry = cls.post_entry(date, (cls.sundry, amount, item.items()), (cls.bank, -amount))
        return entry.line_ids.filtered(lambda line: line.account_id == cls.sundry)

    @classmethod
    def purchase(cls, items, quantity, **values):
        return (
            cls.env["customer.cost.gift.purchase"]
            .with_user(cls.cost_accountant)
            .create(
                {
                    "name": "Moon cakes",
                    "company_id": cls.company.id,
                    "category_id": cls.bulk.id,
                    "move_line_ids": items.ids,
                    "quantity": quantity,
                }
                | values
            )
        )

    @classmethod
    def spending_rule(cls, kind, **values):
        rule = cls.env["customer.cost.policy.rule"].create(
            {"policy_id": cls.policy.id, "kind": kind} | values
        )
        rule.action_turn_on()
        return rule

    @classmethod
    def lines(cls, *lines, purchase=None, user=None, **common):
        """Draft lines of (customer or contact, pieces)."""
        values = []
        for partner, quantity in lines:
            recipient = partner if partner.parent_id else partner.browse()
            values.append(
                {
                    "purchase_id": (purchase or cls.boxes).id,
                    "partner_id": partner.commercial_partner_id.id,
                    "recipient_id": recipient.id,
                    "quantity": quantity,
                    "date": "2026-03-20",
                }
                | common
            )
        issues = cls.env["customer.cost.gift.issue"].with_user(user or cls.cost_accountant)
        return issues.create(values)

    @classmethod
    def issue(cls, *lines, **common):
        lines = cls.lines(*lines, **common)
        lines.action_issue()
        return lines

from .results_common import ResultsCase


class ActionCase(ResultsCase):
    """March 2026 of :class:`ResultsCase` is what was before; April is published on demand.

    In April *Own* buys once for 1400 and wages are 100: order handling costs him all of it,
    and he contributes 1300 instead of 690.  *Team* buys nothing and costs nothing.
    """

    @classmethod
    def create_action(cls, user=None, **values):
        """An action for *Own*, expected to bring 12,000 a year."""
        actions = cls.env["customer.cost.action"].with_user(user or cls.controller)
        return actions.create(
            {
                "partner_id": cls.own.id,
                "kind": "reprice",
                "expected_saving": 12000,
                "owner_id": cls.customer_manager.id,
            }
            | values
        )

    @classmethod
    def create_measured(cls, customer, **values):
        """The cost of order handling, of a customer or of all."""
        return cls.create_action(
            partner_id=customer and customer.id,
            measure="cost",
            measured_activity=str(cls.handling.id),
            kind="minimum_order",
            owner_id=cls.cost_accountant.id,
            **values,
        )

    @classmethod
    def post_april(cls):
        cls.post_invoice(cls.own, "2026-04-10", 1400)
        cls.post_entry("2026-04-30", (cls.wages, 100), (cls.bank, -100))

    @classmethod
    def publish_april(cls):
        run = cls.env["customer.cost.run"].create(
            {"company_id": cls.company.id, "date_from": "2026-04-01", "date_to": "2026-04-30"}
        )
        run.action_compute()
        run.with_user(cls.controller).action_publish()
        return run

    def begin(self, action):
        """Agreed and started."""
        action.action_agree()
        action.action_start()
        return action

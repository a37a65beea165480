import json
from copy import deepcopy

from odoo import models
from odoo.tools import SQL

#: Where a frozen model names customers; a place of a correction is (kind, id, …).
PLACES = ("$.attribution[*].customer", "$.gift_issues[*].customer", "$.corrections[*].*[1]")


class CustomerCostRun(models.Model):
    """Customers in frozen models follow a merge, the one thing that is changed there.

    A frozen model is applied again to tell what changed since; a customer who is gone by then
    would be neither found nor stored.  No figure changes, and neither does the fingerprint,
    which is that of the model as it was computed.
    """

    _inherit = "customer.cost.run"

    def _rekey_customers(self, gone, kept):
        """In the frozen models of all runs, one customer takes the place of others.

        :param gone: ids of the customers who are merged away
        :param kept: id of the customer who stays
        """
        # sudo: whoever merges customers need not read runs
        for run_sudo in self.sudo()._runs_that_froze(gone):
            run_sudo._as_engine().snapshot = _with_customer(run_sudo.snapshot, set(gone), kept)

    def _runs_that_froze(self, customers):
        """The runs whose frozen model names one of the customers."""
        self.flush_model(["snapshot"])
        given = json.dumps({"gone": list(customers)})
        named = [
            SQL(
                "jsonb_path_exists(snapshot, %s::jsonpath, %s::jsonb)",
                f"{place} ? (@ == $gone[*])",
                given,
            )
            for place in PLACES
        ]
        rows = self.env.execute_query(
            SQL("SELECT id FROM customer_cost_run WHERE %s", SQL(" OR ").join(named))
        )
        return self.browse(run_id for (run_id,) in rows)


def _with_customer(snapshot, gone, kept):
    """A frozen model with one customer in the place of others."""
    snapshot = deepcopy(snapshot)
    for row in (*snapshot.get("attribution", ()), *snapshot.get("gift_issues", ())):
        if row["customer"] in gone:
            row["customer"] = kept
    for row in snapshot.get("corrections", ()):
        for place in (row["source"], row["target"]):
            if place[0] == "customer" and place[1] in gone:
                place[1] = kept
    return snapshot

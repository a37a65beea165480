from odoo import fields, models

from ..platform.frozen_json import FrozenJson


class CustomerCostRun(models.Model):
    """One company, one period, one version: from the ledger to the customers' profit.

    ==========  =================================================  =====================
    state       meaning                                            who moves it on
    ==========  =================================================  =====================
    draft       may be checked and computed                        cost accountant
    queued      waits for the background job                       the job
    running     is being computed                                  the job
    computed    figures stand, nobody else sees them               controller: publish
    published   managers see it; the version in force              controller: close
    closed      final; the period can never be computed again      nobody
    superseded  replaced by a newer published version              nobody
    failed      stopped; nothing was stored                        cost accountant: again
    ==========  =================================================  =====================

    Simulations end at *computed*: they are never published.
    """

    _name = "customer.cost.run"
    _description = "Customer Cost Run"
    _inherit = ["mail.thread", "customer.cost.root.company", "customer.cost.clock"]
    _order = "date_from desc, version desc, id desc"
    _check_company_auto = True

    date_from = fields.Date(required=True)
    date_to = fields.Date(required=True)
    version = fields.Integer(readonly=True, default=1, copy=False)
    kind = fields.Selection(
        [("actual", "Actual"), ("simulation", "Simulation")], required=True, default="actual"
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("queued", "Queued"),
            ("running", "Running"),
            ("computed", "Computed"),
            ("published", "Published"),
            ("closed", "Closed"),
            ("superseded", "Superseded"),
            ("failed", "Failed"),
        ],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        tracking=True,
    )
    snapshot = FrozenJson(copy=False, help="The cost model in force when the run was computed.")
    problems = fields.Json(
        "Problem list", copy=False, help="What the check of the model and the run found."
    )
    # figures of the whole run, company currency
    ledger_result = fields.Monetary(readonly=True, copy=False, help="P&L of the ledger as posted.")
    contribution = fields.Monetary(readonly=True, copy=False, help="Sum of the customers' CM3.")
    difference = fields.Monetary(
        readonly=True, copy=False, help="Ledger less everything accounted for."
    )
    customer_count = fields.Integer(readonly=True, copy=False)
    reason = fields.Char(copy=False, help="Why it was published in spite of a warning.")
    computed_on = fields.Datetime(readonly=True, copy=False)
    published_on = fields.Datetime(readonly=True, copy=False)
    published_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    note = fields.Char(copy=False)

from odoo import api, fields, models
from odoo.exceptions import UserError


class CustomerCostMaster(models.AbstractModel):
    """What every part of the cost model has: a company, an order, tracked changes.

    A part that a run has used is archived, not deleted: the run's evidence points to it.
    """

    _name = "customer.cost.master"
    _description = "Part of the Customer Cost Model"
    _inherit = ["mail.thread", "customer.cost.import", "customer.cost.root.company"]
    _order = "sequence, id"
    _check_company_auto = True
    # a branch uses the model of its root company
    _check_company_domain = models.check_company_domain_parent_of

    active = fields.Boolean(default=True, tracking=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(
        help="The company whose books this part of the cost model reads, with its branches."
    )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used_in_runs(self):
        for master, runs in self._count_runs().items():
            if runs:
                raise UserError(
                    self.env._(
                        "%(name)s is used in %(runs)s runs. Archive it instead.",
                        name=master.display_name,
                        runs=runs,
                    )
                )

    def _count_runs(self):
        """Number of runs that used each of these records; the run room fills it in."""
        return dict.fromkeys(self, 0)

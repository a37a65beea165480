from odoo import fields, models
from odoo.tools import SQL


class CustomerCostException(models.Model):
    """Whose people depart from the rules: the register by teams, for their managers.

    Who reads which rows: ``security/customer_cost_register_rules.xml``.
    """

    _inherit = "customer.cost.exception"
    _depends = {"hr.employee": ["user_id", "parent_id", "company_id", "active"]}

    team_id = fields.Many2one(
        "res.users",
        "Team of",
        readonly=True,
        help="The manager of who did it, as the employees stand today.",
    )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT register.*, boss.user_id AS team_id
              FROM (%s) register
         LEFT JOIN LATERAL (
                   SELECT manager.user_id
                     FROM hr_employee own JOIN hr_employee manager ON manager.id = own.parent_id
                    WHERE own.user_id = register.user_id
                 ORDER BY own.company_id = register.company_id DESC, own.active DESC, own.id
                    LIMIT 1) boss ON TRUE
            """,
            super()._table_query,
        )

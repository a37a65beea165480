from .results_common import ResultsCase


class AnalyticCase(ResultsCase):
    """March of ResultsCase: order handling costs Own 250, Team 500, Other 250."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan, cls.other_plan = cls.env["account.analytic.plan"].create(
            [{"name": "Customers"}, {"name": "Departments"}]
        )
        cls.relieved, cls.own_account, cls.team_account = cls.create_analytic_accounts(
            cls.company, ("Relieved", False), ("Own", cls.own), ("Team", cls.team)
        )
        cls.column = cls.plan._column_name()

    @classmethod
    def create_analytic_accounts(cls, company, *accounts, plan=None):
        return cls.env["account.analytic.account"].create(
            [
                {
                    "name": name,
                    "partner_id": partner and partner.id,
                    "plan_id": (plan or cls.plan).id,
                    "company_id": company.id,
                }
                for name, partner in accounts
            ]
        )

    def open_wizard(self, run=None, user=None, **values):
        return (
            self.env["customer.cost.analytic.post"]
            .with_user(user or self.controller)
            .create(
                {
                    "run_id": (run or self.run_march).id,
                    "plan_id": self.plan.id,
                    "relieved_account_id": self.relieved.id,
                }
                | values
            )
        )

    def post(self, run=None, **values):
        return self.open_wizard(run, **values).action_post()

    def entries(self, run=None):
        """{analytic account: amount} of the entries of a run."""
        lines = self.env["account.analytic.line"].search(
            [("cost_run_id", "=", (run or self.run_march).id)], order="id"
        )
        return {
            lines[self.column].browse(account).name: amount
            for account, amount in (
                (group[0].id, group[1])
                for group in lines._read_group(
                    [("id", "in", lines.ids)], [self.column], ["amount:sum"]
                )
            )
        }

    def remove(self, run=None, user=None):
        (run or self.run_march).with_user(user or self.controller).action_remove_analytic()

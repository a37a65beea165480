from itertools import combinations

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL, formatLang

from ..masters.customer_cost_account_role_figures import GUESS_MATTERS
from ..masters.profit_and_loss import PROFIT_AND_LOSS
from .pool_rule_overlaps import may_meet, name_same_account, shared_items


class CustomerCostModelCheck(models.AbstractModel):
    """What is wrong with the cost model of a company, before anything is computed.

    Each problem is a dict: ``code`` of the rule, ``severity`` (error, warning, info),
    ``res_model``, ``res_id`` and ``name`` of the record concerned, and ``message``: what is
    wrong and what to do, in the reader's language.  Nothing is written.
    """

    _name = "customer.cost.model.check"
    _description = "Check of the Cost Model"

    @api.model
    def _check(self, company):
        """All problems of the model of a root company, the worst first."""
        company = company.root_id
        checks = (
            self._check_network,
            self._check_drivers,
            self._check_time_zone,
            self._check_accounts,
            self._check_validity,
            self._check_rule_overlaps,
            self._check_guesses,
        )
        problems = [problem for check in checks for problem in check(company)]
        return sorted(problems, key=lambda p: ("error", "warning", "info").index(p["severity"]))

    def _problem(self, code, severity, record, message):
        return {
            "code": code,
            "severity": severity,
            "res_model": record._name,
            "res_id": record.id,
            "name": record.display_name or "",
            "message": message,
        }

    def _period(self):
        """The days a run is checked for, else the last twelve months: (first day, last day)."""
        if period := self.env.context.get("customer_cost_check_period"):
            return period
        today = fields.Date.context_today(self)
        return today - relativedelta(years=1, days=-1), today

    def _sql_items(self, company):
        """Condition on posted items of the period, the company and its branches."""
        return SQL(
            "line.parent_state = 'posted' AND line.company_id IN %s "
            "AND line.date BETWEEN %s AND %s",
            company._with_branches(),
            *self._period(),
        )

    # ------------------------------------------------------------------ pools and activities

    def _check_network(self, company):
        """What the engine says of the network that a run of today would compute."""
        from .problem_messages import problem_message

        run = self._new_run(company)
        snapshot = run._freeze_model()
        records = self._records_by_name(snapshot)
        names = {name: record.name for name, record in records.items()}
        for problem in self._engine_problems(run, snapshot):
            first = problem.subjects[0] if problem.subjects else None
            record = records.get(first, company)
            message = problem_message(self.env, problem, names)
            yield self._problem(problem.code, problem.severity, record, message)

    def _new_run(self, company):
        date_from, date_to = self._period()
        return self.env["customer.cost.run"].new(
            {"company_id": company.id, "date_from": date_from, "date_to": date_to}
        )

    def _engine_problems(self, run, snapshot):
        """Problems of the network; a closed loop is named once, not pair by pair."""
        import numpy as np

        from ...engine.allocate.network import check_network
        from ...engine.allocate.support import RECIPROCAL, SupportPlan, check_support
        from .engine_network import NetworkBuilder

        builder = NetworkBuilder(snapshot, run.company_id.currency_id.name, run._minor_units())
        # volumes are measured by the run: here one customer stands for all, without any
        nobody = np.zeros((1, len(snapshot["drivers"])))
        network = builder.build({}, np.ones(1, np.int64), nobody)
        loops = [
            problem
            for problem in check_support(network.pools, SupportPlan(RECIPROCAL))
            if problem.code == "closed_loop"
        ]
        looping = {pool for problem in loops for pool in problem.subjects}
        rest = [
            problem
            for problem in check_network(network)
            if problem not in loops
            and (problem.code != "cyclic" or not looping.issuperset(problem.subjects))
        ]
        return loops + rest

    def _records_by_name(self, snapshot):
        """The engine's name of each pool, activity and driver -> its record."""
        from .engine_network import activity_name, driver_name, pool_name

        records = {}
        for key, model, name in (
            ("pools", "customer.cost.pool", pool_name),
            ("activities", "customer.cost.activity", activity_name),
            ("drivers", "customer.cost.driver", driver_name),
        ):
            for row in snapshot[key]:
                records[name(row["id"])] = self.env[model].browse(row["id"])
        return records

    def _check_drivers(self, company):
        """Drivers whose app or field has gone since they were saved."""
        for driver in self.env["customer.cost.driver"].search([("company_id", "=", company.id)]):
            try:
                driver._check_source()
            except ValidationError as error:
                yield self._problem("driver_source", "error", driver, str(error))

    # ------------------------------------------------------------------ accounts

    def _check_accounts(self, company):
        """Accounts with items at a time when they have no role."""
        self.env["account.move.line"].flush_model()
        self.env["customer.cost.account.role"].flush_model()
        query = SQL(
            """
            SELECT line.account_id, COUNT(*), SUM(line.balance)
              FROM account_move_line line
              JOIN account_account account ON account.id = line.account_id
             WHERE %(items)s AND %(profit_and_loss)s
               AND NOT EXISTS (
                    SELECT FROM customer_cost_account_role role
                     WHERE role.account_id = line.account_id AND role.active
                       AND role.company_id = %(company)s
                       AND COALESCE(role.date_from, '-infinity') <= line.date
                       AND COALESCE(role.date_to, 'infinity') >= line.date)
          GROUP BY line.account_id ORDER BY line.account_id
            """,
            items=self._sql_items(company),
            profit_and_loss=PROFIT_AND_LOSS,
            company=company.id,
        )
        accounts = self.env["account.account"].with_company(company)
        for account_id, items, amount in self.env.execute_query(query):
            account = accounts.browse(account_id)
            message = self.env._(
                "%(account)s has no account role: %(items)s items, %(amount)s. Give it one under "
                "Account Roles.",
                account=account.display_name,
                items=items,
                amount=self._amount(company, amount),
            )
            yield self._problem("no_role", "error", account, message)

    def _check_guesses(self, company):
        """Guessed roles of accounts that carry more than 1 % of all expense."""
        query = SQL(
            """
            SELECT line.account_id, ABS(SUM(line.balance)),
                   SUM(SUM(line.balance) FILTER (WHERE account.account_type LIKE 'expense%%'))
                   OVER ()
              FROM account_move_line line
              JOIN account_account account ON account.id = line.account_id
             WHERE %s AND %s
          GROUP BY line.account_id
            """,
            self._sql_items(company),
            PROFIT_AND_LOSS,
        )
        rows = self.env.execute_query(query)
        heavy = {row[0]: row[1] for row in rows if row[1] > GUESS_MATTERS * abs(row[2] or 0)}
        roles = self.env["customer.cost.account.role"].search(
            [
                ("company_id", "=", company.id),
                ("confidence", "=", "guess"),
                ("account_id", "in", list(heavy)),
            ]
        )
        for role in roles:
            message = self.env._(
                "%(role)s is a guess, for %(amount)s. Confirm or change it under Account Roles.",
                role=role.display_name,
                amount=self._amount(company, heavy[role.account_id.id]),
            )
            yield self._problem("guessed_role", "warning", role, message)

    def _amount(self, company, amount):
        return formatLang(self.env, amount, currency_obj=company.currency_id)

    # ------------------------------------------------------------------ pool rules

    def _check_rule_overlaps(self, company):
        """Pairs of rules that catch the same items, or would catch the same account."""
        rules = self.env["customer.cost.pool.rule"].search(
            [("company_id", "=", company.id), ("pool_id.active", "=", True)]
        )
        caught = shared_items(rules, *self._period())
        for first, second in combinations(rules, 2):
            if not may_meet(first, second):
                continue
            items, amount = caught.get((first.id, second.id), (0, 0.0))
            tied = first.sequence == second.sequence
            if items or (tied and name_same_account(first, second)):
                yield self._overlap(first, second, items, self._amount(company, amount))

    def _overlap(self, first, second, items, amount):
        words = {"first": first.display_name, "second": second.display_name}
        words |= {"items": items, "amount": amount}
        if first.sequence == second.sequence:
            message = self.env._(
                "%(first)s and %(second)s catch the same accounts (%(items)s items, "
                "%(amount)s) and neither comes first. Change the order or a condition.",
                **words,
            )
            return self._problem("rule_overlap", "error", second, message)
        message = self.env._(
            "%(first)s takes %(items)s items, %(amount)s, before %(second)s.", **words
        )
        return self._problem("rule_order", "info", second, message)

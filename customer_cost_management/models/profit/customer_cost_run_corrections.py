from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..run.customer_cost_run_guard import ENGINE, ENGINE_KEY
from .correction_messages import correction_message

#: States in which the next computed version uses a correction.
IN_FORCE = ("approved", "applied")
#: Destinations of a cost that is with its customer.
WITH_CUSTOMER = ("direct", "cost_of_sales")


class CustomerCostRun(models.Model):
    """Corrections of where a cost went, applied after the capture.

    Each becomes two captured rows on the account it names, one taking and one giving, that add
    up to zero: the books, every account and the reconciliation stay as they are.  The run
    freezes what it applied in its snapshot, as ``corrections``.
    """

    _inherit = "customer.cost.run"

    def _freeze_model(self):
        snapshot = super()._freeze_model()
        bulk = [("company_id", "=", self.company_id.id), ("bulk_gifts", "=", True)]
        categories = self.env["customer.cost.category"].with_context(active_test=False)
        return snapshot | {
            "bulk_gift_categories": categories.search(bulk).ids,
            "corrections": [self._freeze_correction(memo) for memo in self._corrections_in_force()],
        }

    def _corrections_in_force(self):
        """Approved corrections of the company and the period."""
        return self.env["customer.cost.memo"].search(
            [
                ("kind", "=", "correction"),
                ("state", "in", IN_FORCE),
                ("company_id", "=", self.company_id.id),
                ("date", ">=", self.date_from),
                ("date", "<=", self.date_to),
            ],
            order="id",
        )

    def _covers(self, memo):
        """Whether a memo cost or correction belongs to this company and period."""
        return memo.company_id == self.company_id and self.date_from <= memo.date <= self.date_to

    def _freeze_correction(self, memo):
        return {
            "id": memo.id,
            "reason": memo.reason,
            "date": str(memo.date),
            "amount": round(memo.amount * self._minor_units()),
            "category": memo.category_id.id or 0,
            "source": list(memo._source()),
            "target": list(memo._target()),
            "approved_by": memo.approved_by_id.id,
            "approved_on": str(memo.approved_on),
        }

    # ------------------------------------------------------------------ applying

    def _capture(self):
        super()._capture()
        self._set_gifts_apart()
        corrections = self.snapshot.get("corrections", [])
        if not corrections:
            return
        memos = self.env["customer.cost.memo"].browse(row["id"] for row in corrections)
        self._check_moves(memos, [self._engine_move(row) for row in corrections])
        self.env["customer.cost.capture"].create(
            [vals for row in corrections for vals in self._prepare_correction_rows(row)]
        )
        self.env.flush_all()
        if self.kind == "actual":
            memos = memos.filtered(lambda memo: memo.state == "approved")
            memos.with_context(**{ENGINE_KEY: ENGINE}).write({"state": "applied"})

    def _set_gifts_apart(self):
        """Gifts bought in bulk that nobody has got yet are neither pool cost nor unassigned."""
        self.env.cr.execute(
            SQL(
                """
                UPDATE customer_cost_capture SET destination = 'gifts', pool_id = NULL
                 WHERE run_id = %s AND partner_id IS NULL AND category_id = ANY(%s)
                   AND destination IN ('pool', 'unassigned')
                """,
                self.id,
                self.snapshot.get("bulk_gift_categories", []),
            )
        )

    def _prepare_correction_rows(self, frozen):
        """The two captured rows of a correction, first the one that takes."""
        move = self._engine_move(frozen)
        return [
            {
                "run_id": self.id,
                "company_id": self.company_id.id,
                "memo_id": frozen["id"],
                "rule": "correction",
                "item_count": 0,
                "date": frozen["date"],
                "name": frozen["reason"],
                "balance": float(self._amount(amount)),
                "gross_balance": 0,
                "refund_balance": 0,
                "invoiced": False,
            }
            | self._prepare_place(place, frozen)
            for place, amount in move.correction().changes.items()
        ]

    def _prepare_place(self, key, frozen):
        place, thing, account_id, _category = key
        role = self.snapshot["roles"].get(str(account_id))
        destination = place
        if place == "customer":
            destination = "cost_of_sales" if role == "cost_of_sales" else "direct"
        return {
            "destination": destination,
            "account_id": account_id,
            "role": role,
            "partner_id": thing if place == "customer" else False,
            "pool_id": thing if place == "pool" else False,
            "category_id": place == "customer" and frozen["category"] or False,
        }

    def _engine_move(self, frozen):
        from ...engine.capture.moves import Move

        source, target = tuple(frozen["source"]), tuple(frozen["target"])
        return Move(frozen["id"], source, target, frozen["amount"])

    # ------------------------------------------------------------------ checking

    def _check_corrections(self, memos):
        """Whether what this run captured allows these corrections together, else why not."""
        run_sudo = self.sudo()
        moves = [run_sudo._engine_move(run_sudo._freeze_correction(memo)) for memo in memos]
        run_sudo._check_moves(memos, moves)

    def _check_moves(self, memos, moves):
        from ...engine.capture.moves import check_moves

        problems = [
            *check_moves(self._held_by_place(), moves),
            *self._check_pools_and_accounts(moves),
        ]
        if problems:
            raise UserError(
                "\n".join(correction_message(self, memos, problem) for problem in problems)
            )

    def _check_pools_and_accounts(self, moves):
        """Every named pool takes part in the run, every account has a role in it."""
        from ...engine.problem import Problem

        pools = {pool["id"] for pool in self.snapshot["pools"]}
        for move in moves:
            for place, thing, _account, _category in (move.source, move.target):
                if place == "pool" and thing not in pools:
                    yield Problem("unknown_pool", (move.key,), {"pool": thing})
            account_id = move.source[2]
            if str(account_id) not in self.snapshot["roles"]:
                yield Problem("no_role", (move.key,), {"account": account_id})

    def _held_by_place(self):
        """{place: minor units of cost} that the entries put there, without any correction."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT destination, COALESCE(partner_id, pool_id, 0), account_id,
                       CASE WHEN partner_id IS NULL THEN 0 ELSE COALESCE(category_id, 0) END,
                       (sum(balance) * %s)::bigint
                  FROM customer_cost_capture
                 WHERE run_id = %s AND memo_id IS NULL
                   AND destination IN ('direct', 'cost_of_sales', 'pool', 'gifts', 'unassigned')
              GROUP BY 1, 2, 3, 4
                """,
                self._minor_units(),
                self.id,
            )
        )
        held = {}
        for destination, thing, account_id, category_id, amount in rows:
            place = "customer" if destination in WITH_CUSTOMER else destination
            key = (place, thing, account_id, category_id)
            held[key] = held.get(key, 0) + amount
        return held

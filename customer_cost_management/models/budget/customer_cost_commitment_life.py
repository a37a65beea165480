from collections import defaultdict

from odoo import api, models
from odoo.tools import SQL

from ...engine.budget.availability import COMMITTED, CONSUMED, PENDING, Movement
from ...engine.budget.commitment import APPROVED, ControlledDocument, Part, target
from .customer_cost_commitment_post import AGREED, PART_FIELDS


class CustomerCostCommitment(models.Model):
    """The life of a document: promised, booked, given back."""

    _inherit = "customer.cost.commitment"

    @api.model
    def _release(self, documents):
        """Documents were refused, withdrawn, cancelled, closed or are deleted: what they asked
        for and were promised goes back.  What is booked stays consumed."""
        keys = [(document._name, document.id) for document in documents]
        self._record(keys, [AGREED, PENDING], [])
        self._settle(keys)

    @api.model
    def _consume(self, document, parts, origin=None):
        """Cost was booked for ``document``: these parts and no others are consumed.

        Never refused: the books win.

        :param parts: see :meth:`customer.cost.budget.line._match`, with ``amount``; signed
        :param origin: the document whose commitment they use; ``document`` itself unless told
        """
        origin = origin or document
        asked_for = {"origin_model": origin._name, "origin_id": origin.id}
        rows = self._rows_of(parts, asked_for)
        self._post(document, CONSUMED, rows)
        self._settle([(origin._name, origin.id)])

    @api.model
    def _settle(self, documents):
        """Commit of these documents what is agreed and not yet booked, no more and no less."""
        self._take_turns(documents)
        agreed = defaultdict(list)
        for movement in self._recorded(documents, [AGREED]):
            agreed[movement.source[:2]].append(movement)
        booked = defaultdict(list)
        at_origin = 2 + PART_FIELDS.index("origin_model")
        for movement in self._recorded(documents, [CONSUMED], of_origin=True):
            booked[movement.source[at_origin : at_origin + 2]].append(movement)
        expected = self._expected(list(agreed))
        targets = []
        for document, movements in agreed.items():
            controlled = ControlledDocument(
                document,
                APPROVED,
                _parts(movements),
                _parts(booked[document]),
                _expected_parts(movements, expected.get(document, {})),
            )
            targets += [
                Movement(
                    (*document, *(None,) * len(PART_FIELDS)), m.line, m.period, m.kind, m.amount
                )
                for m in target(controlled).movements
                if m.kind == COMMITTED
            ]
        self._record(documents, [COMMITTED], targets)

    @api.model
    def _take_turns(self, documents):
        """Of two who settle a document at once, such as two bills of one request, the second fails
        to serialise, is run again by Odoo and counts what the first has booked: a row that both
        write sees to that, without changing it.  In the order of ids, so that none waits for the
        other."""
        by_model = defaultdict(list)
        for model, res_id in documents:
            by_model[model].append(res_id)
        for model in sorted(by_model):
            self.env[model].flush_model(["write_date"])
            self.env.cr.execute(
                SQL(
                    """
                    WITH locked AS MATERIALIZED (
                        SELECT id FROM %(table)s WHERE id = ANY(%(ids)s)
                      ORDER BY id FOR NO KEY UPDATE
                    )
                    UPDATE %(table)s document SET write_date = document.write_date
                      FROM locked WHERE locked.id = document.id
                    """,
                    table=SQL.identifier(self.env[model]._table),
                    ids=by_model[model],
                )
            )


def _parts(movements):
    return tuple(Part(m.line, m.period, m.amount) for m in movements)


def _expected_parts(movements, amounts):
    """Expected cost on the line that has the money for its customer, else on the first one."""
    of_customer = {
        movement.source[2 + PART_FIELDS.index("partner_id")]: movement
        for movement in reversed(movements)
    }
    return tuple(
        Part(movement.line, movement.period, amount)
        for customer, amount in amounts.items()
        for movement in [of_customer.get(customer, movements[0])]
    )

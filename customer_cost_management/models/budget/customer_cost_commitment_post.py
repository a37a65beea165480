from collections import defaultdict

from odoo import api, fields, models
from odoo.tools import SQL

from ...engine.budget.availability import Movement
from ...engine.budget.commitment import movements_to_record
from .budget_guard import as_ledger
from .budget_money import major, minor, month_number, month_start

AGREED = "agreed"
#: Fields of a movement that tell, with the document, whose movement it is.
PART_FIELDS = (
    "origin_model",
    "origin_id",
    "partner_id",
    "category_id",
    "unplanned",
    "prior_year",
)


class CustomerCostCommitment(models.Model):
    """What documents hold of budgets, brought to what they should hold."""

    _inherit = "customer.cost.commitment"

    @api.model
    def _post(self, document, kind, rows):
        """Let ``document`` hold exactly ``rows`` of this kind; what is there already stays.

        :param document: one record of any model
        :param kind: one of ``MOVEMENT_KINDS``
        :param rows: dicts with ``line_id``, ``date``, ``amount`` (company currency, positive in
            the sense of the kind), and any of ``PART_FIELDS``
        """
        document.ensure_one()
        self._record([(document._name, document.id)], [kind], self._movements(document, kind, rows))

    @api.model
    def _movements(self, document, kind, rows):
        """Rows as movements of the engine; periods are months since year 0."""
        currencies = self._currencies_of({row["line_id"] for row in rows})
        return [
            Movement(
                (document._name, document.id, *(row.get(name) or None for name in PART_FIELDS)),
                row["line_id"],
                month_number(fields.Date.to_date(row["date"])),
                kind,
                minor(row["amount"], currencies[row["line_id"]]),
            )
            for row in rows
        ]

    @api.model
    def _currencies_of(self, line_ids):
        # sudo: money is counted in the company's currency whoever may read the line
        lines_sudo = self.env["customer.cost.budget.line"].sudo().browse(line_ids)
        return {line.id: line.currency_id for line in lines_sudo}

    @api.model
    def _record(self, documents, kinds, movements):
        """Write what is missing so that these documents hold exactly these movements.

        One query reads, one statement writes, however many documents there are.

        :param documents: [(model, id)]
        :param kinds: the kinds that are settled; others stay as they are
        :param movements: of the engine; their source is (model, id, *PART_FIELDS)
        """
        recorded = self._recorded(documents, kinds)
        missing = movements_to_record(movements, recorded)
        currencies = self._currencies_of({movement.line for movement in missing})
        names = self._names_of({movement.source[:2] for movement in missing})
        # sudo: who moves a document moves its budget, and need not be able to read it
        as_ledger(self.sudo()).create(
            [
                {
                    "res_model": movement.source[0],
                    "res_id": movement.source[1],
                    "name": names.get(movement.source[:2]),
                    **dict(zip(PART_FIELDS, movement.source[2:], strict=True)),
                    "line_id": movement.line,
                    "month": month_start(movement.period),
                    "kind": movement.kind,
                    "amount": major(movement.amount, currencies[movement.line]),
                }
                for movement in missing
            ]
        )
        return missing

    @api.model
    def _recorded(self, documents, kinds, of_origin=False):
        """The movements that documents hold of some kinds, added up by key.

        :param of_origin: those that use the documents' commitments, instead of their own
        """
        if not documents:
            return []
        self.flush_model()
        by_model = defaultdict(list)
        for model, res_id in documents:
            by_model[model].append(res_id)
        of, reference = ("origin_model", "origin_id") if of_origin else ("res_model", "res_id")
        condition = SQL(" OR ").join(
            SQL(
                "%s = %s AND %s = ANY(%s)",
                SQL.identifier(of),
                model,
                SQL.identifier(reference),
                ids,
            )
            for model, ids in by_model.items()
        )
        keys = SQL(", ").join(SQL.identifier(name) for name in PART_FIELDS)
        rows = self.env.execute_query(
            SQL(
                """SELECT res_model, res_id, %(keys)s, line_id, month, kind, sum(amount)
                     FROM customer_cost_commitment
                    WHERE (%(condition)s) AND kind = ANY(%(kinds)s)
                 GROUP BY res_model, res_id, %(keys)s, line_id, month, kind
                   HAVING sum(amount) != 0""",
                keys=keys,
                condition=condition,
                kinds=list(kinds),
            )
        )
        currencies = self._currencies_of({row[-4] for row in rows})
        return [
            Movement(
                tuple(value or None for value in source),
                line_id,
                month_number(month),
                kind,
                minor(amount, currencies[line_id]),
            )
            for *source, line_id, month, kind, amount in rows
        ]

    @api.model
    def _names_of(self, documents):
        """{(model, id): its name}, as evidence that outlives the document."""
        by_model = defaultdict(list)
        for model, res_id in documents:
            by_model[model].append(res_id)
        return {
            (model, record.id): record.display_name
            for model, ids in by_model.items()
            # sudo: a name alone, of a document that moves the budget
            for record in self.env[model].sudo().browse(ids).exists()
        }

    @api.model
    def _rows_of(self, parts, more=None):
        """Parts that a line controls, as rows of :meth:`_post`."""
        return self._rows_on(self.env["customer.cost.budget.line"]._match(parts), parts, more)

    @api.model
    def _rows_on(self, lines, parts, more=None):
        """As :meth:`_rows_of`, of parts whose lines were found already; empty ones have no row."""
        return [
            {
                "line_id": line.id,
                "date": part["date"],
                "amount": part["amount"],
                "partner_id": part.get("customer_id"),
                "category_id": part.get("category_id"),
                **(more or {}),
            }
            for part, line in zip(parts, lines, strict=True)
            if line
        ]

import logging

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL, format_date

_logger = logging.getLogger(__name__)

#: What stands where a name stood.
NO_NAME = "–"
#: Rules look back at most a year, and gifts to one person count by calendar year: names are kept
#: longer than any rule asks for them.
LEAST_MONTHS = 13


class ResCompany(models.Model):
    """Door: how long a company keeps the names of who took part."""

    _inherit = "res.company"

    customer_cost_anonymise_months = fields.Integer(
        "Anonymise attendees after months",
        default=36,
        help="0: never. Not less than 13, because rules count what one person got in a year.",
    )

    @api.constrains("customer_cost_anonymise_months")
    def _check_customer_cost_anonymise_months(self):
        for company in self:
            months = company.customer_cost_anonymise_months
            if months and not LEAST_MONTHS <= months <= 1200:
                raise ValidationError(
                    self.env._(
                        "%(company)s: names are removed after %(months)s months. Enter at least "
                        "%(least)s, because rules count gifts over a year, or 0 to keep them.",
                        company=company.name,
                        months=months,
                        least=LEAST_MONTHS,
                    )
                )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    customer_cost_anonymise_months = fields.Integer(
        related="company_id.customer_cost_anonymise_months", readonly=False
    )


class CustomerCostAttendee(models.Model):
    """Names, companies and roles go after a time; sides, numbers and values of gifts stay.

    What is removed cannot be found again, so gifts to one person no longer add up over such
    documents.  No rule asks for that: they look back a year, and names stay longer.
    """

    _inherit = "customer.cost.attendee"

    anonymised_on = fields.Date(readonly=True, copy=False)
    anonymised_after = fields.Integer("Anonymised after months", readonly=True, copy=False)

    @api.model
    def _cron_anonymise(self):
        """Nightly; a few statements a company, however many names there are."""
        today = fields.Date.context_today(self)
        for company in self.env["res.company"].search(
            [("customer_cost_anonymise_months", ">", 0)], order="id"
        ):
            self._anonymise(company, today)

    @api.model
    def _anonymise(self, company, today):
        months = company.customer_cost_anonymise_months
        last = fields.Date.subtract(today, months=months)
        self.env.flush_all()
        found = self.env.execute_query(self._sql_anonymise(company, today, last))
        gifts = self.env.execute_query(self._sql_anonymise_gifts(company, today, last))
        requests = {request for request, _expense in found if request}
        expenses = {expense for _request, expense in found if expense}
        for table, ids in (
            ("customer_cost_request", requests),
            ("hr_expense", expenses),
            ("customer_cost_gift_issue", {gift for [gift] in gifts}),
            ("customer_cost_bill", self._bills_of(requests)),
        ):
            self.env.cr.execute(_sql_forget_subjects(table, list(ids)))
        self.env.invalidate_all()
        words = self._words_of(company, today, months)
        for model, ids in (("customer.cost.request", requests), ("hr.expense", expenses)):
            self.env[model].browse(ids)._message_log_batch(bodies=dict.fromkeys(ids, words))
        _logger.info(
            "%s: names of %s attendees and %s recipients removed",
            company.name,
            len(found),
            len(gifts),
        )

    @api.model
    def _bills_of(self, requests):
        """Ids of bills that were judged by who took part in these requests."""
        return (
            self.env["customer.cost.bill"].search([("cost_request_id", "in", list(requests))]).ids
        )

    @api.model
    def _words_of(self, company, day, months):
        return self.env._(
            "Names removed on %(day)s (%(months)s months).",
            day=format_date(self.env, day),
            months=months,
        )

    @api.model
    def _sql_anonymise(self, company, today, last):
        """Who was an official stays one."""
        return SQL(
            """
            UPDATE customer_cost_attendee attendee
               SET name = %(no_name)s, partner_id = NULL, user_id = NULL, role = NULL,
                   anonymised_on = %(today)s, anonymised_after = %(months)s,
                   side = CASE WHEN side != 'ours' AND (
                                    SELECT is_public_official FROM res_partner
                                     WHERE id = attendee.partner_id)
                               THEN 'official' ELSE side END
             WHERE anonymised_on IS NULL AND company_id = %(company)s
               AND COALESCE((SELECT date FROM customer_cost_request WHERE id = attendee.request_id),
                            (SELECT date FROM hr_expense WHERE id = attendee.expense_id))
                   < %(last)s
         RETURNING request_id, expense_id
            """,
            no_name=NO_NAME,
            today=today,
            months=company.customer_cost_anonymise_months,
            company=company.id,
            last=last,
        )

    @api.model
    def _sql_anonymise_gifts(self, company, today, last):
        return SQL(
            """
            UPDATE customer_cost_gift_issue issue
               SET recipient_id = NULL, recipient_name = NULL, anonymised_on = %(today)s,
                   is_official = is_official IS TRUE OR COALESCE((
                       SELECT is_public_official FROM res_partner
                        WHERE id = issue.recipient_id), FALSE)
             WHERE anonymised_on IS NULL AND company_id = %(company)s AND date < %(last)s
               AND (recipient_id IS NOT NULL OR recipient_name IS NOT NULL)
         RETURNING id
            """,
            today=today,
            company=company.id,
            last=last,
        )


def _sql_forget_subjects(table, ids):
    """Findings name the person they are about by a key; their words do not."""
    return SQL(
        """
        UPDATE %(table)s SET findings_found = (
               SELECT jsonb_agg(finding || '{"subjects": []}' ORDER BY place)
                 FROM jsonb_array_elements(findings_found) WITH ORDINALITY f(finding, place))
         WHERE id = ANY(%(ids)s) AND jsonb_typeof(findings_found) = 'array'
           AND findings_found != '[]'
        """,
        table=SQL.identifier(table),
        ids=ids,
    )


class CustomerCostRequest(models.Model):
    _inherit = "customer.cost.request"

    anonymised_words = fields.Char(compute="_compute_anonymised_words")

    @api.depends("attendee_ids.anonymised_on")
    @api.depends_context("lang")
    def _compute_anonymised_words(self):
        for request in self:
            [gone] = request.attendee_ids.filtered("anonymised_on")[:1] or [None]
            request.anonymised_words = gone and gone._words_of(
                request.company_id, gone.anonymised_on, gone.anonymised_after
            )

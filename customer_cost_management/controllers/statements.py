import io
import zipfile

from odoo import http
from odoo.http import content_disposition, request
from odoo.tools.osutil import clean_filename

from ..report.customer_profitability_print import LARGEST

MODELS = {
    "month": "customer.profitability",
    "year": "customer.profitability.year",
    "period": "customer.profitability.period",
}
PDF = "application/pdf"
ZIP = "application/zip"


class Statements(http.Controller):
    """Several statements at once: one PDF each, in a ZIP; of a period also a single one."""

    @http.route(
        "/customer_cost_management/statements/<string:kind>/<string:ids>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def statements(self, kind, ids, **chosen):
        """
        :param chosen: of a period ``period`` and ``estimate`` as in its address, and the
            ``companies`` that the reader works in
        """
        if kind not in MODELS:
            raise request.not_found()
        # rights and record rules of the reader decide what he gets
        rows = (
            request.env[MODELS[kind]]
            .with_context(**self._context(chosen))
            .search([("id", "in", self._numbers(ids))], limit=LARGEST)
        )
        if not rows:
            raise request.not_found()
        if kind == "period" and len(rows) == 1:
            name = f"{clean_filename(rows._print_name())}.pdf"
            return self._answer(self._pdf(rows), PDF, name)
        return self._answer(self._zip(rows), ZIP, "statements.zip")

    def _context(self, chosen):
        context = {f"customer_cost_{name}": chosen.get(name) for name in ("period", "estimate")}
        companies = self._numbers(chosen.get("companies") or "")
        return context | ({"allowed_company_ids": companies} if companies else {})

    def _numbers(self, text):
        return [int(each) for each in text.split(",") if each.isdigit()]

    def _answer(self, content, content_type, name):
        return request.make_response(
            content,
            headers=[
                ("Content-Type", content_type),
                ("Content-Length", len(content)),
                ("Content-Disposition", content_disposition(name)),
            ],
        )

    def _pdf(self, row):
        # with the rows' context: it says of which period they are
        reports = row.env["ir.actions.report"]
        return reports._render_qweb_pdf(row._statement_report(), row.ids)[0]

    def _zip(self, rows):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for row in rows:
                name = f"{clean_filename(row._print_name())} {row.id}.pdf"
                archive.writestr(name, self._pdf(row))
        return buffer.getvalue()

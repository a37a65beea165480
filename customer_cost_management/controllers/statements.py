import io
import zipfile

from odoo import http
from odoo.http import content_disposition, request
from odoo.tools.osutil import clean_filename

from ..report.customer_profitability_print import LARGEST

MODELS = {"month": "customer.profitability", "year": "customer.profitability.year"}


class Statements(http.Controller):
    """Several statements at once: one PDF each, in a ZIP."""

    @http.route(
        "/customer_cost_management/statements/<string:kind>/<string:ids>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def statements(self, kind, ids):
        if kind not in MODELS:
            raise request.not_found()
        # rights and record rules of the reader decide what he gets
        rows = request.env[MODELS[kind]].search(
            [("id", "in", [int(each) for each in ids.split(",") if each.isdigit()])],
            limit=LARGEST,
        )
        if not rows:
            raise request.not_found()
        content = self._zip(rows)
        return request.make_response(
            content,
            headers=[
                ("Content-Type", "application/zip"),
                ("Content-Length", len(content)),
                ("Content-Disposition", content_disposition("statements.zip")),
            ],
        )

    def _zip(self, rows):
        reports = request.env["ir.actions.report"]
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for row in rows:
                pdf, _kind = reports._render_qweb_pdf(row._statement_report(), row.ids)
                archive.writestr(f"{clean_filename(row._print_name())} {row.id}.pdf", pdf)
        return buffer.getvalue()

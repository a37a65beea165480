import json

from odoo.http import Controller, content_disposition, request, route

from odoo.addons.web.controllers.export import ExportXlsxWriter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class CustomerChartExport(Controller):
    """The table behind a chart page as a spreadsheet, full figures."""

    @route(
        "/customer_cost/<string:page>.xlsx",
        type="http",
        auth="user",
        methods=["POST"],
        readonly=True,
    )
    def save(self, page, domain, choices="{}", context="{}"):
        """The rows of a page that the reader may see.

        :param domain: JSON, of the customers
        :param choices: JSON, what the reader chose on the page
        :param context: JSON, the period that the reader chose
        """
        period = request.env["customer.profitability.period"].with_context(**json.loads(context))
        fields, rows = period._table_of_page(page, json.loads(domain), json.loads(choices))
        with ExportXlsxWriter(fields, [field["label"] for field in fields], len(rows)) as writer:
            for number, row in enumerate(rows, 1):
                for column, value in enumerate(row):
                    writer.write_cell(number, column, value)
        return request.make_response(
            writer.value,
            headers=[
                ("Content-Disposition", content_disposition(f"{page}.xlsx")),
                ("Content-Type", XLSX),
            ],
        )

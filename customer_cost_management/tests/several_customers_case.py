from odoo import Command, fields

from .bill_case import BillCase
from .run_common import CustomerCostRunCommon


class SeveralCustomersCase(BillCase, CustomerCostRunCommon):
    """Three customers with a budget of 400 each; requests of 100 for them by 2 : 1 : 1."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.third = cls.env["res.partner"].create({"name": "Zinc Ltd", "is_company": True})
        cls.customers = cls.customer | cls.other_customer | cls.third
        second = cls.create_user("second_controller", "group_controller")
        year = fields.Date.start_of(cls.day(), "year")
        budget = cls.env["customer.cost.budget"].create(
            {
                "name": "Care",
                "company_id": cls.company.id,
                "window": "year",
                "owner_id": cls.controller.id,
                "date_from": year,
                "date_to": fields.Date.end_of(year, "year"),
                "total": 1200,
                "line_ids": [
                    Command.create({"planned": 400, "partner_id": customer.id})
                    for customer in cls.customers
                ],
            }
        )
        budget.with_user(cls.controller).action_submit()
        budget.with_user(second).action_approve()
        cls.lines = budget.line_ids.sorted(lambda line: cls.customers.ids.index(line.partner_id.id))

    def several(self, weights=(2, 1, 1), **values):
        splits = [
            Command.create({"partner_id": customer.id, "weight": weight})
            for customer, weight in zip(self.customers, weights, strict=True)
        ]
        return self.request(split_ids=splits, **({"date": self.day()} | values))

    def approved(self, **values):
        request = self.several(**values)
        request.action_submit()
        self.decide(request, self.waits_for(request)[:1])
        return request

    def of_lines(self, name):
        figures = self.lines._availability()
        return [getattr(figures[line], name) for line in self.lines]

    def costs(self, entry):
        items = entry.line_ids.filtered("cost_request_id").grouped("cost_customer_id")
        return [sum(items.get(c, entry.line_ids[:0]).mapped("balance")) for c in self.customers]

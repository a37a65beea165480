"""Drivers that a first cost model may use: ordinary rows of ``customer.cost.driver``.

Whatever needs another app names it; where the app is missing the driver is not offered.
"""

from dataclasses import replace

from odoo.tools import LazyTranslate

from .setup_driver_seed import DriverSeed

_lt = LazyTranslate(__name__)

_SALE = ("sale.order", "date_order", "partner_id", "company_id")
_SALE_LINE = ("sale.order.line", "order_id.date_order", "order_id.partner_id", "company_id")
_MEETING = ("calendar.event", "start", "partner_ids", "user_id.company_id")
#: Meetings that were called off are archived.
_TAKEN_PLACE = "[('active', '=', True)]"
_LEAD = ("crm.lead", "create_date", "partner_id", "company_id")
_PICKING = ("stock.picking", "date_done", "partner_id", "company_id")
_MOVE = ("stock.move", "date", "picking_id.partner_id", "company_id")
_HOURS = ("account.analytic.line", "date", "partner_id", "company_id")
#: Of a task that is done: the day it was, as its state is what changed last.
_TASK = ("project.task", "date_last_stage_update", "partner_id", "company_id")
#: Of Odoo Enterprise or of the community: both call it so.
_TICKET = ("helpdesk.ticket", "create_date", "partner_id", "company_id")
_REPAIR = ("repair.order", "schedule_date", "partner_id", "company_id")
_LINE = ("account.move.line", "date", "move_id.partner_id", "company_id")
_DELIVERED = "('state', '=', 'done'), ('picking_type_id.code', '=', 'outgoing')"
_WORK_LINE = "('display_type', '=', False), ('is_downpayment', '=', False)"
_INVOICE = "('move_type', '=', 'out_invoice'), ('state', '=', 'posted')"

DRIVERS = {
    seed.code: seed
    for seed in (
        DriverSeed(
            "D-MEETING",
            _lt("Hours of meetings with the customer"),
            _lt("hour"),
            app="calendar",
            source=_MEETING,
            domain=_TAKEN_PLACE,
            kind="sum",
            measure="duration",
        ),
        DriverSeed(
            "D-VISIT",
            _lt("Meetings with the customer"),
            _lt("meeting"),
            app="calendar",
            source=_MEETING,
            domain=_TAKEN_PLACE,
        ),
        DriverSeed(
            "D-CALL", _lt("Calls and meetings done"), _lt("call"), app="mail", kind="activity"
        ),
        DriverSeed("D-QUOTE", _lt("Quotations and orders"), _lt("quotation"), "sale", source=_SALE),
        DriverSeed(
            "D-ORDER",
            _lt("Sales orders"),
            _lt("order"),
            "sale",
            source=_SALE,
            domain="[('state', '=', 'sale')]",
        ),
        DriverSeed(
            "D-QUOTE-LINE",
            _lt("Lines of quotations and orders"),
            _lt("line"),
            "sale",
            source=_SALE_LINE,
            domain=f"[{_WORK_LINE}]",
        ),
        DriverSeed(
            "D-ORDER-LINE",
            _lt("Sales order lines"),
            _lt("line"),
            "sale",
            source=_SALE_LINE,
            domain=f"[('state', '=', 'sale'), {_WORK_LINE}]",
        ),
        DriverSeed(
            "D-LEAD",
            _lt("Opportunities"),
            _lt("opportunity"),
            app="crm",
            source=_LEAD,
            domain="[('type', '=', 'opportunity')]",
            shared=True,
        ),
        DriverSeed(
            "D-DELIVERY",
            _lt("Deliveries"),
            _lt("delivery"),
            app="stock",
            source=_PICKING,
            domain=f"[{_DELIVERED}]",
        ),
        DriverSeed(
            "D-DELIVERY-LINE",
            _lt("Delivery lines"),
            _lt("line"),
            app="stock",
            source=_MOVE,
            domain=f"[{_DELIVERED}]",
        ),
        DriverSeed(
            "D-RETURN",
            _lt("Returned deliveries"),
            _lt("return"),
            app="stock",
            source=_PICKING,
            domain="[('state', '=', 'done'), ('location_id.usage', '=', 'customer')]",
        ),
        DriverSeed(
            "D-HOUR",
            _lt("Timesheet hours"),
            _lt("hour"),
            app="hr_timesheet",
            source=_HOURS,
            domain="[('project_id', '!=', False)]",
            kind="sum",
            measure="unit_amount",
        ),
        DriverSeed(
            "D-TASK",
            _lt("Tasks done"),
            _lt("task"),
            app="project",
            source=_TASK,
            domain="[('state', '=', '1_done')]",
        ),
        DriverSeed(
            "D-REPAIR",
            _lt("Repairs"),
            _lt("repair"),
            app="repair",
            source=_REPAIR,
            domain="[('state', '=', 'done')]",
        ),
        DriverSeed("D-TICKET", _lt("Tickets"), _lt("ticket"), app="helpdesk", source=_TICKET),
        DriverSeed(
            "D-RATING",
            _lt("Ratings given"),
            _lt("rating"),
            app="rating",
            source=("rating.rating", "create_date", "partner_id", ""),
            domain="[('consumed', '=', True)]",
            quality="usage",
            shared=True,
        ),
        DriverSeed(
            "D-EXPENSE",
            _lt("Expenses for the customer"),
            _lt("expense"),
            app="hr_expense",
            source=("hr.expense", "date", "cost_customer_id", "company_id"),
            quality="usage",
        ),
        DriverSeed("D-NEW", _lt("New customers"), _lt("customer"), kind="first", quality="usage"),
        DriverSeed(
            "D-INVOICE",
            _lt("Customer invoices"),
            _lt("invoice"),
            domain=f"[{_INVOICE}]",
            quality="usage",
        ),
        DriverSeed(
            "D-DOCUMENT",
            _lt("Invoices and credit notes"),
            _lt("document"),
            domain="[('move_type', 'in', ('out_invoice', 'out_refund')), ('state', '=', 'posted')]",
        ),
        DriverSeed(
            "D-CREDIT-NOTE",
            _lt("Credit notes for products"),
            _lt("credit note"),
            domain="[('move_type', '=', 'out_refund'), ('state', '=', 'posted'), "
            "('invoice_line_ids.product_id', '!=', False)]",
            quality="usage",
        ),
        DriverSeed(
            "D-LINE",
            _lt("Invoice lines"),
            _lt("line"),
            source=_LINE,
            domain="[('display_type', '=', 'product'), ('parent_state', '=', 'posted'), "
            "('move_id.move_type', '=', 'out_invoice')]",
            quality="usage",
        ),
        DriverSeed("D-OVERDUE", _lt("Invoices not paid when due"), _lt("invoice"), kind="overdue"),
        DriverSeed(
            "D-REVENUE",
            _lt("Net revenue"),
            _lt("revenue"),
            domain="[('move_type', 'in', ('out_invoice', 'out_refund')), ('state', '=', 'posted')]",
            kind="sum",
            measure="amount_untaxed_signed",
            quality="ability",
        ),
        DriverSeed("D-RECEIVABLE", _lt("Average receivable"), _lt("balance"), kind="balance"),
        DriverSeed(
            "D-ACTIVE", _lt("Active customers"), _lt("customer"), kind="active", quality="usage"
        ),
    )
}


def prefer(pools, better):
    """The pools with better drivers, which are tried before those that there are.

    :param better: {code of an activity: Wanted}; one with the same driver takes its place
    """

    def improved(activity):
        first = better.get(activity.code)
        others = (each for each in activity.drivers if first and each.driver != first.driver)
        return replace(activity, drivers=(first, *others)) if first else activity

    return {
        code: replace(pool, activities=tuple(map(improved, pool.activities)))
        for code, pool in pools.items()
    }

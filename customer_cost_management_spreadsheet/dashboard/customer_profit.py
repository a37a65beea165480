"""The dashboard *Customer Profit*, which Odoo wants as one large JSON file.

``python -m dashboard.customer_profit > data/files/customer_profit_dashboard.json`` in the addon's
folder writes it; a test compares.
Every figure is read by the reader's own rights.  Amounts of single customers come from the last
12 published months, which are kept summed up; the others follow the period.  Budgets have no
salesperson.
"""

import json
import sys

from .parts import (
    LOCALE,
    PERIOD,
    SALESPERSON,
    TIER,
    bars,
    link,
    listing,
    matching,
    menu,
    menu_link,
    pivot,
    scorecard,
    sheet,
)

STATEMENT = "customer.profitability"
YEAR = "customer.profitability.year"
ROLLUP = "customer.cost.rollup"
BUDGET = "customer.cost.budget.analysis"
PUBLISHED = [["run_state", "in", ["published", "closed"]]]
LAST_YEAR = [["window_kind", "=", "last_twelve"]]
LOSSES = [*LAST_YEAR, ["earning", "=", "loss"]]

FILTERS = [
    {"id": PERIOD, "type": "date", "label": "Period", "defaultValue": "last_12_months"},
    {
        "id": SALESPERSON,
        "type": "relation",
        "label": "Salesperson",
        "modelName": "res.users",
        "defaultValueDisplayNames": [],
    },
    {
        "id": TIER,
        "type": "relation",
        "label": "Tier",
        "modelName": "customer.cost.tier",
        "defaultValueDisplayNames": [],
    },
]
#: Rows and columns of the sheet in pixels, where they differ from 23 and 96.
HIGH_ROWS = {6: 40, 20: 40, 34: 40, 47: 40, **dict.fromkeys(range(35, 46), 28)}
HIGH_ROWS |= dict.fromkeys(range(21, 34), 38)
WIDE_COLUMNS = {0: 270, 1: 110, 2: 110, 3: 40, 4: 270, 5: 110, 6: 110}
WIDTH = sum(WIDE_COLUMNS.values())
HALF = 490
#: Where the charts begin: below the scorecards, below the first chart, below the lists.
FIRST_CHARTS, SECOND_CHARTS, LAST_CHART = 178, 517, 1422
#: So high that 24 activities are named: where names do not fit, every second one is left out.
ALL_NAMES = 485
STYLES = {
    "1": {"textColor": "#01666b", "bold": True, "fontSize": 16},
    "2": {"textColor": "#434343", "fontSize": 11, "bold": True},
    "3": {"textColor": "#434343", "verticalAlign": "middle"},
    "4": {"textColor": "#434343", "fontSize": 11, "bold": True, "align": "right"},
}
OF_BUDGETS = matching(date="month", salesperson="")
TEAL, RED = 0x9FE0D5, 0xF0B3BC
TOP = 10
#: The pages behind figures and charts; readers without Invoicing find them under Expenses.
MENUS = {
    "net-revenue": "customer_profitability_menu",
    "contribution": "customer_whale_curve_menu",
    "losses": "customer_whale_curve_menu",
    "relationship": "customer_cost_budget_analysis_menu",
    "months": "customer_profitability_menu",
    "activities": "customer_cost_allocation_menu",
    "tiers": "customer_quadrant_menu",
    "budgets": "customer_cost_budget_analysis_menu",
}
#: Of the lists of customers.
COLUMNS = (("partner_id", "Customer"), ("net_revenue", "Net revenue"), ("cm3", "Contribution"))


def customer_cells(number, column, row):
    """Header and ten rows of a list of customers."""
    cells = {}
    for place, (field, label) in enumerate(COLUMNS):
        letter = chr(ord(column) + place)
        cells[f"{letter}{row}"] = f'=ODOO.LIST.HEADER({number},"{field}",_t("{label}"))'
        for position in range(1, TOP + 1):
            cells[f"{letter}{row + position}"] = f'=ODOO.LIST({number},{position},"{field}")'
    return cells


def losses(column, helper):
    """What each of the bottom ten loses, positive: a bar cannot show less than nothing."""
    cells = ((f"{column}{row}", f"{helper}{row}") for row in range(37, 37 + TOP))
    return {shown: f"=IF(ISNUMBER({cell}),MAX(0,-{cell}),0)" for cell, shown in cells}


def front():
    """The sheet that is shown."""
    cells = {
        "A7": link(
            "Contribution by month", STATEMENT, PUBLISHED, "graph pivot list kanban form search"
        ),
        "A21": link("Cost to serve by activity", ROLLUP, PUBLISHED, "pivot graph list kanban"),
        "E21": link("Contribution by tier", STATEMENT, PUBLISHED),
        "A35": link("Top 10 customers, last 12 published months", YEAR, LAST_YEAR),
        "E35": link("Bottom 10 customers, last 12 published months", YEAR, LAST_YEAR),
        "A48": link("Budget used by category, %", BUDGET, [], "pivot graph list kanban search"),
        "F7": menu_link("Whale curve", "customer_whale_curve_menu"),
        **customer_cells(1, "A", 36),
        **customer_cells(2, "E", 36),
        **losses("G", "H"),
    }
    figures = [
        scorecard(2, "net-revenue", "Net revenue"),
        scorecard(3, "contribution", "Contribution"),
        scorecard(4, "losses", "Loss-making customers", "text", "in 12 months"),
        scorecard(5, "relationship", "Relationship cost", "text", "budgeted"),
        bars(
            "months",
            ((0, FIRST_CHARTS), (WIDTH, 290)),
            (STATEMENT, "date:month", "cm3"),
            PUBLISHED,
        ),
        bars(
            "activities",
            ((0, SECOND_CHARTS), (HALF, ALL_NAMES)),
            (ROLLUP, "activity_id", "amount"),
            PUBLISHED,
            horizontal=True,
        ),
        bars(
            "tiers",
            ((WIDTH - HALF, SECOND_CHARTS), (HALF, ALL_NAMES)),
            (STATEMENT, "tier_id", "cm3"),
            PUBLISHED,
        ),
        bars(
            "budgets",
            ((0, LAST_CHART), (WIDTH, 290)),
            (BUDGET, "category_id", "used_percent"),
            [],
            horizontal=True,
            fieldMatching=OF_BUDGETS,
        ),
    ]
    styles = {"A7": 1, "A21": 1, "E21": 1, "A35": 1, "E35": 1, "A48": 1, "A36": 2, "E36": 2}
    styles |= {"F7": 2, "B36:C36": 4, "F36:G36": 4, "A37:G46": 3}
    rules = [
        {
            "id": "best",
            "ranges": ["C37:C46"],
            "rule": {"type": "DataBarRule", "color": TEAL, "rangeValues": "C37:C46"},
        },
        {
            "id": "worst",
            "ranges": ["G37:G46"],
            "rule": {"type": "DataBarRule", "color": RED, "rangeValues": "H37:H46"},
        },
        {
            "id": "negative",
            "ranges": ["C37:C46", "G37:G46"],
            "rule": {
                "type": "CellIsRule",
                "operator": "isLessThan",
                "values": ["0"],
                "style": {"textColor": "#CE4257"},
            },
        },
    ]
    return sheet("Dashboard", cells, styles, figures, rules) | {
        "colNumber": 8,
        "rowNumber": 62,
        "rows": {str(row): {"size": size} for row, size in HIGH_ROWS.items()},
        "cols": {
            **{str(column): {"size": size} for column, size in WIDE_COLUMNS.items()},
            "7": {"isHidden": True},
        },
    }


def data():
    """The sheet behind it: figure and figure to compare with, then both shortened."""
    rows = {
        2: ("Net revenue", '=PIVOT.VALUE(1,"net_revenue")', '=PIVOT.VALUE(2,"net_revenue")'),
        3: ("Contribution", '=PIVOT.VALUE(1,"cm3")', '=PIVOT.VALUE(2,"cm3")'),
        4: ("Loss-making customers", '=PIVOT.VALUE(3,"__count")', '=PIVOT.VALUE(3,"cm3")'),
        5: (
            "Relationship cost",
            '=PIVOT.VALUE(1,"relationship")',
            '=PIVOT.VALUE(4,"revised")',
        ),
    }
    cells = {}
    for row, (label, figure_now, compared) in rows.items():
        cells |= {f"A{row}": f'=_t("{label}")', f"B{row}": figure_now, f"C{row}": compared}
        cells |= {f"D{row}": f"=FORMAT.LARGE.NUMBER(B{row})"}
        cells |= {f"E{row}": f"=FORMAT.LARGE.NUMBER(C{row})"}
    for row in (2, 3):
        # a change in per cent of nothing, or of a loss, is none
        above_zero = f"AND(ISNUMBER(C{row}),C{row}>0)"
        cells[f"E{row}"] = f'=IF({above_zero},FORMAT.LARGE.NUMBER(C{row}),"–")'
    return sheet("Data", cells, {}, [], []) | {"colNumber": 5, "rowNumber": 10}


def dashboard():
    totals = ("net_revenue", "cm3", "relationship")
    pivots = [
        pivot(1, "Period", STATEMENT, totals, PUBLISHED),
        pivot(2, "Period before", STATEMENT, totals, PUBLISHED, offset=-1),
        pivot(3, "Loss-making", YEAR, ("__count", "cm3"), LOSSES, date=""),
        pivot(4, "Budget", BUDGET, ("revised",), [], date="month", salesperson=""),
    ]
    columns = [name for name, _label in COLUMNS]
    lists = [
        listing(number, name, YEAR, columns, LAST_YEAR, ("cm3", ascending))
        for number, name, ascending in ((1, "Top 10", False), (2, "Bottom 10", True))
    ]
    return {
        "version": "18.5.10",
        "sheets": [front(), data()],
        "styles": STYLES,
        "formats": {},
        "borders": {},
        "revisionId": "START_REVISION",
        "uniqueFigureIds": True,
        "settings": {"locale": LOCALE},
        "pivots": {each["id"]: each for each in pivots},
        "pivotNextId": len(pivots) + 1,
        "customTableStyles": {},
        "globalFilters": FILTERS,
        "lists": {each["id"]: each for each in lists},
        "listNextId": len(lists) + 1,
        "chartOdooMenusReferences": {name: menu(each) for name, each in MENUS.items()},
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(dashboard(), indent=1) + "\n")

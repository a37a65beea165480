"""Parts of a spreadsheet as Odoo stores them: pivots, lists, links, scorecards, charts, sheets."""

import json

PERIOD, SALESPERSON, TIER = "period", "salesperson", "tier"
#: Replaced by the reader's own.
LOCALE = {
    "name": "English (US)",
    "code": "en_US",
    "thousandsSeparator": ",",
    "decimalSeparator": ".",
    "dateFormat": "mm/dd/yyyy",
    "timeFormat": "hh:mm:ss",
    "formulaArgSeparator": ",",
    "weekStart": 7,
}


def matching(date="date", salesperson="user_id", offset=0):
    """Which field of a model each filter acts on; empty: on none."""
    chains = {
        PERIOD: {"chain": date, "type": "date", "offset": offset},
        SALESPERSON: {"chain": salesperson, "type": "many2one"},
        TIER: {"chain": "tier_id", "type": "many2one"},
    }
    return {name: chain for name, chain in chains.items() if chain["chain"]}


def pivot(number, name, model, measures, domain, **matched):
    return {
        "type": "ODOO",
        "id": str(number),
        "formulaId": str(number),
        "name": name,
        "model": model,
        "domain": domain,
        "context": {},
        "measures": [{"id": each, "fieldName": each} for each in measures],
        "columns": [],
        "rows": [],
        "fieldMatching": matching(**matched),
    }


def listing(number, name, model, columns, domain, order):
    """:param order: (field, whether ascending)"""
    return {
        "id": str(number),
        "name": name,
        "model": model,
        "columns": list(columns),
        "domain": domain,
        "context": {},
        "orderBy": [{"name": order[0], "asc": order[1]}],
        "fieldMatching": matching(date=""),
    }


def link(text, model, domain, views="list kanban pivot graph form search", **context):
    """A heading that opens the records behind what stands below it."""
    names = views.split()
    view = {
        "viewType": names[0],
        "action": {
            "domain": domain,
            "context": context,
            "modelName": model,
            "views": [[False, name] for name in names],
        },
        "threshold": 0,
        "name": text,
    }
    return f"[{text}](odoo://view/{json.dumps(view, separators=(',', ':'))})"


def menu(name):
    """External id of a menu of the addon."""
    return f"customer_cost_management.{name}"


def menu_link(text, name):
    """Words that open a page."""
    return f"[{text}](odoo://ir_menu_xml_id/{menu(name)})"


def figure(name, place, size, data):
    return {
        "id": name,
        "col": 0,
        "row": 0,
        "offset": dict(zip("xy", place, strict=True)),
        "width": size[0],
        "height": size[1],
        "tag": "chart",
        "data": data | {"chartId": name},
    }


def scorecard(number, name, title, mode="percentage", description="since last period"):
    """Its figure stands on row ``number`` of the sheet *Data*, the one compared beside it."""
    data = {
        "type": "scorecard",
        "title": {"text": title, "bold": True, "color": "#434343"},
        "background": "#EFF6FF" if number < 4 else "#FFF7ED",
        "keyValue": f"Data!D{number}",
        "baseline": f"Data!E{number}",
        "baselineMode": mode,
        "baselineDescr": {"text": description},
        "baselineColorUp": "#00A04A",
        "baselineColorDown": "#DC6965",
        "humanize": False,
    }
    return figure(name, (254 * (number - 2), 12), (244, 106), data)


def bars(name, box, source, domain, **options):
    """:param box: place and size in pixels
    :param source: model, what its rows are grouped by, measure
    :param options: of the chart; ``fieldMatching`` where a filter acts on another field
    """
    model, group, measure = source
    data = {
        "type": "odoo_bar",
        "title": {"text": ""},
        "background": "#FFFFFF",
        "legendPosition": "none",
        "metaData": {
            "groupBy": [group],
            "measure": measure,
            "order": None if group.startswith("date") else "DESC",
            "resModel": model,
            "mode": "bar",
        },
        "searchParams": {
            "comparison": None,
            "context": {},
            "domain": domain,
            "groupBy": [group],
            "orderBy": [],
        },
        "dataSets": [{}],
        "verticalAxisPosition": "left",
        "stacked": False,
        "fieldMatching": matching(),
    }
    return figure(name, *box, data | options)


def sheet(name, cells, styles, figures, rules):
    return {
        "id": name.lower(),
        "name": name,
        "rows": {},
        "cols": {},
        "merges": [],
        "cells": cells,
        "styles": styles,
        "formats": {},
        "borders": {},
        "conditionalFormats": rules,
        "dataValidationRules": [],
        "figures": figures,
        "tables": [],
        "areGridLinesVisible": True,
        "isVisible": True,
        "headerGroups": {"ROW": [], "COL": []},
        "comments": {},
    }

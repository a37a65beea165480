import json

from odoo import models

from ..dashboard.customer_profit import MENUS
from ..dashboard.parts import menu

FIGURES = "customer.profitability.year"
SETUP_MENU = "customer_cost_management.customer_cost_setup_menu"


class SpreadsheetDashboard(models.Model):
    """Says what to do where nothing is published yet, instead of showing empty charts."""

    _inherit = "spreadsheet.dashboard"

    def _get_serialized_readonly_dashboard(self):
        serialized = super()._get_serialized_readonly_dashboard()
        if not self._is_about_customers():
            return serialized
        if not self._dashboard_is_empty():
            return self._with_menus_of_reader(serialized)
        whole = json.loads(serialized)
        snapshot = {key: whole["snapshot"][key] for key in ("version", "revisionId", "settings")}
        return json.dumps(whole | {"snapshot": snapshot | self._sentences()})

    def _is_about_customers(self):
        """Whether it shows customer profit, the one of the addon or a copy."""
        # sudo: which models a dashboard is about is no secret to who reads it
        models_sudo = self.sudo().main_data_model_ids
        return FIGURES in models_sudo.mapped("model")

    def _with_menus_of_reader(self, serialized):
        """Figures open pages by menus: those of Expenses for who has no Invoicing.

        A link to a menu that its reader has not would show an error instead of its words.
        """
        seen = self.env["ir.ui.menu"].load_menus(False)
        for name in set(MENUS.values()):
            found = self.env.ref(menu(name), raise_if_not_found=False)
            if not found or found.id not in seen:
                expense = name.removesuffix("_menu") + "_expense_menu"
                serialized = serialized.replace(f'{menu(name)}"', f'{menu(expense)}"')
                serialized = serialized.replace(f"{menu(name)})", f"{menu(expense)})")
        return serialized

    def _sentences(self):
        """A sheet of one sentence, and for who can do something about it, where."""
        cells = {"A2": self.env._("No figures are published yet.")}
        if self.env.user.has_group("customer_cost_management.group_cost_accountant"):
            text = self.env._("Open the Setup Assistant")
            cells["A4"] = f"[{text}](odoo://ir_menu_xml_id/{SETUP_MENU})"
        else:
            cells["A4"] = self.env._("Your controller publishes them each month.")
        return {
            "styles": {"1": {"fontSize": 16, "bold": True}, "2": {"fontSize": 12}},
            "sheets": [
                {
                    "id": "empty",
                    "name": "Dashboard",
                    "colNumber": 1,
                    "rowNumber": 6,
                    "cols": {"0": {"size": 800}},
                    "rows": {"1": {"size": 40}, "3": {"size": 30}},
                    "cells": cells,
                    "styles": {"A2": 1, "A4": 2},
                    "figures": [],
                }
            ],
        }

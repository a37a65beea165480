import json

from odoo import models

FIGURES = "customer.profitability.year"
SETUP_MENU = "customer_cost_management.customer_cost_setup_menu"


class SpreadsheetDashboard(models.Model):
    """Says what to do where nothing is published yet, instead of showing empty charts."""

    _inherit = "spreadsheet.dashboard"

    def _get_serialized_readonly_dashboard(self):
        serialized = super()._get_serialized_readonly_dashboard()
        if not self._waits_for_figures():
            return serialized
        whole = json.loads(serialized)
        snapshot = {key: whole["snapshot"][key] for key in ("version", "revisionId", "settings")}
        return json.dumps(whole | {"snapshot": snapshot | self._sentences()})

    def _waits_for_figures(self):
        """Whether it is about customer profit, of which its reader sees nothing."""
        # sudo: which models a dashboard is about is no secret to who reads it
        models_sudo = self.sudo().main_data_model_ids
        return FIGURES in models_sudo.mapped("model") and self._dashboard_is_empty()

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

from dataclasses import replace

from odoo import api, fields, models

from ..engine.approval.check import amount_bands
from ..engine.approval.route import route
from ..models.platform.approval_seal import amount_of_minor_units

#: A case about which nothing is to be said.
ORDINARY = {
    "over_budget": False,
    "severity": None,
    "customer_state": "ordinary",
    "sensitive": False,
}
#: Situations that approval rules tell apart most; each changes one thing of an ordinary case.
SITUATIONS = {
    "ordinary": {},
    "over_budget": {"over_budget": True},
    "justify": {"severity": "justify"},
    "loss_making": {"customer_state": "loss_making"},
    "at_risk_profitable": {"customer_state": "at_risk_profitable"},
    "sensitive": {"sensitive": True},
}


class CustomerCostApprovalTest(models.TransientModel):
    """All rules at a glance: by amount and situation, who approves what this person asks for."""

    _inherit = "customer.cost.approval.test"

    matrix = fields.Json(compute="_compute_matrix")

    @api.depends("company_id", "document_type", "user_id", "partner_id", "category_id")
    @api.depends_context("lang")
    def _compute_matrix(self):
        for test in self:
            test.matrix = test._matrix()

    def _matrix(self):
        """``{situations: [words], bands: [{amount, cells: [words]}]}``; nothing without rules."""
        rules = self.env["customer.cost.approval.rule"]._in_force(self.company_id)
        if not rules or not self.user_id:
            return False
        words = self._situation_words()
        return {
            "situations": [words[situation] for situation in SITUATIONS],
            "bands": list(self._bands(rules)),
        }

    def _bands(self, rules):
        """What rules say between the limits that they name, situation by situation."""
        engine_rules = [rule._engine_rule() for rule in rules]
        organisation = self.env["customer.cost.organisation"]._organisation(
            self.company_id, rules.step_ids.group_id
        )
        ordinary = replace(self._case(), **ORDINARY)
        for above, to in amount_bands(engine_rules):
            cases = [
                replace(ordinary, amount=above + 1, **changes) for changes in SITUATIONS.values()
            ]
            yield {
                "amount": self._band_words(above, to),
                "cells": [
                    self._way_words(route(case, engine_rules, organisation)) for case in cases
                ],
            }

    def _situation_words(self):
        return {
            "ordinary": self.env._("In budget, no finding"),
            "over_budget": self.env._("Over budget"),
            "justify": self.env._("A finding to justify"),
            "loss_making": self.env._("Customer loses money"),
            "at_risk_profitable": self.env._("At risk, but profitable"),
            "sensitive": self.env._("Officials or open tender"),
        }

    def _band_words(self, above, to):
        money = self.currency_id
        values = {
            "above": money.format(amount_of_minor_units(above, money)),
            "to": money.format(amount_of_minor_units(to or 0, money)),
        }
        if to is None:
            return self.env._("Over %(above)s", **values)
        if not above:
            return self.env._("Up to %(to)s", **values)
        return self.env._("Over %(above)s up to %(to)s", **values)

    def _way_words(self, found):
        """The people of each step, one after the other."""
        if found.automatic:
            return [self.env._("without asking")]
        return [", ".join(self._names(step.people)) for step in found.steps]

from odoo import Command, models
from odoo.tools import format_amount

from ..profit.customer_cost_reconciliation_line import LINES
from .customer_cost_simulation_customer import SIDES, break_even_revenue

#: How many gains and losses the page names.
LARGEST = 10


class CustomerCostSimulation(models.Model):
    """The workbench: everything it shows in one answer, and one call a change."""

    _inherit = "customer.cost.simulation"

    def get_workbench(self):
        """What the page shows; figures of the customers the user may see."""
        self.ensure_one()
        self.check_access("read")
        if (self.state or "draft") == "draft" and self._may_edit():
            self.action_compute()
        computed = self.state == "computed"
        return {
            **self._page_head(),
            "bases": self._page_bases(),
            "controls": self._page_controls(),
            "changes": self._page_changes(),
            "figures": self._page_figures() if computed else [],
            "company": self._page_company() if computed else [],
            "freed": self._page_freed() if computed else "",
            "gains": self._page_largest("desc") if computed else [],
            "losses": self._page_largest("asc") if computed else [],
        }

    def set_change(self, control, value):
        """Type or slide one control; 0 (a share: as it is) takes the change away.

        :param control: {what, driver_id, activity_id, pool_id} as :meth:`get_workbench` gave it
        """
        self.ensure_one()
        self.check_access("write")
        names = ("what", "driver_id", "activity_id", "pool_id")
        target = {name: control.get(name) or False for name in names}
        change = self._change_of(target)
        if value in (None, False, "") or value == 0 and target["what"] != "share":
            change.unlink()
        elif change:
            change.value = value
        else:
            self.env["customer.cost.simulation.change"].create(
                target
                | {
                    "simulation_id": self.id,
                    "value": value,
                    "partner_ids": [Command.set(self._scope_of(target["what"]).ids)],
                }
            )
        self.action_compute()
        return self.get_workbench()

    def remove_change(self, change_id):
        self.ensure_one()
        self.change_ids.filtered(lambda change: change.id == change_id).unlink()
        self.action_compute()
        return self.get_workbench()

    def reset_changes(self):
        """Back to what is."""
        self.ensure_one()
        self.change_ids.unlink()
        self.action_compute()
        return self.get_workbench()

    def set_customers(self, partner_ids):
        """New changes are for these customers; those made before stay as they are."""
        self.ensure_one()
        self.partner_ids = [Command.set(partner_ids)]
        return self.get_workbench()

    def keep(self, name):
        self.ensure_one()
        self.action_keep(name)
        return self.get_workbench()

    def find_customers(self, text):
        """Customers of the base by name, those the user may see."""
        self.ensure_one()
        rows = self.env["customer.cost.simulation.customer"].search(
            [
                ("simulation_id", "=", self.id),
                ("partner_id", "ilike", text or ""),
                ("partner_id", "not in", self.partner_ids.ids),
            ],
            limit=LARGEST,
            order="cm3",
        )
        return [{"id": row.partner_id.id, "name": row.partner_id.display_name} for row in rows]

    # ------------------------------------------------------------------ parts of the page

    def _may_edit(self):
        return self.has_access("write") and self.create_uid == self.env.user

    def _scope_of(self, what):
        from .customer_cost_simulation_change import SHARED

        return self.partner_ids.browse() if what in SHARED else self.partner_ids

    def _change_of(self, target):
        """The change that a control shows: the same target for the customers chosen now."""
        scope = self._scope_of(target["what"])
        return self.change_ids.filtered(
            lambda change: (
                change.partner_ids == scope
                and change.what == target["what"]
                and all(change[name].id == target[name] for name in target if name != "what")
            )
        )

    def _page_head(self):
        return {
            "id": self.id,
            "name": self.name,
            "kept": self.kept,
            "stale": self.stale,
            "state": self.state or "draft",
            # sudo: why it failed is the author's to know, who may not open runs
            "failure": self.sudo().run_id.failure_text or "",
            "base": self.base_label,
            "author": self.create_uid.sudo().name,
            "currency_id": self.currency_id.id,
            "may_edit": self._may_edit(),
            "customers": [{"id": each.id, "name": each.display_name} for each in self.partner_ids],
        }

    def _page_changes(self):
        return [{"id": change.id, "label": change.display_name} for change in self.change_ids]

    def _page_figures(self):
        """Actual, simulated and Δ of the chosen customers, or of all that the user may see."""
        domain = [("simulation_id", "=", self.id)]
        if self.partner_ids:
            domain.append(("partner_id", "in", self.partner_ids.commercial_partner_id.ids))
        names = [*SIDES, *(f"simulated_{name}" for name in SIDES)]
        [sums] = self.env["customer.cost.simulation.customer"]._read_group(
            domain, [], [f"{name}:sum" for name in names]
        )
        amounts = dict(zip(names, (amount or 0.0 for amount in sums), strict=True))
        labels = {
            "net_revenue": self.env._("Net revenue"),
            "cm1": self.env._("CM1 product margin"),
            "cost_to_serve": self.env._("Cost to serve"),
            "cm3": self.env._("Contribution (CM3)"),
        }
        return [
            *(
                self._figure(name, label, amounts[name], amounts[f"simulated_{name}"])
                for name, label in labels.items()
            ),
            self._page_break_even(amounts),
        ]

    def _page_break_even(self, amounts):
        needed = [
            break_even_revenue(self.currency_id, {name: amounts[side + name] for name in SIDES})
            for side in ("", "simulated_")
        ]
        return self._figure("break_even", self.env._("Break-even net revenue"), *needed)

    def _figure(self, key, label, actual, simulated):
        """One row; less cost and a lower break-even are good."""
        change = None
        if actual is not None and simulated is not None:
            change = self.currency_id.round(simulated - actual)
        return {
            "key": key,
            "label": label,
            "actual": actual,
            "simulated": simulated,
            "change": change,
            "rise_is_good": key not in ("cost_to_serve", "break_even"),
        }

    def _page_company(self):
        """Lines of the company, actual and simulated; for who may read them."""
        if not self._reads_company():
            return []
        # sudo: who does not read the company has been sent away
        run_sudo = self.sudo().run_id
        simulated = {line.line: line.amount for line in run_sudo.reconciliation_line_ids}
        if not simulated:
            return []  # simulated by somebody who sees his own customers only
        actual, labels = (
            self._actual_lines(),
            dict(
                self.env["customer.cost.reconciliation.line"]
                ._fields["line"]
                ._description_selection(self.env)
            ),
        )
        rows = [
            self._figure(line, labels[line], actual.get(line, 0.0), simulated.get(line, 0.0))
            for line, _label in LINES
            if actual.get(line) or simulated.get(line)
        ]
        total = (sum(actual.values()), sum(simulated.values()))
        return [*rows, self._figure("result", self.env._("Result of the company"), *total)]

    def _page_freed(self):
        """What becomes of work no longer done, in one sentence."""
        # sudo: three sums; hidden below from who does not read the company
        simulated = (self.sudo().run_id.snapshot or {}).get("simulation")
        hidden = simulated and simulated["whole_company"] and not self._reads_company()
        if not simulated or hidden or not simulated["freed"]:
            return ""
        amounts = {
            name: format_amount(self.env, abs(simulated[name]), self.currency_id)
            for name in ("freed", "leaving", "unused")
        }
        if simulated["freed"] < 0:
            return self.env._(
                "More work for %(freed)s: %(unused)s of it out of unused capacity, %(leaving)s "
                "is spent more.",
                **amounts,
            )
        return self.env._(
            "Freed work for %(freed)s: %(unused)s becomes unused capacity, not a saving, until it "
            "is used or cut; %(leaving)s is no longer spent.",
            **amounts,
        )

    def _page_largest(self, direction):
        """The customers who gain or lose most."""
        sign = ">" if direction == "desc" else "<"
        rows = self.env["customer.cost.simulation.customer"].search(
            [("simulation_id", "=", self.id), ("cm3_change", sign, 0)],
            order=f"cm3_change {direction}, id",
            limit=LARGEST,
        )
        return [
            self._figure(row.partner_id.id, row.partner_id.display_name, row.cm3, row.simulated_cm3)
            for row in rows
        ]

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..platform.approval_seal import holds_seal

#: Fields that only the buttons and the engine write.
SEALED_FIELDS = {
    "state",
    "planned",
    "drop_reason",
    "author_id",
    "figures",
    "baseline_by_month",
    "baseline",
    "baseline_months",
    "realised",
    "expected_so_far",
    "run_count",
    "realised_by_run",
}
#: Fields that only who may plan writes.
PLAN_FIELDS = {
    "owner_id",
    "due",
    "date_from",
    "measure",
    "measured_activity_id",
    "measured_activity",
    "expected_saving",
}
#: What is measured: fixed when the action is agreed on.
MEASURED_FIELDS = {
    "company_id",
    "partner_id",
    "measure",
    "measured_activity_id",
    "measured_activity",
}
#: What an action is: fixed when it is over.
OVER_FIELDS = MEASURED_FIELDS | PLAN_FIELDS | {"kind", "strategy"}
#: What the figures are made of.
FIGURE_FIELDS = MEASURED_FIELDS | {"date_from", "expected_saving"}
MANAGER = "customer_cost_management.group_customer_manager"
ACCOUNTANT = "customer_cost_management.group_cost_accountant"


class CustomerCostAction(models.Model):
    """Who writes what on an action, and when its figures are read again."""

    _inherit = "customer.cost.action"

    # ------------------------------------------------------------------ who plans

    @api.model
    def _is_planner(self):
        """Whether the user plans actions at all; for which customers, records say."""
        return self.env.user.has_groups(f"{MANAGER},{ACCOUNTANT}")

    def _plannable(self):
        """Those of these actions that the user may plan."""
        if self.env.su or self.env.user.has_group(ACCOUNTANT):
            return self
        if not self.env.user.has_group(MANAGER):
            return self.browse()
        team = self.env.user._customer_cost_team()
        # sudo: whose customer it is, is asked for a yes or no
        return self.filtered(lambda action: action.sudo().partner_id.user_id in team)

    @api.depends_context("uid")
    @api.depends("partner_id")
    def _compute_may_plan(self):
        plannable = self._plannable()
        for action in self:
            action.may_plan = action in plannable or not action._origin and self._is_planner()

    def _check_may_plan(self):
        for action in self - self._plannable():
            raise AccessError(
                self.env._(
                    "%(action)s: only a cost accountant or the manager of the customer may plan "
                    "it, agree on it or drop it. You may suggest a saving.",
                    action=action.display_name,
                )
            )

    # ------------------------------------------------------------------ create, write, unlink

    @api.model_create_multi
    def create(self, vals_list):
        if holds_seal(self):
            return super().create(vals_list)
        for vals in vals_list:
            self._refuse_sealed(vals)
        # a context fills no field that only buttons write
        sealed_defaults = {f"default_{name}" for name in SEALED_FIELDS}
        context = {k: v for k, v in self.env.context.items() if k not in sealed_defaults}
        bare = self.with_context(context)  # pylint: disable=context-overridden
        actions = super(CustomerCostAction, bare).create(
            [self._prepared(vals) for vals in vals_list]
        )
        for action, vals in zip(actions, vals_list, strict=True):
            if any(vals.get(name) for name in PLAN_FIELDS):
                action._check_may_plan()
        actions._plannable()._plan()
        return actions

    def write(self, vals):
        if holds_seal(self):
            return super().write(vals)
        self._refuse_sealed(vals)
        changed = self._changed(vals)
        if changed & PLAN_FIELDS:
            self._check_may_plan()
        self._check_may_change(changed)
        result = super().write(self._prepared(vals))
        plannable = self._plannable() if changed else self.browse()
        again = plannable.filtered(lambda action: not action.planned or "partner_id" in changed)
        again._plan()
        if changed & FIGURE_FIELDS:
            (plannable - again)._freeze_baseline()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_agreed(self):
        for action in self:
            if action.state != "proposed":
                raise UserError(
                    self.env._(
                        "%(action)s was agreed on and stays as evidence. Drop it instead.",
                        action=action.display_name,
                    )
                )

    def _refuse_sealed(self, vals):
        if SEALED_FIELDS & vals.keys():
            raise UserError(
                self.env._(
                    "The state and the figures of an action are written by its buttons and by "
                    "published months alone."
                )
            )

    def _prepared(self, vals):
        """The values, with the customer instead of one of his contacts, and whole months."""
        prepared = {}
        if vals.get("partner_id"):
            partner = self.env["res.partner"].browse(vals["partner_id"])
            prepared["partner_id"] = partner.commercial_partner_id.id
        if vals.get("date_from"):
            prepared["date_from"] = fields.Date.to_date(vals["date_from"]).replace(day=1)
        return vals | prepared

    def _changed(self, vals):
        """Names of the values that differ from what is there, of those that the guard knows."""
        return {
            name
            for name in OVER_FIELDS & vals.keys()
            # sudo: only compared
            if any(_differs(action, name, vals[name]) for action in self.sudo())
        }

    def _check_may_change(self, changed):
        for action in self:
            over = action.state in ("done", "dropped")
            fixed = OVER_FIELDS if over else MEASURED_FIELDS
            if action.state != "proposed" and changed & fixed:
                raise UserError(
                    self.env._(
                        "%(action)s is %(state)s: what it is about can no longer be changed. "
                        "Propose another one.",
                        action=action.display_name,
                        state=action._state_label(),
                    )
                )

    def _state_label(self):
        return dict(self._fields["state"]._description_selection(self.env))[self.state]

    @api.constrains("owner_id", "partner_id", "planned")
    def _check_owner(self):
        """Whoever is to do it can read it."""
        for action in self:
            owner = action.owner_id
            if not owner:
                continue
            his = action.with_user(owner).with_context(allowed_company_ids=owner.company_ids.ids)
            if not his.has_access("read"):
                raise ValidationError(
                    self.env._(
                        "%(action)s: %(owner)s may not see this customer's figures or company. "
                        "Choose the salesperson or somebody of the team.",
                        action=action.display_name,
                        owner=owner.sudo().name,
                    )
                )


def _differs(record, name, value):
    field = record._fields[name]
    new = field.convert_to_record(field.convert_to_cache(value, record), record)
    return new != record[name]

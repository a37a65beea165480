from odoo import api, fields, models
from odoo.fields import Domain

from ...engine.approval.people import Delegation, Organisation
from .word_list import word_list

#: So many people are named at most.
NAMED = 3


class CustomerCostOrganisation(models.AbstractModel):
    """The people an approval may involve, as the engine wants them: ids of users."""

    _name = "customer.cost.organisation"
    _description = "People of Approvals"

    @api.model
    def _organisation(self, company, groups):
        """Who stands where in a company today.

        :param groups: the groups that rules and findings name
        """
        managers, heads = self._reporting_lines(company)
        controllers = self._members(self.env.ref("customer_cost_management.group_controller"))
        delegations = self.env["customer.cost.delegation"]._on(
            fields.Date.context_today(self), company.parent_ids
        )
        return Organisation(
            managers=managers,
            department_managers=heads,
            groups={group.id: tuple(self._in_company(group, company)) for group in groups},
            levels=_levels(managers),
            fallback=tuple(u.id for u in controllers if company in u.company_ids),
            delegations=tuple(
                Delegation(d.user_id.id, d.substitute_id.id, d.date_from, d.date_to)
                for d in delegations
            ),
        )

    @api.model
    def _reporting_lines(self, company):
        """({user: his manager's user}, {user: head of his department}), of employees with users.

        A manager without a user is passed over: his own manager takes his place.
        """
        # sudo: an ordinary user may not read employees; only who reports to whom is read
        employees_sudo = self.env["hr.employee"].sudo()
        employees = employees_sudo.search(
            Domain("company_id", "child_of", company.root_id.ids) & Domain("user_id", "!=", False)
        )
        managers, heads = {}, {}
        for employee in employees:
            user = employee.user_id
            above = employee.parent_id
            seen = employee
            while above and (not above.user_id or above.user_id == user) and above not in seen:
                seen |= above
                above = above.parent_id
            if user and above.user_id and above not in seen:
                managers.setdefault(user.id, above.user_id.id)
            head = employee.department_id.manager_id.user_id
            if user and head:
                heads.setdefault(user.id, head.id)
        return managers, heads

    @api.model
    def _seniority(self, company):
        """{key of an attendee: seniority} of the company's people, greater is higher."""
        managers, _heads = self._reporting_lines(company)
        return {f"u{user}": level for user, level in _levels(managers).items()}

    @api.model
    def _members(self, group):
        """Active people of a group, the oldest account first; robots decide nothing."""
        # sudo: who belongs to a group is read, nothing else of the users
        return (
            group.sudo()
            .all_user_ids.filtered(lambda user: user.active and not user.share)
            .sorted("id")
        )

    @api.model
    def _in_company(self, group, company):
        return [user.id for user in self._members(group) if company in user.company_ids]

    @api.model
    def _whom_to_ask(self, group):
        """Names of who has a role in the company, the oldest accounts first, or the role's.

        :param group: external id of the role
        """
        # sudo: names of colleagues and roles are no secret
        group_sudo = self.env.ref(group).sudo()
        ids = self._in_company(group_sudo, self.env.company.root_id)[:NAMED]
        names = self.env["res.users"].sudo().browse(ids).mapped("name")
        return word_list(self.env, names) if names else group_sudo.name


def _levels(managers):
    """{user: seniority}, greater is higher: how many levels report to him."""
    levels = {}
    for person in managers:
        level, seen = 0, {person}
        above = managers.get(person)
        levels.setdefault(person, 0)
        while above is not None and above not in seen:
            level += 1
            seen.add(above)
            levels[above] = max(levels.get(above, 0), level)
            above = managers.get(above)
    return levels

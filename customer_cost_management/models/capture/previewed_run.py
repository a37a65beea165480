"""A run that never will be: it holds the rules of a preview where a run holds its frozen model."""

from ast import literal_eval

from odoo import fields
from odoo.fields import Domain

ATTRIBUTION = "customer.cost.attribution.rule"
POOL_RULE = "customer.cost.pool.rule"


def previewed_run(preview):
    """The run of a preview's company, days and rules, as superuser.

    Somebody who may read the cost model may know what a rule does to the whole company, also
    where he may not open every item.
    """
    run_sudo = preview.env["customer.cost.run"].sudo()
    run = run_sudo.new(
        {
            "company_id": preview.company.id,
            "date_from": preview.date_from,
            "date_to": preview.date_to,
        }
    )
    attribution = [rule for rule in preview.rules if rule._name == ATTRIBUTION]
    pool_rules = [rule for rule in preview.rules if rule._name == POOL_RULE]
    run.snapshot = {
        "roles": _roles(run),
        "attribution": [_freeze(rule, run._freeze_attribution) for rule in attribution],
        "pools": [
            {
                "id": rule.pool_id._origin.id or 0,
                "rules": [_freeze(rule, run._freeze_pool_rule)],
            }
            for rule in pool_rules
        ],
    }
    return run


def key_of(rule):
    """The id, or a number of its own for a rule that has none yet."""
    return rule._origin.id or -1 - id(rule.id) % 10**9


def _roles(run):
    """An account without a role counts as revenue or operating cost for the time being."""
    accounts = run.env["account.account"].with_context(active_test=False)
    defaults = {"income": "revenue", "expense": "operating"}
    found = accounts.search(
        [
            ("company_ids", "in", run._companies()),
            ("internal_group", "in", list(defaults)),
        ]
    )
    roles = {str(account.id): defaults[account.internal_group] for account in found}
    return roles | run._freeze_roles()


def _freeze(rule, freeze):
    """A rule as a run freezes it; its dates become conditions on the item."""
    domain = Domain(literal_eval(rule.domain or "[]")) if "domain" in rule else Domain.TRUE
    if rule.date_from:
        domain &= Domain("date", ">=", fields.Date.to_string(rule.date_from))
    if rule.date_to:
        domain &= Domain("date", "<=", fields.Date.to_string(rule.date_to))
    text = "[]" if domain.is_true() else repr(list(domain))
    return freeze(rule) | {"id": key_of(rule), "domain": text}

"""Whom the rules of tiers would take by what the last evaluation measured; nothing is stored."""

import numpy as np

from odoo.tools import SQL

from ...engine.value.tier import NO_TIER, TierBasis, TierHistory, evaluate_tiers
from ...engine.value.tier_rule import tier_thresholds
from ..platform.binary_columns import read_columns
from .value_tiers import engine_rules, to_positions

ALL, UP, DOWN = "all", "up", "down"


def tier_moves(tiers, tier, day):
    """Who would have a tier, and who would move because of its rule.

    :param tiers: records as they would be in force, best first, the one asked about among them
    :param tier: that one
    :param day: an override that ends before it no longer counts
    :return: {ALL: who would have it, UP and DOWN: who would come into it or leave it}: arrays
        of ids of customers' values, the largest contribution first
    """
    rules = [each for each in tiers if each.basis != "rest"]
    ordered = [*rules, *(each for each in tiers if each.basis == "rest")][: len(rules) + 1]
    minor = 10**tier.currency_id.decimal_places
    ids, measured, present, overrides = _read(tier, minor, day)
    positions = _positions(ordered, tier)
    then = _measure(ids, measured, engine_rules(rules, minor), to_positions(overrides, positions))
    now = to_positions(present, positions)
    place = next((place for place, each in enumerate(ordered) if each is tier), None)
    concerned = (now != NO_TIER) & ((now == place) | (then == place))
    order = np.argsort(-measured, kind="stable")
    return {
        key: ids[order][found[order]]
        for key, found in (
            (ALL, then == place),
            (UP, concerned & (then < now)),
            (DOWN, concerned & (then > now)),
        )
    }


def _read(tier, minor, day):
    """Ids, amounts in minor units, tiers that count today and overrides, as the reader may."""
    values = tier.env["customer.value"]
    values.flush_model()
    query = values._search(
        [("company_id", "=", tier.company_id.id), ("current", "=", True)], order="partner_id, id"
    )
    return read_columns(
        tier.env.cr,
        query.select(
            SQL("customer_value.id"),
            SQL("round(COALESCE(customer_value.tier_basis, 0) * %s)::bigint", minor),
            SQL("COALESCE(customer_value.tier_id, 0)"),
            SQL(
                "CASE WHEN customer_value.override_until >= %s"
                " THEN COALESCE(customer_value.override_tier_id, 0) ELSE 0 END",
                day,
            ),
        ),
        "iqii",
    )


def _positions(ordered, tier):
    """{id of any tier of the company: position}; another version of a tier has its name."""
    every = tier.with_context(active_test=False).search([("company_id", "=", tier.company_id.id)])
    names = {each.name: place for place, each in enumerate(ordered)}
    ids = {each._origin.id: place for place, each in enumerate(ordered)}
    return {each.id: ids.get(each.id, names.get(each.name, NO_TIER)) for each in every}


def _measure(ids, measured, rules, overrides):
    """Position of each customer: his override, else as a first evaluation would have it."""
    day = np.datetime64("today", "D")
    known = TierHistory.empty(len(ids))
    history = TierHistory(
        known.tiers,
        known.valid_until,
        known.candidates,
        known.candidates_since,
        overrides,
        np.where(overrides == NO_TIER, known.overridden_until, day),
        overrides != NO_TIER,
    )
    basis = TierBasis(ids, measured, np.zeros(len(ids), np.int64))
    thresholds = tier_thresholds(measured, rules)
    evaluation, problems = evaluate_tiers(basis, thresholds, history, day.item())
    if evaluation is None:
        raise ValueError(f"Tiers cannot be evaluated: {problems}")
    return evaluation.in_force

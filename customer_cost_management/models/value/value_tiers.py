"""The tiers of customers: rules and history from the database, the decision from the engine."""

import numpy as np

from odoo.tools import SQL

from ...engine.value.tier import NO_DATE, NO_TIER, TierBasis, TierHistory, evaluate_tiers
from ...engine.value.tier_rule import TierRule, tier_thresholds
from ..platform.binary_columns import read_columns
from .value_sources import EPOCH

#: A date that is not there, as a day number.
NO_DAY = -1_000_000


class CustomerTiers:
    """Tiers of one evaluation.

    Evaluating a month again corrects that month's evaluation: the history is what stood
    before it.  So nothing changes until two *months* agree, however often they are looked at.
    """

    def __init__(self, sources):
        self.sources, self.env = sources, sources.env
        # sudo: rules of the company, whoever asks for the evaluation
        tiers_sudo = self.env["customer.cost.tier"].sudo()
        in_force = tiers_sudo._in_force(sources.company, sources.window.date_to)
        self.rules = in_force.filtered(lambda tier: tier.basis != "rest")
        #: Ids by position; without a tier for everybody else, who reaches none has none.
        rest = (in_force - self.rules).ids or [0]
        self.ids = np.array([*self.rules.ids, rest[0]], np.int64)
        self._positions = self._read_positions(tiers_sudo)

    def _read_positions(self, tiers_sudo):
        """{id of any tier: position}: a new version of a tier takes the place of the old one."""
        every = tiers_sudo.with_context(active_test=False).search(
            [("company_id", "=", self.sources.company.id)]
        )
        names = {
            tiers_sudo.browse(tier_id).name: place
            for place, tier_id in enumerate(self.ids.tolist())
            if tier_id
        }
        return {tier.id: names.get(tier.name, NO_TIER) for tier in every}

    def evaluate(self, overrides):
        """Columns of the customers' values.

        :param overrides: rows of :meth:`read_overrides`
        """
        sums = self.sources.sums
        measured = sums["cm3"] + sums["relationship"]
        thresholds = tier_thresholds(measured, engine_rules(self.rules, self.sources.minor))
        history = self._history(overrides)
        evaluation, problems = evaluate_tiers(
            TierBasis(self.sources.customers, sums["cm3"], sums["relationship"]),
            thresholds,
            history,
            self.sources.window.date_to,
        )
        if evaluation is None:
            raise ValueError(f"Tiers cannot be evaluated: {problems}")
        renewed = evaluation.history
        return {
            "tier_id": self._to_ids(evaluation.in_force),
            "rule_tier_id": self._to_ids(renewed.tiers),
            "tier_basis": measured,
            "tier_reason": evaluation.reasons,
            "tier_valid_until": renewed.valid_until,
            "candidate_tier_id": self._to_ids(renewed.candidates),
            "candidate_since": renewed.candidates_since,
            **self._override_columns(overrides),
        }

    def _to_ids(self, positions):
        return np.where(positions == NO_TIER, 0, self.ids[positions])

    # ------------------------------------------------------------------ history

    def _history(self, overrides):
        """What the last evaluation of an earlier month left behind."""
        customers, tiers, until, candidates, since = read_columns(
            self.env.cr,
            SQL(
                """
                SELECT DISTINCT ON (partner_id) partner_id, COALESCE(rule_tier_id, 0),
                       COALESCE(tier_valid_until - date '2000-01-01', %(none)s),
                       COALESCE(candidate_tier_id, 0),
                       COALESCE(candidate_since - date '2000-01-01', %(none)s)
                  FROM customer_value
                 WHERE company_id = %(company)s AND date_to < %(date_to)s
              ORDER BY partner_id, date_to DESC, id DESC
                """,
                none=NO_DAY,
                company=self.sources.company.id,
                date_to=self.sources.window.date_to,
            ),
            "iiiii",
        )
        places, known = self.sources.positions(customers)
        places, count = places[known], len(self.sources.customers)
        columns = []
        for values, nothing in (
            (to_positions(tiers, self._positions), NO_TIER),
            (_dates(until), NO_DATE),
            (to_positions(candidates, self._positions), NO_TIER),
            (_dates(since), NO_DATE),
        ):
            column = np.full(count, nothing)
            column[places] = values[known]
            columns.append(column)
        return TierHistory(*columns, *self._engine_overrides(overrides))

    def _engine_overrides(self, overrides):
        """Position, last day and whether there is a reason, of every customer."""
        count = len(self.sources.customers)
        places, until = np.full(count, NO_TIER), np.full(count, NO_DATE)
        for place, row in overrides.items():
            places[place] = self._positions.get(row["override_tier_id"], NO_TIER)
            until[place] = row["override_until"]
        return places, until, places != NO_TIER

    def read_overrides(self):
        """{place of the customer: override in force today}: few, typed by people."""
        # sudo: the evaluation keeps what others have decided
        rows = (
            self.env["customer.value"]
            .sudo()
            .search_read(
                [
                    ("company_id", "=", self.sources.company.id),
                    ("current", "=", True),
                    ("override_tier_id", "!=", False),
                    ("override_until", ">=", self.sources.today),
                ],
                ["partner_id", *OVERRIDE_FIELDS],
                order="id",
                load=None,
            )
        )
        places, known = self.sources.positions(np.array([r["partner_id"] for r in rows], int))
        return {
            place: row
            for place, row, is_known in zip(places.tolist(), rows, known, strict=True)
            if is_known
        }

    def _override_columns(self, overrides):
        count = len(self.sources.customers)
        columns = {
            "override_tier_id": np.zeros(count, np.int64),
            "override_reason": np.full(count, "", object),
            "override_user_id": np.zeros(count, np.int64),
            "override_date": np.full(count, NO_DATE),
            "override_until": np.full(count, NO_DATE),
        }
        for place, row in overrides.items():
            for name, values in columns.items():
                values[place] = row[name] or values[place]
        return columns


OVERRIDE_FIELDS = (
    "override_tier_id",
    "override_reason",
    "override_user_id",
    "override_date",
    "override_until",
)


def engine_rules(tiers, minor):
    """Rules of tiers as the engine knows them.

    :param minor: minor units in one unit of the currency
    """
    return [
        TierRule(tier.basis, round(tier.amount * minor) if tier.basis == "amount" else tier.percent)
        for tier in tiers
    ]


def to_positions(tier_ids, positions):
    """Positions of an array of ids of tiers.

    :param positions: {id: position}; others have none
    """
    unique, inverse = np.unique(tier_ids, return_inverse=True)
    known = [positions.get(tier_id, NO_TIER) for tier_id in unique.tolist()]
    return np.array(known, np.int64)[inverse.ravel()] if len(unique) else unique


def _dates(numbers):
    return np.where(numbers == NO_DAY, NO_DATE, EPOCH + numbers)

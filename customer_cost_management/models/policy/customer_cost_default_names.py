from odoo import api, models
from odoo.tools import SQL

from ..masters.category_seeds import ATTRIBUTION_SEEDS, SEEDS
from ..masters.tier_seeds import TIER_SEEDS
from .approval_seeds import APPROVAL_SEEDS
from .policy_seeds import POLICY_SEEDS


class CustomerCostDefaults(models.AbstractModel):
    """A language that is added later names what companies began with, too."""

    _inherit = "customer.cost.defaults"

    @api.model
    def _load_names(self, languages, overwrite=False):
        """Names of all companies' defaults in some languages, where nobody renamed them.

        :param overwrite: also where the language has a name already
        """
        for model_name, field_name, names in self._default_names():
            model = self.env[model_name]
            model.flush_model([field_name])
            for language in languages:
                pairs = [(name._translate("en_US"), name._translate(language)) for name in names]
                pairs = [(source, name) for source, name in pairs if name != source]
                self.env.cr.execute(
                    self._sql_load_names(model._table, field_name, language, pairs, overwrite)
                )
            model.invalidate_model([field_name])

    @api.model
    def _default_names(self):
        """(model, field, names of this code) of everything a company begins with."""
        return [
            ("customer.cost.category", "name", [seed.name for seed in SEEDS]),
            ("customer.cost.attribution.rule", "name", [name for *_, name in ATTRIBUTION_SEEDS]),
            ("customer.cost.tier", "description", [seed.description for seed in TIER_SEEDS]),
            ("customer.cost.policy", "name", [name for name, *_ in POLICY_SEEDS]),
            ("customer.cost.approval.rule", "name", [name for name, *_ in APPROVAL_SEEDS]),
        ]

    @api.model
    def _sql_load_names(self, table, field_name, language, pairs, overwrite):
        """:param pairs: (name in English, name in the language)"""
        return SQL(
            """
            UPDATE %(table)s record
               SET %(field)s = record.%(field)s || jsonb_build_object(%(language)s, given.name)
              FROM unnest(%(sources)s::text[], %(names)s::text[]) AS given(source, name)
             WHERE record.%(field)s->>'en_US' = given.source
               AND (%(overwrite)s OR record.%(field)s->>%(language)s IS NULL)
            """,
            table=SQL.identifier(table),
            field=SQL.identifier(field_name),
            language=language,
            sources=[source for source, _name in pairs],
            names=[name for _source, name in pairs],
            overwrite=overwrite,
        )

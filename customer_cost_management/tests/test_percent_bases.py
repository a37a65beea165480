from ast import literal_eval

from lxml import etree

from odoo.tests import TransactionCase, tagged

from ..models.profit.customer_profitability_figures import PARTS_OF_PERCENT

WIDGET = "customer_cost_percent"
#: Percentages of other models, by what each is a share of; False: of no amount.
OTHER_BASES = {
    "contribution_percent": "all_contribution",
    "revenue_percent": "net_revenue",
    "clv_retention_percent": False,
    "alive_percent": False,
    "share": False,
}


@tagged("post_install", "-at_install")
class TestPercentBases(TransactionCase):
    """A percentage is a dash where its own base is not above zero, in every view."""

    def shown(self):
        """(view, model, name of the percentage, base) of each one in a view of the addon."""
        views = self.env["ir.ui.view"].search([("arch_db", "like", WIDGET)])
        for view in views:
            for node in etree.fromstring(view.arch).iterfind(f".//field[@widget='{WIDGET}']"):
                model = self.env[view.model]
                for outer in reversed(list(node.iterancestors("field"))):
                    model = self.env[model._fields[outer.get("name")].comodel_name]
                options = literal_eval(node.get("options", "{}").replace("false", "False"))
                yield view.xml_id, model, node.get("name"), options.get("base", "net_revenue")

    def test_each_names_its_own_base(self):
        found = list(self.shown())
        self.assertGreater(len(found), 20)
        for view, model, name, base in found:
            with self.subTest(view=view, name=name):
                expected = PARTS_OF_PERCENT.get(name, (name, OTHER_BASES.get(name, "net_revenue")))
                self.assertEqual(base, expected[1])
                if base:
                    self.assertIn(base, model._fields)

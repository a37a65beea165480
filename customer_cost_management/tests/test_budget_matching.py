from odoo.tests import tagged

from .budget_common import BudgetCase


@tagged("post_install", "-at_install")
class TestBudgetMatching(BudgetCase):
    """Each part meets exactly one line: the most specific approved one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tag = cls.env["res.partner.category"].create({"name": "Key"})
        cls.programme = cls.env["customer.cost.programme"].create(
            {"name": "Mid-autumn", "company_id": cls.company.id}
        )
        cls.dinners = cls.env["customer.cost.category"].create(
            {
                "name": "Dinners",
                "company_id": cls.company.id,
                "budget_controlled": True,
                "parent_id": cls.meals.id,
            }
        )
        country = cls.env.ref("base.de")
        region = cls.env["res.country.state"].create(
            {"name": "Bavaria", "code": "BYX", "country_id": country.id}
        )
        cls.holding = cls.env["res.partner"].create({"name": "Holding", "is_company": True})
        cls.customer.write(
            {
                "category_id": cls.tag.ids,
                "country_id": country.id,
                "state_id": region.id,
                "parent_id": cls.holding.id,
                "user_id": cls.staff.id,
            }
        )
        scopes = {
            "all": {},
            "meals": {"category_id": cls.meals.id},
            "country": {"country_id": country.id},
            "region": {"country_id": country.id, "state_id": region.id},
            "team": {"team_user_id": cls.customer_manager.id},
            "tag": {"tag_id": cls.tag.id},
            "group": {"group_id": cls.holding.id},
            "customer": {"partner_id": cls.customer.id},
            "programme": {"programme_id": cls.programme.id},
        }
        cls.budget = cls.create_budget(
            *({"planned": 1, "name": name, **scope} for name, scope in scopes.items())
        )
        employees = cls.env["hr.employee"].sudo()
        chief = employees.create({"name": "Chief", "user_id": cls.customer_manager.id})
        employees.create({"name": "Rep", "user_id": cls.staff.id, "parent_id": chief.id})
        cls.approve_budget(cls.budget)

    def match(self, **values):
        [line] = self.all_lines._match([self.part(1, **values)])
        return line.name

    def without(self, *names):
        """The same budget without some of its lines, in force."""
        self.budget.with_user(self.controller).action_close()
        lines = self.budget.line_ids.filtered(lambda line: line.name not in names)
        kept = ("name", "category_id", "country_id", "state_id", "team_user_id", "tag_id")
        kept += ("group_id", "partner_id", "programme_id", "planned")
        values = [line._read_format(kept, load=None)[0] for line in lines]
        for line in values:
            line.pop("id")
        self.budget = self.budget_in_force(*values, name=f"without {names}")

    def test_programme_beats_customer_beats_group_and_so_on(self):
        self.assertEqual(self.match(programme_id=self.programme.id), "programme")
        dropped = []
        for name in ("customer", "group", "tag", "team", "region", "country", "meals"):
            self.assertEqual(self.match(), name)
            dropped.append(name)
            self.without(*dropped)
        self.assertEqual(self.match(), "all")

    def test_a_category_covers_those_beneath_it(self):
        values = {"category_id": self.dinners.id, "customer_id": self.other_customer.id}
        self.assertEqual(self.match(**values), "meals")
        self.assertEqual(self.match(**values | {"category_id": self.gifts.id}), "all")

    def test_outside_its_days_and_company_a_line_controls_nothing(self):
        self.assertFalse(self.match(date="2027-01-01"))
        self.assertFalse(self.match(company_id=self.other_company.id))
        branch = self.env["res.company"].create({"name": "Branch", "parent_id": self.company.id})
        self.assertEqual(self.match(company_id=branch.id), "customer")

    def test_a_settled_line_stays(self):
        line = self.budget.line_ids[0]
        self.assertEqual(self.match(line_id=line.id), "all")

    def test_of_two_that_tie_since_the_older_controls(self):
        other = self.env["res.partner.category"].create({"name": "North"})
        self.without("customer", "group")
        self.budget_in_force({"planned": 1, "tag_id": other.id, "name": "north"}, name="North")
        self.customer.category_id |= other
        self.assertEqual(self.match(), "tag")

    def test_tiers_count_as_they_were_on_the_day(self):
        self.without("customer", "group", "tag", "team", "region", "country")
        tier = self.env["customer.cost.tier"].create(
            {"name": "A", "company_id": self.company.id, "basis": "rest"}
        )
        self.budget_in_force({"planned": 1, "tier_id": tier.id, "name": "tier"}, name="Tier A")
        self.env["customer.value"].sudo().create(
            {
                "company_id": self.company.id,
                "partner_id": self.customer.id,
                "date": "2026-03-01",
                "tier_id": tier.id,
                "current": True,
            }
        )
        self.env.flush_all()
        self.assertEqual(self.match(date="2026-02-28"), "meals")
        self.assertEqual(self.match(date="2026-03-02"), "tier")

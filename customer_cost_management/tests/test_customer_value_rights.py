from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .results_common import ResultsCase

FIGURES = ("customer_contribution", "has_customer_value", "customer_value_ids")


class ValueRightsCase(ResultsCase):
    """March of *Own*, *Team* and *Other*, evaluated."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company._create_customer_cost_defaults()
        cls.env["customer.value"].sudo()._evaluate(cls.company)

    def names_seen(self, user):
        values = self.env["customer.value"].with_user(user).search([])
        return sorted(values.partner_id.sudo().mapped("name"))

    def partners_of(self, user):
        return (self.own + self.team + self.other).with_user(user)


@tagged("post_install", "-at_install")
class TestCustomerValueRights(ValueRightsCase):
    def test_who_reads_whose_value(self):
        self.assertEqual(self.names_seen(self.customer_manager), ["Own", "Team"])
        for user in (self.cost_accountant, self.controller, self.auditor):
            self.assertEqual(self.names_seen(user), ["Other", "Own", "Team"])
        for user in (self.staff, self.billing, self.compliance):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.names_seen(user)

    def test_another_company_reads_nothing(self):
        for user in (self.customer_manager, self.auditor, self.controller):
            self.put_in_other_company(user)
            with self.subTest(user=user.login):
                self.assertEqual(self.names_seen(user), [])
                self.assertFalse(any(self.partners_of(user).mapped("has_customer_value")))

    def test_a_manager_reads_no_figure_of_the_company(self):
        value = self.env["customer.value"].with_user(self.customer_manager).search([], limit=1)
        with self.assertRaises(AccessError):
            value.read(["company_acquisition_cost"])
        self.assertNotIn("company_acquisition_cost", value.fields_get())

    def test_partners_show_the_contribution_to_whom_it_may_be_shown(self):
        partners = self.partners_of(self.customer_manager)
        self.assertEqual(partners.mapped("has_customer_value"), [True, True, False])
        self.assertEqual(partners.mapped("customer_contribution"), [690, 500, 0])
        self.assertEqual(
            self.partners_of(self.auditor).mapped("customer_contribution"), [690, 500, -10]
        )

    def test_a_contact_shows_the_figures_of_his_company(self):
        contact = self.env["res.partner"].create({"name": "Ms Li", "parent_id": self.own.id})
        self.assertEqual(contact.with_user(self.auditor).customer_contribution, 690)
        self.assertEqual(contact.with_user(self.staff).customer_tier, "A")

    def test_employees_see_the_letter_and_nothing_else(self):
        self.staff.group_ids += self.env.ref("base.group_allow_export")
        partners = self.partners_of(self.staff)
        self.assertEqual(partners.mapped("customer_tier"), ["A", "A", "D"])
        self.assertEqual(partners.export_data(["customer_tier"])["datas"], [["A"], ["A"], ["D"]])
        for field in FIGURES:
            with self.subTest(field=field):
                self.assertNotIn(field, partners.fields_get())
                for path in (
                    lambda name=field: partners.read([name]),
                    lambda name=field: partners.export_data([name]),
                    lambda name=field: partners.search([(name, "!=", False)]),
                    lambda name=field: partners.web_read({name: {}}),
                ):
                    with self.assertRaisesRegex((AccessError, ValueError), "."):
                        path()

    def test_figures_of_partners_cannot_be_searched_grouped_or_sorted(self):
        partners = self.env["res.partner"].with_user(self.controller)
        for name in ("customer_contribution", "customer_tier"):
            field = partners._fields[name]
            self.assertFalse(field.store or field.search or field.copy)
            self.assertFalse(getattr(field, "tracking", False))
            with self.subTest(name=name), mute_logger("odoo.domains"):
                with self.assertRaises(Exception):  # noqa: B017
                    partners.search([(name, ">", 1)])
                with self.assertRaises(Exception):  # noqa: B017
                    partners.search([], order=name)

    def test_filters_on_partners_find_only_what_the_reader_may_read(self):
        losing = [("customer_value_ids", "any", [("earning", "=", "loss")])]
        tier_a = [("customer_value_ids", "any", [("tier_id.name", "=", "A")])]
        partners = self.env["res.partner"]
        self.assertEqual(partners.with_user(self.auditor).search(losing), self.other)
        self.assertFalse(partners.with_user(self.customer_manager).search(losing))
        self.assertEqual(
            partners.with_user(self.customer_manager).search(tier_a), self.own + self.team
        )

    def test_an_employee_copies_a_partner(self):
        self.staff.group_ids += self.env.ref("base.group_partner_manager")
        copy = self.own.with_user(self.staff).copy()
        self.assertTrue(copy)
        self.assertFalse(copy.sudo().customer_value_ids)

    def test_the_context_follows_the_rights_of_who_asks(self):
        def contexts(user):
            return self.partners_of(user)._customer_cost_context(self.company)

        staff = list(contexts(self.staff).values())
        self.assertEqual([c.tier for c in staff], ["A", "A", "D"])
        self.assertEqual(
            [(c.visible, c.contribution, c.at_risk) for c in staff], [(False, None, None)] * 3
        )
        manager = list(contexts(self.customer_manager).values())
        self.assertEqual([c.contribution for c in manager], [690, 500, None])
        server = self.partners_of(self.staff).sudo()._customer_cost_context(self.company)
        self.assertEqual([c.contribution for c in server.values()], [690, 500, -10])
        self.assertEqual([c.months for c in server.values()], [1, 1, 1])

    def test_the_context_knows_what_was_in_force_on_a_day(self):
        known = self.own.sudo()._customer_cost_context(self.company, self.run_march.date_to)
        self.assertEqual((known[self.own].tier, known[self.own].visible), ("", False))

    def test_the_context_of_many_takes_as_many_queries_as_of_one(self):
        partners = self.partners_of(self.customer_manager)

        def queries(some):
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            some._customer_cost_context(self.company)
            return self.cr.sql_log_count - before

        queries(partners)
        self.assertLessEqual(queries(partners), queries(partners[0]) + 1)

    def test_statement_and_card_show_the_value_of_today(self):
        statement = self.statement_of(self.own).with_user(self.customer_manager)
        value = statement.value_ids
        self.assertEqual(value.partner_id, self.own)
        self.assertEqual(value.top_activities, "Order handling 250")
        self.assertEqual(
            value.activity_links,
            [{"id": self.handling.id, "name": "Order handling", "amount": "250"}],
        )
        opened = self.opened(value.action_open_activity(self.handling.id), self.customer_manager)
        self.assertEqual(opened.mapped("amount"), [250])
        self.assertFalse(value.stale_words)
        self.run_march._as_engine().changed_entries = 3
        value.invalidate_recordset()
        self.assertEqual(value.stale_words, "The books changed after these figures were published.")
        amounts = [month["amount"] for month in value.monthly]
        self.assertEqual(amounts, [None] * 11 + [690])
        self.assertEqual(
            value.action_open_statements()["domain"], [("partner_id", "=", self.own.id)]
        )

    def test_forms_of_customers_open_for_every_role(self):
        for user in (self.staff, self.customer_manager, self.cost_accountant, self.auditor):
            with self.subTest(user=user.login):
                views = (
                    self.env["res.partner"]
                    .with_user(user)
                    .get_views([(False, "form"), (False, "list"), (False, "search")])
                )
                has_page = "customer_value_ids" in views["views"]["form"]["arch"]
                self.assertEqual(has_page, user != self.staff)

    def test_merging_keeps_the_evaluation_of_who_stays(self):
        merge = self.env["base.partner.merge.automatic.wizard"].create({})
        merge._merge((self.own + self.other).ids, self.own)
        values = self.env["customer.value"].search([("partner_id", "=", self.own.id)])
        self.assertEqual(len(values), 2)
        self.assertEqual(values.filtered("current").cm3, 690)
        self.env["customer.value"].sudo()._evaluate(self.company)
        self.assertEqual(self.own.customer_value_ids.cm3, 680)


@tagged("post_install", "-at_install")
class TestCustomerValueRpc(ValueRightsCase, HttpCase):
    def call(self, model, method, *args, **kwargs):
        return self.make_jsonrpc_request(
            f"/web/dataset/call_kw/{model}/{method}",
            {"model": model, "method": method, "args": args, "kwargs": kwargs},
        )

    def assert_refused(self, model, method, *args, **kwargs):
        with (
            self.subTest(model=model, method=method, args=args),
            self.assertLogs("odoo.http", "WARNING"),
            self.assertRaisesRegex(Exception, "AccessError|ValueError"),
        ):
            self.call(model, method, *args, **kwargs)

    def test_an_employee_gets_no_figure_over_rpc(self):
        self.authenticate("staff", "staff-password")
        [row] = self.call("res.partner", "read", self.own.ids, ["customer_tier"])
        self.assertEqual(row["customer_tier"], "A")
        for field in FIGURES:
            self.assert_refused("res.partner", "read", self.own.ids, [field])
        value = self.own.customer_value_ids
        self.assert_refused("customer.value", "read", value.ids, ["cm3"])
        self.assert_refused("customer.value", "search_read", [], ["cm3"])
        self.assert_refused("customer.value", "action_evaluate", [])
        for method in ("_customer_cost_context", "_evaluate", "_override"):
            model = "res.partner" if "context" in method else "customer.value"
            self.assert_refused(model, method, self.own.ids, self.company.id)

    def test_a_manager_gets_his_customers_over_rpc(self):
        self.authenticate("customer_manager", "customer_manager-password")
        answer = self.call(
            "customer.value", "web_search_read", domain=[], specification={"cm3": {}, "clv": {}}
        )
        self.assertEqual(sorted(row["cm3"] for row in answer["records"]), [500, 690])
        other = self.other.customer_value_ids
        self.assert_refused("customer.value", "read", other.ids, ["cm3"])
        [row] = self.call("res.partner", "read", self.other.ids, ["customer_contribution"])
        self.assertEqual(row["customer_contribution"], 0)

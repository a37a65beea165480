from contextlib import contextmanager

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...engine.policy.evaluation import evaluate
from ...engine.policy.spending import Spending
from ..platform.approval_seal import amount_in_minor_units, holds_seal
from ..platform.customer_cost_approval import NAME_READERS, SEVERITIES
from .person_key import is_person_key
from .policy_findings import unjudged

#: Days before and after a document in which others may matter for it.
AROUND = 366


class CustomerCostSpending(models.AbstractModel):
    """A document that spends money on a customer, as spending rules judge it.

    What rules found is kept as codes and numbers with the rule's version and put into words
    for each reader.
    """

    _name = "customer.cost.spending"
    _description = "Spending on a Customer"

    findings = fields.Json(compute="_compute_findings", help="What spending rules found, in words.")
    findings_found = fields.Json(
        readonly=True, copy=False, help="Codes and numbers, as judged when it was submitted."
    )
    severity = fields.Selection(
        SEVERITIES,
        "Strictest finding",
        readonly=True,
        copy=False,
    )
    finding_count = fields.Integer("Findings", compute="_compute_finding_count")

    @api.depends("findings_found")
    def _compute_finding_count(self):
        for document in self:
            document.finding_count = len(document.findings_found or [])

    def _compute_findings(self):
        for document in self:
            is_open = document._is_judged_live()
            found = document._judge() if is_open else document.findings_found or []
            document.findings = document._findings_in_words(found)

    @api.model_create_multi
    def create(self, vals_list):
        # a record that is being created may say expressly that there are none
        for vals in vals_list:
            self._check_findings_are_found({name for name, value in vals.items() if value})
        return super().create(vals_list)

    def write(self, vals):
        self._check_findings_are_found(vals.keys())
        return super().write(vals)

    def _check_findings_are_found(self, names):
        if not holds_seal(self) and names & {"findings_found", "severity"}:
            raise UserError(self.env._("Findings follow from spending rules; nobody writes them."))

    def _is_judged_live(self):
        """Whether rules look at the document as it stands, not as it was submitted."""
        raise NotImplementedError

    def _engine_spending(self, tier=True):
        """The document as the engine's ``Spending``; as superuser.

        :param tier: whether to look up the customer's tier
        """
        raise NotImplementedError

    def _judge(self):
        """What the rules of its day find; a list of ``{code, subjects, values, …}``."""
        self.ensure_one()
        with self._names_apart():
            return self._judge_all()

    @contextmanager
    def _names_apart(self):
        """Lists of attendees are cached once for all rights: what the server reads to judge must
        not be what its reader sees, nor the other way round."""
        names = [name for name in ("attendee_ids", "cost_attendee_ids") if name in self._fields]
        is_shared = all(self._ids) and not (self.env.su or self.env.user.has_groups(NAME_READERS))
        if names and is_shared:
            self.invalidate_recordset(names)
        yield
        if names and is_shared:
            self.invalidate_recordset(names)

    def _judge_all(self):
        # sudo: rules look at documents of others; only what they find about this one is told
        document = self.sudo()
        rules = document.env["customer.cost.policy.rule"]._in_force(document.company_id)
        rules = rules._that_may_concern(document)
        spending = rules and document._engine_spending()
        if not spending:
            return []
        history = document._spending_around(spending)
        return document._judge_by(rules, spending, history)

    @api.model
    def _judge_by(self, rules, spending, history):
        """Findings of rules about one spending.

        :param history: other spendings around it
        """
        engine_rules = [rule._engine_rule() for rule in rules]
        return self._judge_by_engine(rules, engine_rules, spending, history)

    @api.model
    def _judge_by_engine(self, rules, engine_rules, spending, history):
        """The same, where the engine's rules are at hand because they judge many spendings."""
        counted = {rule.number for rule in rules if rule.kind == "rolling_count"}
        judged = evaluate(spending, engine_rules, history)
        return unjudged(judged.problems) or [
            {
                "code": finding.code,
                "subjects": _not_people(finding.subjects),
                "values": _plain(finding.values),
                "severity": finding.severity,
                "rule": finding.rule,
                "version": finding.version,
                "ask": finding.ask,
                "counted": finding.rule in counted,
            }
            for finding in judged.findings
        ]

    @api.model
    def _joined_amounts(self, found):
        """Totals of spendings that were cut into pieces, by these findings; minor units."""
        return [f["values"]["total"] for f in found if f["code"] == "split_spending"]

    def _spending_around(self, spending):
        """Engine spendings of live documents about a year around it that may matter for it:
        those of its customer, its employee, or one of its recipients.

        :param spending: the document itself, as the engine sees it
        """
        return self._live_around(spending)

    def _live_around(self, spending):
        """The live documents about a year around a spending that may matter for it."""
        people = [gift.recipient for gift in spending.given]
        contacts = [int(key[1:]) for key in people if key and key[0] == "p"]
        span = (
            fields.Date.subtract(spending.day, days=AROUND),
            fields.Date.add(spending.day, days=AROUND),
        )
        near = (list(spending.customers), int(spending.employee[1:] or 0), contacts)
        return self._live_spendings(self.company_id, span, near)

    @api.model
    def _live_spendings(self, company, span, near=None):
        """Live spendings of a root company and its branches; without their tiers.

        Expenses of a request are in it once, as the request.

        :param span: first and last day
        :param near: customer, user, contacts that got gifts: of these alone; each one id or a list
        """
        common = Domain("company_id", "child_of", company.root_id.ids)
        common &= Domain("date", ">=", span[0]) & Domain("date", "<=", span[1])
        of_requests = Domain("state", "in", ("submitted", "approved", "spent", "closed"))
        of_expenses = Domain("cost_request_id", "=", False) & Domain(
            "cost_customer_id", "!=", False
        )
        of_expenses &= Domain("state", "not in", ("draft", "refused"))
        if near:
            is_near = _near("partner_id", "user_id", "attendee_ids", near)
            is_near |= Domain("split_ids.partner_id", "in", ids_of(near[0]))
            of_requests &= is_near
            of_expenses &= _near(
                "cost_customer_id", "employee_id.user_id", "cost_attendee_ids", near
            )
        # sudo: see _judge
        requests = self.env["customer.cost.request"].sudo().search(common & of_requests)
        expenses = self.env["hr.expense"].sudo().search(common & of_expenses)
        own = self.cost_request_id if self._name == "hr.expense" else requests.browse()
        return [d._engine_spending(tier=False) for d in [*(requests - own), *expenses]]

    def _spending_features(self, partner, category, tier, **more):
        """Features of the engine that are known of a document.

        :param tier: whether the customer's tier is looked up; others' documents need none
        """
        known = self._features_of_customers(partner, tier)
        features = {
            "nature": category.nature,
            "category": category.id,
            **known.get(partner, {}),
            **more,
        }
        return {name: value for name, value in features.items() if value}

    def _spending_of(self, attendees, **values):
        """A ``Spending`` with what attendees say of people and gifts."""
        currency = self.company_id.currency_id
        gifts = attendees.filtered(lambda a: a.gift_value or a.gift_is_cash)
        return Spending(
            key=f"{self._name},{self._origin.id or 0}",
            day=self.date,
            attendees=tuple(attendee._engine_attendee() for attendee in attendees),
            gifts=tuple(gift._engine_gift(currency) for gift in gifts),
            **values,
        )

    def _minor(self, amount):
        return max(amount_in_minor_units(amount, self.company_id.currency_id), 0)


def _plain(values):
    """Values of a finding as JSON takes them."""
    return {k: list(v) if isinstance(v, tuple) else v for k, v in values.items()}


def _not_people(subjects):
    """What a finding is about; its people stay with the document, whose readers are fewer."""
    return [text for text in map(str, subjects) if not is_person_key(text)]


def _near(customer, user, attendees, near):
    """Documents of some customers, some users, or with gifts to some contacts."""
    customers, users, contacts = near
    domain = Domain(user, "in", ids_of(users)) | Domain(customer, "in", ids_of(customers))
    if contacts:
        domain |= Domain(f"{attendees}.partner_id", "in", contacts)
    return domain


def ids_of(one_or_many):
    """A list of ids, from a list, one id or none."""
    many = one_or_many if isinstance(one_or_many, list) else [one_or_many]
    return [each for each in many if each]

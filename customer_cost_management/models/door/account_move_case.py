from odoo import fields, models

from ...engine.approval.rule import Case
from ...engine.policy.gift import involves_official
from ..platform.approval_seal import amount_in_minor_units, amount_of_minor_units


class AccountMove(models.Model):
    """Door: why a vendor bill needs somebody else's word, and as what it is put to them."""

    _inherit = "account.move"

    # ------------------------------------------------------------------ why

    def _bill_reasons(self, found):
        """Why the bill must be agreed to before it is posted; nothing if it need not be.

        :param found: what spending rules find
        :return: list of ``{code, …}``, amounts in minor units
        """
        # sudo: what was agreed for a bill decides on it, whoever enters the bill
        move = self.sudo()
        reasons = move._overspent_requests() + move._without_request()
        if move._bill_budget_asks():
            lines = [found["line"] for found in move._budget_found()]
            reasons.append({"code": "over_budget", "lines": lines})
        severities = {finding["severity"] for finding in found}
        if "block" in severities:
            reasons.append({"code": "blocked"})
        if "escalate" in severities:
            reasons.append({"code": "finding"})
        return reasons

    def _overspent_requests(self):
        money = self.company_id.currency_id
        requests = self.env["customer.cost.request"]
        for request_id, *_rest in self._bill_parts():
            requests |= self._approved_request(request_id)
        return [
            {
                "code": "over_request",
                "request": request.id,
                "spent": amount_in_minor_units(request.spent, money),
                "cost": amount_in_minor_units(request.cost, money),
            }
            for request in requests.sorted("id")
            if request._over_approved()
        ]

    def _without_request(self):
        company = self.company_id
        limit = amount_in_minor_units(company.customer_cost_bill_limit, company.currency_id)
        amount = self._amount_without_request()
        if not limit or amount <= limit:
            return []
        return [{"code": "without_request", "amount": amount, "limit": limit}]

    def _amount_without_request(self):
        """Relationship cost on it that no approved request stands behind; minor units."""
        return sum(
            amount
            for part, amount in self._bill_parts().items()
            if not self._covering_request(part)
        )

    def _bill_authority(self, reasons):
        """The amount that decides who must agree; minor units."""
        over = sum(reason["spent"] for reason in reasons if reason["code"] == "over_request")
        parts = sum(self._bill_parts().values())
        return max(over + max(self._amount_without_request(), 0), parts if not over else 0, 0)

    # ------------------------------------------------------------------ as what

    def _bill_seal(self):
        """What was shown to who agrees; any other value asks again.  As JSON keeps it."""
        parts = [
            {"request": request, "customer": customer, "category": category, "amount": amount}
            for (request, customer, category), amount in self._bill_parts().items()
        ]
        return {
            "vendor": self.commercial_partner_id.id,
            "date": fields.Date.to_string(self.invoice_date) or False,
            "currency": self.currency_id.id,
            "company": self.company_id.id,
            "type": self.move_type,
            "fapiao": [self.fapiao_code or "", self.fapiao_number or ""],
            "parts": sorted(parts, key=lambda part: [part[name] or 0 for name in sorted(part)]),
        }

    def _prepare_bill_values(self):
        """The bill as it is put to who agrees."""
        found = self._bill_findings()
        reasons = self._bill_reasons(found)
        money = self.company_id.currency_id
        parts = self._bill_parts()
        request_id, customer_id, _category = max(parts, key=parts.get)
        vendor = self.commercial_partner_id
        severity = found[0]["severity"] if found else False
        return {
            "name": " ".join(filter(None, [vendor.name, self.ref or self.name or ""])).strip()
            or self.env._("Vendor bill"),
            "move_id": self.id,
            "company_id": self.company_id.id,
            "vendor_id": vendor.id,
            "partner_id": customer_id,
            "cost_request_id": request_id,
            "date": self._bill_day(),
            "amount": amount_of_minor_units(sum(parts.values()), money),
            "authority_amount": amount_of_minor_units(self._bill_authority(reasons), money),
            "sealed_values": self._bill_seal(),
            "reasons": reasons,
            "justification": self.cost_justification,
            "findings_found": found,
            "severity": severity,
        }

    def _bill_case(self, document):
        """The engine's case of a bill put to who agrees; as superuser.

        :param document: its ``customer.cost.bill``
        """
        found = document.findings_found or []
        blocked = any(finding["severity"] == "block" for finding in found)
        requests = self._controlled_lines().cost_request_id
        return Case(
            "bill",
            amount_in_minor_units(document.authority_amount, self.company_id.currency_id),
            document.user_id.id,
            categories=self._bill_category_chain(),
            severity="escalate" if blocked else document.severity or None,
            sensitive=any(
                involves_official(spending) or spending.open_tender
                for spending in self._bill_spendings().values()
            ),
            participants=frozenset((requests.user_id | requests.attendee_ids.user_id).ids),
            exception_by=frozenset(self.create_uid.ids),
            over_budget=any(f.code == "over_budget" for f in self._bill_over_budget()),
            budget_owners=tuple(document._budget_owners().ids),
            budget_asks=self._bill_budget_asks(),
            asks=self._bill_asks(found, blocked),
            automatic_so_far=document._approved_without_asking(),
            **document._case_of_customers(self._bill_customers()),
        )

    def _bill_asks(self, found, blocked):
        """Groups whose word is needed; what a rule forbids is compliance's to allow."""
        asks = [f["ask"] for f in found if f["severity"] == "escalate" and f["ask"]]
        if blocked:
            asks.append(self.env.ref("customer_cost_management.group_compliance").id)
        return tuple(dict.fromkeys(asks))

    def _bill_category_chain(self):
        """The categories on the bill and those above them, of the greatest part first."""
        parts = self._bill_parts()
        chain = []
        for part in sorted(parts, key=lambda part: -parts[part]):
            category = self.env["customer.cost.category"].browse(part[2] or [])
            chain += reversed([int(key) for key in (category.parent_path or "").split("/") if key])
        return tuple(dict.fromkeys(chain))

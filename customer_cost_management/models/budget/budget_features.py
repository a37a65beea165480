"""What a budget line may ask of a part of a document, read for many parts at once."""

from odoo import fields

from ...engine.budget.line import DocumentPart


class PartFeatures:
    """Customers, categories, tiers and teams of parts, as the engine's matching wants them.

    Reads as superuser: the server decides for the company which line controls a part.

    :param dimensions: names of the dimensions that lines use; others are not read
    """

    def __init__(self, env, parts, dimensions):
        self.env = env(su=True)
        self.dimensions = dimensions
        ids = _ids(parts, "customer_id")
        self.customers = {
            partner.id: partner.commercial_partner_id
            for partner in self.env["res.partner"].browse(ids)
        }
        ids = _ids(parts, "category_id")
        categories = self.env["customer.cost.category"].with_context(active_test=False)
        self.categories = {category.id: category for category in categories.browse(ids)}
        self.product_categories = self._read_product_categories(parts)
        self.contexts = self._read_contexts(parts) if {"tier", "stage"} & dimensions else {}
        self.teams = self._read_teams() if "team" in dimensions else {}

    def _read_product_categories(self, parts):
        """{part's product or product category: path of categories, leaf first}."""
        products = _ids(parts, "product_id")
        ids = _ids(parts, "product_category_id")
        found = {
            ("category", category.id): category
            for category in self.env["product.category"].browse(ids)
        }
        for product in self.env["product.product"].browse(products):
            found["product", product.id] = product.categ_id
        return {key: _path(category) for key, category in found.items()}

    def _read_contexts(self, parts):
        """{(customer, company, day): what is known of the customer then}."""
        asked = {}
        for part in parts:
            if part.get("customer_id"):
                customer = self.customers[part["customer_id"]]
                day = fields.Date.to_date(part["date"])
                asked.setdefault((part["company_id"], day), set()).add(customer.id)
        contexts = {}
        for (company_id, day), ids in asked.items():
            company = self.env["res.company"].browse(company_id)
            known = self.env["res.partner"].browse(ids)._customer_cost_context(company, day)
            contexts |= {(partner.id, company_id, day): known[partner] for partner in known}
        return contexts

    def _read_teams(self):
        """{salesperson: he and everybody he reports to}."""
        users = self.env["res.users"].union(*[c.user_id for c in self.customers.values()])
        employees = self.env["hr.employee"].with_context(active_test=False)
        teams = {user.id: {user.id} for user in users}
        for employee in employees.search([("user_id", "in", users.ids)]):
            seen, chief = set(), employee.parent_id
            while chief and chief.id not in seen:
                seen.add(chief.id)
                teams[employee.user_id.id] |= set(chief.user_id.ids)
                chief = chief.parent_id
        return teams

    def of(self, key, part):
        """The part as the engine sees it."""
        category = self.categories.get(part.get("category_id"))
        return DocumentPart(
            key=key,
            day=fields.Date.to_date(part["date"]),
            values=self._values(part, category),
            categories=_path(category) if category else (),
            product_categories=self._product_path(part),
            controlled=bool(category and category.budget_controlled),
        )

    def _product_path(self, part):
        of_category = ("category", part.get("product_category_id"))
        of_product = ("product", part.get("product_id"))
        return self.product_categories.get(of_category) or self.product_categories.get(
            of_product, ()
        )

    def _values(self, part, category):
        """Dimension → values that hold for the part."""
        values = {"programme": _of(part.get("programme_id"))}
        customer = self.customers.get(part.get("customer_id"))
        known = self._context(part, customer)
        values["stage"] = _of(
            part.get("stage") or (category and category.stage) or (known.stage if known else None)
        )
        if not customer:
            return values
        return values | {
            "customer": (customer.id,),
            "group": _of(topmost(customer).id),
            "tag": tuple(customer.category_id.ids) if "tag" in self.dimensions else (),
            "tier": _of(known and known.tier_id),
            "team": tuple(self.teams.get(customer.user_id.id, ())),
            "region": (
                *(("state", state) for state in customer.state_id.ids),
                *(("country", country) for country in customer.country_id.ids),
            ),
        }

    def _context(self, part, customer):
        if not customer:
            return None
        day = fields.Date.to_date(part["date"])
        return self.contexts.get((customer.id, part["company_id"], day))


def asked_for(env, parts):
    """Field of a line → the ids with which it could be for one of these parts."""
    env = env(su=True)
    customers = env["res.partner"].browse(_ids(parts, "customer_id")).commercial_partner_id
    categories = env["customer.cost.category"].browse(_ids(parts, "category_id"))
    return {
        "partner_id": customers.ids,
        "group_id": list({topmost(customer).id for customer in customers}),
        "category_id": list({above for category in categories for above in _path(category)}),
        "programme_id": list(_ids(parts, "programme_id")),
    }


def _ids(parts, name):
    return {part.get(name) for part in parts} - {None, False}


def _of(value):
    return (value,) if value else ()


def _path(node):
    """Ids of a node and all above it, leaf first."""
    return tuple(reversed([int(part) for part in (node.parent_path or "").split("/") if part]))


def topmost(customer):
    """The company above all others of a customer's group; himself where there is none."""
    seen = set()
    while customer.parent_id and customer.id not in seen:
        seen.add(customer.id)
        customer = customer.parent_id
    return customer

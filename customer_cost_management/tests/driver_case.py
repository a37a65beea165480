from odoo.tools import SQL

from .run_common import CustomerCostRunCommon


class DriverVerbs:
    """Measures drivers that the setup assistant offers, in March 2026 unless told otherwise; to
    be mixed into a case with a ``company``."""

    def measure(self, code, date_from="2026-03-01", date_to="2026-03-31"):
        """{customer: quantity} of the driver with a code."""
        seed = self.env["customer.cost.setup"]._driver_seeds()[code]
        driver = self.env["customer.cost.driver"].create(
            seed.values() | {"name": code, "company_id": self.company.id}
        )
        run = self.env["customer.cost.run"].new(
            {"company_id": self.company.id, "date_from": date_from, "date_to": date_to}
        )
        customers, quantities = driver._measure_in(run)
        partners = self.env["res.partner"].browse(customers.tolist())
        return dict(zip(partners, quantities.tolist(), strict=True))

    def counted(self, query):
        """{customer: quantity} of plain SQL that gives contact and quantity, own companies and
        internal users left out: what a driver must find in data that others made."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT partner.commercial_partner_id, sum(counted.quantity)
                  FROM (%s) counted(contact, quantity)
                  JOIN res_partner partner ON partner.id = counted.contact
                 WHERE partner.commercial_partner_id NOT IN (SELECT partner_id FROM res_company)
                   AND partner.commercial_partner_id NOT IN (
                           SELECT partner_id FROM res_users WHERE NOT share)
              GROUP BY partner.commercial_partner_id HAVING sum(counted.quantity) != 0
                """,
                query,
            )
        )
        partners = self.env["res.partner"].browse(row[0] for row in rows)
        return {partner: float(row[1]) for partner, row in zip(partners, rows, strict=True)}

    def seeds_of(self, activity):
        """Codes of the drivers of an activity that the assistant tries, the best first."""
        seeds = self.env["customer.cost.setup"]._activity_seeds()
        return [wanted.driver for wanted in seeds[activity].drivers]


class DriverCase(DriverVerbs, CustomerCostRunCommon):
    """Drivers on records that the test makes."""

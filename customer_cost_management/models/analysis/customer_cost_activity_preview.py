from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import formatLang

from ..platform.month_name import month_name


class CustomerCostActivity(models.Model):
    """What the last run said of an activity, and its minutes tried on one customer."""

    _name = "customer.cost.activity"
    _inherit = ["customer.cost.activity", "customer.cost.draft"]

    @api.readonly
    def preview(self, values, company_id=False):
        """Sentences: rate, used capacity and customers of the last run; the minutes of the
        customer with the largest volume of the last month, as the form stands."""
        activity = self._typed(values)
        sentences = list(activity._describe_last_run())
        try:
            sentences += activity._describe_one_customer(company_id)
        except AccessError:
            raise
        except UserError as error:
            return {"sentences": sentences, "error": str(error)}
        return {"sentences": sentences}

    def _describe_last_run(self):
        saved = self._origin
        if not saved.in_last_run:
            yield self.env._("No run has computed it yet.")
            return
        parts = []
        if saved.rate_last:
            rate = formatLang(self.env, saved.rate_last, digits=4)
            rate = f"{saved.currency_id.symbol}\N{NO-BREAK SPACE}{rate}"
            parts.append(
                self.env._(
                    "Rate in the last run %(rate)s per %(unit)s", rate=rate, unit=self._unit()
                )
            )
        if saved.unused_measured:
            used = formatLang(self.env, saved.used_percent_last, digits=1)
            parts.append(self.env._("used %(percent)s %%", percent=used))
        customers = saved._count_customers().get(saved.id, 0)
        parts.append(self.env._("%(count)s customers", count=customers))
        yield " · ".join(parts)

    def _unit(self):
        if self.timed:
            return self.env._("minute")
        return self.driver_id.unit or self.driver_id.name or self.env._("unit")

    def _describe_one_customer(self, company_id):
        """5 min × 12 Orders + 3 min × 40 Lines = 180 min, of the largest customer."""
        if not self.timed or not self.driver_id:
            return []
        driver = self.driver_id._draft({}, company_id)
        run = driver._month_run()
        terms = [(self.base_minutes, driver)]
        terms += [(term.minutes, term.driver_id) for term in self.term_ids if term.driver_id]
        volumes = [dict(zip(*driver._measure_in(run), strict=True)) for _min, driver in terms]
        month = month_name(self.env, run.date_from)
        if not volumes[0]:
            return [self.env._("No volume in %(month)s to try it on.", month=month)]
        customer = max(volumes[0], key=lambda one: (volumes[0][one], -one))
        parts, total = [], 0
        for (minutes, driver), volume in zip(terms, volumes, strict=True):
            quantity = float(volume.get(customer, 0))
            total += minutes * quantity
            parts.append(
                self.env._(
                    "%(minutes)g min × %(quantity)s %(driver)s",
                    minutes=minutes,
                    quantity=driver._number(quantity),
                    driver=driver.name,
                )
            )
        return [
            self.env._(
                "Tried on %(customer)s, %(month)s: %(parts)s = %(total)s min.",
                customer=self.driver_id._customer_names([int(customer)])[0],
                month=month,
                parts=" + ".join(parts),
                total=driver._number(round(total, 3)),
            )
        ]

"""BG/NBD and Gamma-Gamma against the published CDNOW figures.

CDNOW: 2,357 customers who first bought in early 1997, observed to 30 September
1997.  Published: Fader, Hardie & Lee, Marketing Science 24(2), 2005 (r, α, a, b,
log-likelihood and the customer with x = 2); Fader & Hardie, "The Gamma-Gamma
Model of Monetary Value", 2013 (p, q, v).

The data file comes with the distribution ``lifetimes``, which is needed for it
alone: it is never imported.
"""

import datetime
import functools
import importlib.metadata
import unittest
from unittest import mock

import numpy as np

from ...value.bgnbd import PurchaseForecast, fit_bgnbd, probability_alive
from ...value.gamma_gamma import fit_gamma_gamma
from ...value.purchase_models import fit_purchase_models
from ...value.purchase_summary import Transactions, summarise_purchases
from .purchase_examples import summary_of

FILE = "CDNOW_sample.txt"
END = datetime.date(1997, 9, 30)


def cdnow_path():
    """Where the installed distribution keeps the file."""
    try:
        files = importlib.metadata.files("lifetimes") or []
    except importlib.metadata.PackageNotFoundError:
        files = []
    for file in files:
        if file.name == FILE:
            return file.locate()
    raise AssertionError(
        f"{FILE} is missing. It holds the published example these tests need: "
        "pip install --no-deps lifetimes==0.11.3"
    )


@functools.cache
def cdnow_summary():
    """Columns of the file: master id, sample id, date, number of CDs, dollars."""
    lines = [line.split() for line in cdnow_path().read_text().splitlines() if line.strip()]
    transactions = Transactions(
        customer_ids=[int(line[1]) for line in lines],
        days=[datetime.datetime.strptime(line[2], "%Y%m%d").toordinal() for line in lines],
        amounts=[int(line[4].replace(".", "")) for line in lines],
    )
    summary, problems = summarise_purchases(transactions, END.toordinal())
    if problems:
        raise AssertionError(problems)
    return summary


class TestCdnow(unittest.TestCase):
    def setUp(self):
        super().setUp()
        self.summary = cdnow_summary()

    def test_the_summary_has_the_published_size(self):
        self.assertEqual(len(self.summary.customer_ids), 2_357)
        # Fader & Hardie 2013: 946 customers made a repeat purchase.
        self.assertEqual(int((self.summary.repeat_purchases > 0).sum()), 946)

    def test_bgnbd_has_the_published_parameters(self):
        model = fit_bgnbd(self.summary)
        self.assertTrue(model.converged)
        self.assertAlmostEqual(model.r, 0.243, places=3)
        self.assertAlmostEqual(model.alpha, 4.414, places=3)
        self.assertAlmostEqual(model.a, 0.793, places=3)
        self.assertAlmostEqual(model.b, 2.426, places=3)
        self.assertAlmostEqual(model.log_likelihood, -9_582.4, places=1)

    def test_the_published_customer(self):
        customer = summary_of([2], [30.43], [38.86])
        model = fit_bgnbd(self.summary)
        self.assertAlmostEqual(probability_alive(model, customer)[0], 0.7266, places=4)
        self.assertAlmostEqual(PurchaseForecast(model, customer).expected(39)[0], 1.226, places=3)

    def test_gamma_gamma_has_the_published_parameters(self):
        model = fit_gamma_gamma(self.summary)
        self.assertTrue(model.converged)
        self.assertAlmostEqual(model.p, 6.25, places=2)
        self.assertAlmostEqual(model.q, 3.74, delta=0.005)
        self.assertAlmostEqual(model.v / 100, 15.44, delta=0.006)  # cents to dollars

    def test_spending_hardly_depends_on_frequency(self):
        # Fader & Hardie 2013: correlation 0.11, near enough to none
        models, problems = fit_purchase_models(self.summary)
        self.assertAlmostEqual(models.correlation, 0.11, places=2)
        self.assertEqual(problems, [])

    def test_the_order_of_customers_does_not_matter(self):
        backwards = summary_of(
            *(
                np.flip(getattr(self.summary, name))
                for name in ("repeat_purchases", "recencies", "ages")
            )
        )
        self.assertEqual(fit_bgnbd(backwards), fit_bgnbd(self.summary))


class TestMissingData(unittest.TestCase):
    def test_without_the_distribution_the_tests_fail_and_say_what_to_install(self):
        missing = importlib.metadata.PackageNotFoundError("lifetimes")
        with (
            mock.patch.object(importlib.metadata, "files", side_effect=missing),
            self.assertRaisesRegex(AssertionError, "pip install --no-deps lifetimes"),
        ):
            cdnow_path()

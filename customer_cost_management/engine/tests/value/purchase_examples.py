"""Purchase histories for the tests of the statistical models."""

import numpy as np

from ...value.purchase_summary import PurchaseSummary


def summary_of(purchases, recencies, ages, values=None):
    """A summary of customers 1, 2, 3 … from plain lists."""
    purchases = np.asarray(purchases, np.int64)
    return PurchaseSummary(
        customer_ids=np.arange(1, len(purchases) + 1),
        repeat_purchases=purchases,
        recencies=np.asarray(recencies, np.float64),
        ages=np.asarray(ages, np.float64),
        mean_values=np.asarray(values if values is not None else purchases * 0, np.float64),
    )


def many_customers(count=400, mean_values=1_000.0):
    """A plausible crowd, always the same; every second customer has come back."""
    rows = np.arange(count)
    purchases = np.where(rows % 2, 1 + rows % 7, 0)
    ages = 20.0 + rows % 31
    recencies = np.where(purchases, ages * (0.3 + 0.6 * (rows % 11) / 10), 0.0)
    values = np.where(purchases, mean_values * (0.5 + (rows % 13) / 13), 0.0)
    return summary_of(purchases, recencies, ages, values)


def simulated_customers(count=600):
    """Customers who live, buy, spend and leave as the models assume; always the same."""
    random = np.random.default_rng(7)
    ages = random.uniform(30, 40, count)
    rates, leaving = random.gamma(0.6, 1 / 4, count), random.beta(0.8, 2.4, count)
    spending = random.gamma(6.0, 400 / random.gamma(3.7, 1, count))
    purchases, recencies = np.zeros(count, np.int64), np.zeros(count)
    for row in range(count):
        moment = random.exponential(1 / rates[row])
        while moment < ages[row]:
            purchases[row] += 1
            recencies[row] = moment
            if random.random() < leaving[row]:
                break
            moment += random.exponential(1 / rates[row])
    return summary_of(purchases, recencies, ages, np.where(purchases, spending, 0))


def finite_differences(function, point, step=1e-6):
    """Gradient of ``function(point)[0]`` by central differences."""
    point = np.asarray(point, np.float64)
    shifts = np.eye(len(point)) * step
    return np.array(
        [(function(point + s)[0] - function(point - s)[0]) / (2 * step) for s in shifts]
    )

"""When an order is urgent: Sales, and freight by Inventory, must mean the same by it."""

from datetime import timedelta

#: An order that is promised so many days after it was made, or sooner, is urgent.
URGENT_DAYS = 2


def is_urgent(ordered, promised):
    """Whether hurry was asked for; without a promise nobody asked.

    :param ordered: datetime, or ``False``
    :param promised: datetime, or ``False``
    """
    return bool(ordered and promised and promised <= ordered + timedelta(days=URGENT_DAYS))

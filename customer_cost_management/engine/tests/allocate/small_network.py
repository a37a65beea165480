"""A network small enough to follow by hand."""

from dataclasses import replace

import numpy as np

from ...allocate.activities import Activity
from ...allocate.capacity import Capacity
from ...allocate.network import Network
from ...allocate.pools import DRIVER, OPERATING, SUPPORT, TIME, Pool
from ...allocate.support import SupportPlan
from ...allocate.volumes import Driver, TimeEquation, Volumes


def small_network(**changes):
    """IT and HR serve two operating pools; four activities; three customers."""
    network = Network(
        pools=(
            Pool("it", SUPPORT, 10000, "CNY", shares={"hr": 20, "sales": 30, "desk": 50}),
            Pool("hr", SUPPORT, 5000, "CNY", DRIVER, {"it": 1, "sales": 3, "desk": 1}),
            Pool(
                "sales", OPERATING, 40000, "CNY", shares={"visit": 60, "market": 30},
                rest_unallocated=True, avoidable=0.25,
            ),
            Pool("desk", OPERATING, 20000, "CNY", TIME, {"enter": 1}, capacity=Capacity(1000)),
        ),
        activities=(
            Activity("visit", "customer", "visits"),
            Activity("enter", "order", "orders", TimeEquation(40, {"lines": 6})),
            Activity("market", "channel", "visits"),
            Activity("audit", "facility"),
        ),
        volumes=Volumes(
            np.array([11, 12, 13]),
            (Driver("visits", zero_total="stop"), Driver("orders"), Driver("lines")),
            np.array([[1, 5, 20], [2, 5, 30], [0, 2, 10]], float),
        ),
        support=SupportPlan("step_down", ("it", "hr")),
    )  # fmt: skip
    return replace(network, **changes)


def node(result, name):
    """The row of one pool or activity."""
    return next(node for node in result.nodes if node.name == name)

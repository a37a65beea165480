from . import test_addon
from . import test_delivered_cost
from . import test_odoo_demo_dropship
from . import test_odoo_demo_stock
from . import test_perpetual
from . import test_stock_drivers
from . import test_stock_entries
from . import test_unknown_delivery

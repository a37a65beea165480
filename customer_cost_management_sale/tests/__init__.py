from . import test_addon
from . import test_odoo_demo_sale
from . import test_sale_attribution
from . import test_sale_cost
from . import test_sale_drivers
from . import test_sale_menu
from . import test_sale_team
from . import test_urgent_customers

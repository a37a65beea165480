from . import test_addon
from . import test_crm_drivers
from . import test_crm_menu
from . import test_crm_tender
from . import test_odoo_demo_crm

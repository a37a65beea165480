from . import test_addon
from . import test_delivery_staff
from . import test_hours
from . import test_odoo_demo_timesheet
from . import test_project_attribution

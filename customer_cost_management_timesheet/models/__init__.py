from . import customer_cost_setup
from . import customer_cost_setup_staff

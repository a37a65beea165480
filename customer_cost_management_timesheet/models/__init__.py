from . import customer_cost_setup
from . import customer_cost_setup_staff
from . import customer_cost_attribution_rule
from . import customer_cost_run_project

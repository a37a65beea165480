from . import sale_order
from . import customer_cost_team
from . import customer_profitability_urgent
from . import customer_cost_run_team
from . import customer_cost_run_ordered
from . import customer_cost_run_rebilled
from . import customer_cost_attribution_rule
from . import customer_cost_setup

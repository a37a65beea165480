# masters
from . import customer_cost_master
from . import customer_cost_account_role
from . import customer_cost_category
from . import customer_cost_driver
from . import customer_cost_activity
from . import customer_cost_pool
from . import customer_cost_attribution_rule

# run
from . import customer_cost_run

# capture
from . import customer_cost_capture

# measure
from . import customer_cost_driver_volume

# allocate
from . import customer_cost_run_node

# profit
from . import customer_profitability

# doors to Odoo
from . import account_move_line
from . import hr_expense
from . import res_company
from . import res_config_settings

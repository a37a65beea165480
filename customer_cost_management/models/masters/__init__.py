"""What a company's cost model is made of: roles, categories, pools, activities, drivers, rules."""

from . import customer_cost_import
from . import customer_cost_customer_entry
from . import customer_cost_master
from . import customer_cost_validity
from . import customer_cost_draft
from . import customer_cost_item_rule
from . import customer_cost_account_role
from . import customer_cost_account_role_figures
from . import customer_cost_account_role_proposal
from . import customer_cost_category
from . import customer_cost_category_nature
from . import customer_cost_item
from . import customer_cost_driver
from . import customer_cost_activity
from . import customer_cost_time_term
from . import customer_cost_pool
from . import customer_cost_pool_rule
from . import customer_cost_share
from . import customer_cost_attribution_rule
from . import customer_cost_tier
from . import customer_cost_defaults
from . import customer_cost_programme
from . import customer_cost_deduction_rate
from . import customer_cost_driver_rights

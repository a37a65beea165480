"""Questions over all rooms of profit: any period, what-if, the first model, the overview."""

# what the masters learn from the latest runs
from . import customer_cost_model_check_figures
from . import customer_cost_activity_preview
from . import customer_cost_pool_figures
from . import customer_cost_activity_figures
from . import customer_cost_driver_figures
from . import customer_cost_master_problem

# simulations
from . import customer_cost_simulation
from . import customer_cost_simulation_change
from . import customer_cost_simulation_start
from . import customer_cost_simulation_base
from . import customer_cost_simulation_compute
from . import customer_cost_simulation_store
from . import customer_cost_simulation_run
from . import customer_cost_simulation_customer
from . import customer_cost_simulation_page
from . import customer_cost_simulation_controls
from . import customer_cost_simulation_unkept

# profit of any period
from . import customer_profitability_period
from . import customer_profitability_group
from . import customer_profitability_underserved
from . import customer_profitability_period_runs
from . import customer_profitability_period_choices
from . import customer_profitability_period_page
from . import customer_profitability_period_statement
from . import customer_profitability_period_loaded
from . import customer_profitability_period_columns
from . import customer_profitability_period_facts
from . import customer_cost_run_reconciliation_periods
from . import customer_profitability_empty
from . import customer_profitability_notes
from . import customer_profitability_origin
from . import customer_profitability_whale
from . import customer_profitability_simulated
from . import customer_profitability_whale_simulation
from . import customer_profitability_quadrant
from . import customer_profitability_quadrant_simulation
from . import customer_profitability_export
from . import customer_cost_allocation_period
from . import customer_profitability_simulate
from . import customer_profitability_life
from . import customer_profitability_life_memo
from . import customer_cost_action_origins

# the first model, and what comes of it
from . import customer_cost_setup
from . import customer_cost_setup_books
from . import customer_cost_setup_capture
from . import customer_cost_setup_drivers
from . import customer_cost_setup_changes
from . import customer_cost_setup_page
from . import customer_cost_setup_items
from . import customer_cost_setup_lights
from . import customer_cost_setup_create
from . import customer_cost_setup_runs
from . import customer_cost_overview
from . import customer_cost_overview_sentences
from . import customer_cost_overview_tips
from . import customer_cost_overview_share
from . import customer_cost_overview_concentration

# demo data
from . import customer_cost_demo

"""What each customer earned: computed, stored, proved, and shown from every side."""

from . import customer_cost_earning
from . import customer_cost_listed_customers
from . import customer_profitability_figures
from . import customer_profitability
from . import customer_profitability_window
from . import customer_profitability_year
from . import customer_cost_run_notes
from . import customer_profitability_sums
from . import customer_profitability_proof
from . import customer_cost_rollup
from . import customer_cost_allocation
from . import customer_cost_reconciliation_line
from . import customer_cost_run_profit
from . import customer_cost_run_store
from . import customer_cost_run_compute
from . import customer_cost_run_without_customer
from . import customer_cost_run_publication
from . import customer_cost_run_reprice
from . import customer_cost_change
from . import customer_cost_run_changes
from . import customer_cost_run_merge
from . import customer_cost_run_year
from . import customer_cost_run_corrections
from . import customer_cost_run_correction_changes
from . import customer_cost_run_analytic
from . import customer_cost_run_analytic_removal
from . import customer_cost_run_differences

# which step failed, and the run that begins by itself
from . import customer_cost_run_steps
from . import customer_cost_run_failure
from . import customer_cost_run_automatic

# what the screens of the results show and open
from . import customer_profitability_help
from . import customer_profitability_statement
from . import customer_profitability_activities
from . import customer_profitability_entries
from . import customer_profitability_links
from . import customer_cost_allocation_links
from . import customer_cost_capture_links
from . import customer_cost_run_node_links
from . import customer_cost_run_flows
from . import customer_cost_run_volumes
from . import customer_cost_run_links
from . import customer_cost_run_reconciliation_details
from . import customer_cost_run_reconciliation_matrix
from . import customer_cost_run_reconciliation
from . import customer_cost_run_evidence
from . import customer_cost_run_purge
from . import customer_cost_capture_correction
from . import customer_profitability_memo
from . import customer_cost_run_group
from . import customer_cost_run_figures
from . import customer_cost_run_stale
from . import customer_profitability_words
from . import customer_profitability_comparison
from . import customer_profitability_peers
from . import customer_profitability_change
from . import customer_profitability_waterfall
from . import customer_profitability_beside
from . import customer_profitability_loaded
from . import customer_cost_run_ways
from . import customer_cost_run_comparison
from . import customer_cost_trace
from . import customer_cost_trace_sources

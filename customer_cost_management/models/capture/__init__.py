"""Where each posted item goes, and which ones nobody could place."""

from . import customer_cost_capture
from . import customer_cost_capture_branch
from . import customer_cost_invoice_cost
from . import customer_cost_invoiced_goods
from . import customer_cost_run_items
from . import customer_cost_run_captured
from . import customer_cost_run_check
from . import customer_cost_run_capture
from . import customer_cost_run_documents
from . import customer_cost_run_rules
from . import customer_cost_run_offers
from . import customer_cost_run_goods
from . import customer_cost_run_price_credits
from . import customer_cost_run_periodic
from . import customer_cost_unassigned
from . import customer_cost_assignment
from . import customer_cost_memo
from . import customer_cost_memo_states

# what the screens of the masters try
from . import customer_cost_run_preview
from . import customer_cost_item_rule_preview
from . import customer_cost_pool_preview
from . import customer_cost_category_figures

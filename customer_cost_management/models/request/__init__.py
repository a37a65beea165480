"""What somebody asks to spend on a customer, and what came of it."""

from . import customer_cost_request
from . import customer_cost_request_cost
from . import customer_cost_request_customer
from . import customer_profitability_requests
from . import customer_cost_attendee
from . import customer_cost_request_states
from . import customer_cost_request_guard
from . import customer_cost_request_approval
from . import customer_cost_approval_owner
from . import customer_cost_request_day
from . import customer_cost_request_entry
from . import customer_cost_request_strip
from . import customer_cost_request_outcome
from . import customer_cost_request_budget
from . import customer_cost_request_left
from . import customer_value_spending
from . import customer_cost_request_booked
from . import customer_cost_request_analysis
from . import customer_cost_request_clock
from . import customer_cost_request_timeline

# gifts
from . import customer_cost_gift_purchase
from . import customer_cost_gift_purchase_items
from . import customer_cost_gift_issue
from . import customer_cost_gift_issue_judge
from . import customer_cost_gift_issue_states
from . import customer_cost_gift_issue_ask
from . import customer_cost_programme_spent

# what runs and cards are told
from . import customer_cost_run_gifts
from . import customer_cost_card
from . import customer_cost_request_advance

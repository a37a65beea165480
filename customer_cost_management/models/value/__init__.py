"""What a customer is worth, and what is done about it."""

from . import customer_value
from . import customer_value_worth
from . import customer_value_store
from . import customer_value_evidence
from . import customer_value_refresh
from . import customer_value_words
from . import customer_value_override
from . import customer_value_card
from . import customer_value_links
from . import customer_cost_tier_preview
from . import customer_cost_context

# actions
from . import customer_cost_action
from . import customer_cost_action_measure
from . import customer_cost_action_words
from . import customer_cost_action_figures
from . import customer_cost_action_guard
from . import customer_cost_action_states
from . import customer_cost_action_pages

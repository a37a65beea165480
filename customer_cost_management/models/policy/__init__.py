"""Which rules spending follows, and whether a document keeps them."""

from . import customer_cost_policy
from . import customer_cost_policy_rule
from . import customer_cost_policy_version
from . import customer_cost_policy_limit
from . import customer_cost_policy_try
from . import customer_cost_policy_defaults
from . import customer_cost_default_names
from . import customer_cost_approval_rule
from . import customer_cost_approval_rule_seeds
from . import customer_cost_spending
from . import customer_cost_spending_words
from . import customer_cost_fapiao
from . import customer_cost_fapiao_fields
from . import customer_cost_fapiao_document
from . import customer_cost_fapiao_spending
from . import customer_cost_budgeted

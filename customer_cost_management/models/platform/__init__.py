"""Who agrees, who stands in for whom, what runs by the clock; and what every room uses."""

from . import customer_cost_clock
from . import customer_cost_root_company
from . import customer_cost_delegation
from . import customer_cost_organisation
from . import customer_cost_approval
from . import customer_cost_approval_decision
from . import customer_cost_approval_kind
from . import customer_cost_approval_sync
from . import customer_cost_approval_mixin
from . import customer_cost_approval_way
from . import customer_cost_approval_automatic
from . import customer_cost_approval_people
from . import customer_cost_approval_undo
from . import customer_cost_approval_strip

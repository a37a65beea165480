"""How cost flows through pools and activities, and whether the model lets it."""

from . import customer_cost_run_node
from . import customer_cost_run_allocate
from . import customer_cost_model_check
from . import customer_cost_model_check_validity
from . import customer_cost_model_check_time_zone
from . import customer_cost_run_model_check

"""One company, one period, one version: what a run is, and who may move it on."""

from . import customer_cost_run
from . import customer_cost_frozen
from . import customer_cost_run_model
from . import customer_cost_run_usage
from . import customer_cost_run_guard
from . import customer_cost_run_states
from . import customer_cost_run_close
from . import customer_cost_run_queue
from . import customer_cost_run_progress

"""How much of each driver a customer used."""

from . import customer_cost_driver_volume
from . import customer_cost_run_measure
from . import customer_cost_run_measure_scope
from . import customer_cost_run_measure_ledger
from . import customer_cost_run_measure_events
from . import customer_cost_run_volume_records
from . import customer_cost_run_driver_check
from . import customer_cost_driver_preview
from . import customer_cost_run_measure_money

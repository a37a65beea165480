from . import account_move
from . import stock_picking
from . import customer_cost_run_stock
from . import customer_cost_run_delivered
from . import customer_cost_setup
from . import customer_cost_run_kits
from . import customer_cost_run_returned

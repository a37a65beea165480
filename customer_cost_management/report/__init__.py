from . import customer_profitability_print
from . import customer_profitability_annex
from . import customer_profitability_period_print
from . import customer_profitability_svg

from . import customer_cost_analytic_post
from . import customer_cost_assign
from . import customer_cost_new_periods
from . import hr_expense_split

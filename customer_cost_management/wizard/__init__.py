from . import customer_cost_assign
from . import customer_cost_new_periods
from . import hr_expense_split

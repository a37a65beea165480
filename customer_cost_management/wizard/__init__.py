from . import customer_cost_assign
from . import hr_expense_split

from . import customer_cost_analytic_post
from . import customer_cost_assign
from . import customer_cost_new_periods
from . import customer_cost_publish
from . import customer_cost_put_in_pool
from . import customer_cost_try_item
from . import hr_expense_split
from . import customer_value_override

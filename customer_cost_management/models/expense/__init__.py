"""What was spent: bills to agree to, exceptions, and what is forgotten in time."""

from . import customer_cost_bill
from . import customer_cost_spending_bills
from . import customer_cost_spending_customers
from . import customer_cost_exception
from . import customer_cost_exception_team
from . import customer_cost_exception_documents
from . import customer_cost_anonymise

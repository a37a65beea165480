from . import crm_lead
from . import customer_cost_setup

from . import crm_lead
from . import crm_stage
from . import customer_cost_setup
from . import res_partner

from . import statements
from . import customer_chart_export

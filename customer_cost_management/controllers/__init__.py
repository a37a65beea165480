from . import customer_chart_export

{
    "name": "Customer Cost Management: Sales",
    "summary": "Sales teams on statements, urgent and export orders as drivers, cost when ordered",
    "version": "19.0.1.0.0",
    "category": "Accounting/Accounting",
    "author": "Customer Cost Management contributors",
    "license": "LGPL-3",
    "depends": ["customer_cost_management", "sale"],
    "data": [
        "views/customer_profitability_views.xml",
        "views/customer_profitability_year_views.xml",
        "views/customer_profitability_period_views.xml",
        "views/customer_cost_allocation_views.xml",
        "views/customer_cost_rollup_views.xml",
        "views/sale_menus.xml",
    ],
    "pre_init_hook": "pre_init_hook",
    "auto_install": True,
}

{
    "name": "Customer Cost Management: Inventory",
    "summary": "Cost of sales from deliveries, stock entries told apart, freight by weight",
    "version": "19.0.1.0.0",
    "category": "Accounting/Accounting",
    "author": "Customer Cost Management contributors",
    "license": "LGPL-3",
    "depends": ["customer_cost_management", "stock_account"],
    "pre_init_hook": "pre_init_hook",
    "auto_install": True,
}

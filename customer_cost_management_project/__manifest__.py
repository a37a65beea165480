{
    "name": "Customer Cost Management: Project",
    "summary": "What customers cost stays out of the panel of projects",
    "version": "19.0.1.0.0",
    "category": "Accounting/Accounting",
    "author": "Customer Cost Management contributors",
    "license": "LGPL-3",
    "depends": ["customer_cost_management", "project_account"],
    "auto_install": True,
}

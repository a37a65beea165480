{
    "name": "Customer Cost Management: Dashboards",
    "summary": "Customer profit as a dashboard, each reader's own figures",
    "version": "19.0.1.0.0",
    "category": "Accounting/Accounting",
    "author": "Customer Cost Management contributors",
    "license": "LGPL-3",
    "depends": ["customer_cost_management", "spreadsheet_dashboard"],
    "data": [
        "data/dashboards.xml",
    ],
    "assets": {
        "web.assets_tests": [
            "customer_cost_management_spreadsheet/static/tests/tours/**/*",
        ],
    },
    "auto_install": True,
}

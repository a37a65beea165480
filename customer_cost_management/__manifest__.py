{
    "name": "Customer Cost Management",
    "summary": "What each customer really earns, and relationship spending under control",
    "version": "19.0.1.0.0",
    "category": "Accounting/Accounting",
    "author": "Customer Cost Management contributors",
    "license": "LGPL-3",
    "depends": ["account", "hr_expense"],
    "external_dependencies": {"python": ["numpy"]},
    "data": [
        "security/customer_cost_groups.xml",
        "security/ir.model.access.csv",
        "security/customer_cost_rules.xml",
        "data/ir_cron_data.xml",
        "views/res_config_settings_views.xml",
    ],
    "demo": [
        "demo/customer_cost_demo.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "customer_cost_management/static/src/**/*",
        ],
        "web.assets_unit_tests": [
            "customer_cost_management/static/tests/**/*.test.js",
        ],
        "web.assets_tests": [
            "customer_cost_management/static/tests/tours/**/*",
        ],
    },
}

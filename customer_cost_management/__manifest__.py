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
        "views/customer_cost_pool_views.xml",
        "views/customer_cost_activity_views.xml",
        "views/customer_cost_driver_views.xml",
        "views/customer_cost_category_views.xml",
        "views/customer_cost_account_role_views.xml",
        "views/customer_cost_attribution_rule_views.xml",
        "views/customer_cost_driver_volume_views.xml",
        "views/customer_cost_master_menus.xml",
        "views/res_config_settings_views.xml",
    ],
    "post_init_hook": "post_init_hook",
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

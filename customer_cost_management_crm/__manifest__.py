{
    "name": "Customer Cost Management: CRM",
    "summary": "Pursuits of new customers, won and lost, carry the cost of winning them",
    "version": "19.0.1.0.0",
    "category": "Accounting/Accounting",
    "author": "Customer Cost Management contributors",
    "license": "LGPL-3",
    "depends": ["customer_cost_management", "crm"],
    "data": [
        "views/crm_menus.xml",
        "views/crm_stage_views.xml",
    ],
    "pre_init_hook": "pre_init_hook",
    "auto_install": True,
}

{
    "name": "Customer Cost Management: Timesheets",
    "summary": "Hours sold and hours not, and the capacity of those who work for customers",
    "version": "19.0.1.0.0",
    "category": "Accounting/Accounting",
    "author": "Customer Cost Management contributors",
    "license": "LGPL-3",
    "depends": ["customer_cost_management", "hr_timesheet"],
    "auto_install": True,
}

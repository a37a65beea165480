"""Demo companies: their year as data, and what posts it to Odoo."""

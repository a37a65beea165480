"""What is in each line of a reconciliation, and what not, in the reader's language."""


def line_help(env, line):
    """One or two sentences for a reconciliation line."""
    return _SENTENCES[line](env)


_SENTENCES = {
    "customer_contribution": lambda env: env._(
        "CM3 of all customers. What belongs to no customer stands in the lines below."
    ),
    "revenue_without_customer": lambda env: env._(
        "Posted revenue for which no rule found a customer."
    ),
    "cost_without_customer": lambda env: env._(
        "Cost booked together with revenue without a customer, and computed cost of goods on "
        "documents without one."
    ),
    "timing_difference": lambda env: env._(
        "Cost of sales as booked against cost of what was invoiced: goods bought in one month "
        "and sold in another."
    ),
    "unallocated_pools": lambda env: env._(
        "Cost of pools and activities that no customer used in this period."
    ),
    "unused_capacity": lambda env: env._("Cost of time nobody used. Never charged to customers."),
    "spending_variance": lambda env: env._("Actual cost of pools less their budgeted cost."),
    "rate_variance": lambda env: env._("Cost of activities less standard rate times volume."),
    "channel": lambda env: env._("Cost caused by a channel, not by a single customer."),
    "facility": lambda env: env._("Cost of the company as such: no customer causes it."),
    "undistributed_gifts": lambda env: env._("Gifts bought in bulk and not yet handed out."),
    "production_not_transferred": lambda env: env._(
        "Production and work in progress not yet moved to stock or cost of sales."
    ),
    "unassigned": lambda env: env._("Expenses that no rule caught. Give their accounts a pool."),
    "excluded_result": lambda env: env._(
        "Accounts that say nothing about customers, such as income tax."
    ),
    "intercompany_result": lambda env: env._("Entries with companies of this database."),
    "closing_result": lambda env: env._("Entries that close the year; they are no cost."),
}

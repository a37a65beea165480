"""What only code of the server may write on a document that needs approval."""

#: Only code that holds this very object may write a state or an approval.
#: A context that comes over RPC can name the key, but can never carry the object.
SEAL = object()
SEAL_KEY = "customer_cost_approval_seal"


def sealed(records):
    """The same records, in the hands of the code that may decide on them."""
    return records.with_context(**{SEAL_KEY: SEAL})


def holds_seal(records):
    """Whether the caller is that code."""
    return records.env.context.get(SEAL_KEY) is SEAL


def amount_in_minor_units(amount, currency):
    """A float amount of a record as whole minor units of its currency."""
    return round(round(amount, currency.decimal_places) * 10**currency.decimal_places)


def amount_of_minor_units(minor, currency):
    """Minor units of a currency as the amount that records hold."""
    return currency.round(minor / 10**currency.decimal_places)

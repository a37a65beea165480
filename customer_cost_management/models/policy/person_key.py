"""Who somebody is in the history of gifts and dinners."""

import re
from hashlib import sha256

_KEY = re.compile(r"u\d+|p\d+|n[0-9a-f]{16}")


def person_key(user, partner, name, organisation=None):
    """The same in all documents: a colleague, a contact, or a typed name as a hash.

    :param organisation: the customer whom somebody typed is a person of; two customers may well
        have people of one name
    """
    if user:
        return f"u{user.id}"
    if partner:
        return f"p{partner.id}"
    whose = organisation.commercial_partner_id.id if organisation else ""
    typed = f"{(name or '').strip().lower()}\n{whose}"
    return "n" + sha256(typed.encode()).hexdigest()[:16]


def is_person_key(text):
    """Whether a text says who somebody is, as :func:`person_key` does."""
    return bool(_KEY.fullmatch(text))

"""Who somebody is in the history of gifts and dinners."""

from hashlib import sha256


def person_key(user, partner, name):
    """The same in all documents: a colleague, a contact, or a typed name as a hash."""
    if user:
        return f"u{user.id}"
    if partner:
        return f"p{partner.id}"
    return "n" + sha256((name or "").strip().lower().encode()).hexdigest()[:16]

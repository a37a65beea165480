"""Choices that requests, expenses and spending rules share."""

MEAL_TYPES = [
    ("breakfast", "Breakfast"),
    ("working_lunch", "Working lunch"),
    ("lunch", "Lunch"),
    ("dinner", "Dinner"),
]
CITY_CLASSES = [("first", "First-tier city"), ("second", "Second-tier city"), ("other", "Other")]
GUEST_RANKS = [
    ("staff", "Staff"),
    ("manager", "Manager"),
    ("director", "Director"),
    ("owner", "Owner or board"),
]
ORGANISATION_KINDS = [
    ("government", "Government"),
    ("public_institution", "Public institution"),
    ("state_owned", "State-owned company"),
    ("healthcare", "Hospital or health care"),
    ("private", "Private company"),
    ("foreign", "Foreign company"),
]

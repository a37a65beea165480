"""The fapiao: what its QR code says, what makes it unique, how much of it is used.

The code is a line of comma-separated fields: version, type, code, number,
amount, date, check code and a checksum, as in
``01,04,031001900104,12345678,100.00,20251103,69320123456789012345,A1B2``.
Fully digital fapiao have a number of 20 digits and an empty code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from ..exact import is_cost
from ..money import MAXIMUM_AMOUNT, to_minor
from ..problem import Problem, errors

QR_VERSION = "01"
#: Type code in the QR line → kind of fapiao.
KINDS = {
    "01": "special",
    "04": "ordinary",
    "08": "electronic_special",
    "10": "electronic_ordinary",
    "11": "roll",
    "14": "toll",
    "31": "digital_special",
    "32": "digital_ordinary",
}
DIGITAL_NUMBER_LENGTH = 20
NUMBER_LENGTH = 8
CODE_LENGTHS = (10, 12)
FIELDS = ("version", "kind", "code", "number", "amount", "day", "check_code")


@dataclass(frozen=True)
class Fapiao:
    """One fapiao.

    :param number: digits; 20 on a fully digital one, 8 on others
    :param code: digits; empty on a fully digital one
    :param kind: one of the values of :data:`KINDS`; empty if unknown
    :param amount: as the QR code states it, minor units (yuan, two decimals):
        with tax on a fully digital fapiao, without tax on others
    :param day: of issue
    :param check_code: of older fapiao, for the tax office's look-up
    :param seller: seller's tax number
    :param buyer: buyer's tax number
    :param total: with tax, minor units, once known
    """

    number: str
    code: str = ""
    kind: str = ""
    amount: int | None = None
    day: date | None = None
    check_code: str = ""
    seller: str = ""
    buyer: str = ""
    total: int | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What only one fapiao in the country has: code and number."""
        return (self.code.strip(), self.number.strip())

    @property
    def is_digital(self) -> bool:
        """Whether it is fully digital."""
        return len(self.number.strip()) == DIGITAL_NUMBER_LENGTH


@dataclass(frozen=True)
class Scan:
    """What a QR line holds; ``fapiao`` is ``None`` if a problem is an error."""

    fapiao: Fapiao | None = None
    problems: tuple[Problem, ...] = ()


def parse_qr(text: str) -> Scan:
    """Read the line of a fapiao's QR code, typed or scanned; no look-up anywhere.

    Source: the layout of the QR code printed on fapiao by the State Taxation
    Administration's issuing software, as commonly documented.

    Problems: ``qr_too_short`` (fields), ``qr_version_unknown``, ``qr_kind_unknown``,
    ``qr_code_invalid``, ``qr_number_invalid``, ``qr_amount_invalid``,
    ``qr_date_invalid`` (the field's text in ``value``).
    """
    # Typed on a Chinese keyboard, the comma comes out full-width.
    fields = [field.strip() for field in str(text).replace("，", ",").split(",")]
    if len(fields) < len(FIELDS):
        values = {"fields": len(fields), "needed": len(FIELDS)}
        return Scan(problems=(Problem("qr_too_short", (), values),))
    read = dict(zip(FIELDS, fields, strict=False))
    problems = tuple(_check_fields(read))
    if errors(problems):
        return Scan(problems=problems)
    amount = _amount(read["amount"])
    fapiao = Fapiao(
        number=read["number"],
        code=read["code"],
        kind=KINDS[read["kind"]],
        amount=amount,
        day=_day(read["day"]),
        check_code=read["check_code"],
        total=amount if len(read["number"]) == DIGITAL_NUMBER_LENGTH else None,
    )
    return Scan(fapiao, problems)


def check_use(fapiao: Fapiao, uses: Iterable[int]) -> Iterator[Problem]:
    """Whether the documents that use one fapiao stay within its total.

    :param uses: amount each document claims on it, minor units with tax
    Problems: ``fapiao_total_unknown``, ``fapiao_use_invalid``,
    ``fapiao_overused`` (total, used), all with the fapiao's key.
    """
    uses = list(uses)
    if not all(is_cost(use) for use in uses):
        yield Problem("fapiao_use_invalid", fapiao.key)
    elif fapiao.total is None:
        yield Problem("fapiao_total_unknown", fapiao.key)
    elif sum(uses) > fapiao.total:
        values = {"total": fapiao.total, "used": sum(uses)}
        yield Problem("fapiao_overused", fapiao.key, values)


def _check_fields(read: dict[str, str]) -> Iterator[Problem]:
    code, number = read["code"], read["number"]
    digital = len(number) == DIGITAL_NUMBER_LENGTH
    sound = {
        "qr_version_unknown": ("version", read["version"] == QR_VERSION),
        "qr_kind_unknown": ("kind", read["kind"] in KINDS),
        "qr_code_invalid": ("code", _is_code(code) or (digital and not code)),
        "qr_number_invalid": ("number", _is_number(number)),
        "qr_amount_invalid": ("amount", _amount(read["amount"]) is not None),
        "qr_date_invalid": ("day", _day(read["day"]) is not None),
    }
    for problem, (field, is_sound) in sound.items():
        if not is_sound:
            yield Problem(problem, (), {"value": read[field]})


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _is_code(text: str) -> bool:
    return _is_digits(text) and len(text) in CODE_LENGTHS


def _is_number(text: str) -> bool:
    return _is_digits(text) and len(text) in (NUMBER_LENGTH, DIGITAL_NUMBER_LENGTH)


def _amount(text: str) -> int | None:
    """Yuan with at most two decimals as fen; a red fapiao's amount is negative."""
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return None
    if not amount.is_finite() or abs(amount) > MAXIMUM_AMOUNT // 100:
        return None
    return to_minor(amount, 2) if amount.as_tuple().exponent >= -2 else None


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%Y%m%d").date()
    except ValueError:
        return None

"""More columns for :mod:`.binary_copy`, and columns read back the same way.

Reading by binary COPY gives arrays at once: a million rows cost no conversion in Python.
"""

import io

import numpy as np

from .binary_copy import HEADER, TRAILER, Column, _as_bytes, amounts, booleans, integers

#: numpy type of what may be read, by its letter: int4, int8, float8.
READ_TYPES = {"i": ">i4", "q": ">i8", "d": ">f8"}
#: Version of PostgreSQL's binary jsonb.
JSONB = b"\x01"


def measures(numbers):
    """float8; NaN is NULL."""
    numbers = np.asarray(numbers, np.float64)
    return Column(_as_bytes(numbers, ">f8"), np.isnan(numbers))


def days(dates):
    """date; NaT is NULL."""
    dates = np.asarray(dates, "datetime64[D]")
    count = (dates - np.datetime64("2000-01-01")).astype(np.int64)
    empty = np.isnat(dates)
    return Column(_as_bytes(np.where(empty, 0, count), ">i4"), empty)


def texts(words):
    """bpchar: equally long by blanks at the end, which a cast to varchar takes away again."""
    encoded = _encoded(words)
    return Column(_padded(encoded), encoded == b"")


def documents(words):
    """jsonb, from JSON in text; blanks at its end mean nothing.  Empty is NULL."""
    encoded = _encoded(words)
    return Column(_padded(np.char.add(JSONB, encoded)), encoded == b"")


def _encoded(words):
    """Bytes in UTF-8; strings of Python one by one, since numpy would make all as wide as the
    longest at four bytes a letter."""
    words = np.asarray(words)
    if words.dtype == object:
        return np.array([word.encode() for word in words], "S") if len(words) else np.zeros(0, "S1")
    return np.char.encode(words.astype(str), "utf-8")


#: Columns by type of an Odoo field; 0 is no record.
COLUMN_OF_TYPE = {
    "boolean": booleans,
    "char": texts,
    "date": days,
    "float": measures,
    "integer": integers,
    "json": documents,
    "many2one": lambda ids: integers(ids, empty=0),
    "selection": texts,
}


def encode(field_type, values, decimals):
    """The column of a field; money comes in minor units of so many decimals."""
    if field_type == "monetary":
        return amounts(values, decimals)
    return COLUMN_OF_TYPE[field_type](values)


def _padded(encoded):
    """n × width bytes, filled up with blanks."""
    values = _as_bytes(encoded, f"S{max(encoded.dtype.itemsize, 1)}").copy()
    values[values == 0] = ord(" ")
    return values


def read_columns(cursor, query, types):
    """The rows of a query, a column an array.

    :param query: :class:`~odoo.tools.SQL`; none of its values may be NULL
    :param types: a letter of :data:`READ_TYPES` for each column
    """
    buffer = io.BytesIO()
    rows = cursor.mogrify(query).decode()
    cursor.copy_expert(f"COPY ({rows}) TO STDOUT (FORMAT binary)", buffer)
    fields = [("fields", ">i2")]
    for place, letter in enumerate(types):
        fields += [(f"length_{place}", ">i4"), (f"value_{place}", READ_TYPES[letter])]
    layout = np.dtype(fields)
    size = buffer.tell() - len(HEADER) - len(TRAILER)
    if size % layout.itemsize:
        raise ValueError(f"Rows of {rows[:200]} … do not have the types {types}")
    table = np.frombuffer(buffer.getbuffer(), layout, size // layout.itemsize, len(HEADER))
    names = [f"value_{place}" for place in range(len(types))]
    return [table[name].astype(table.dtype[name].newbyteorder("=")) for name in names]

"""Rows into a table by binary COPY, made column by column in numpy.

A hundred thousand rows of fifty columns cost a few million conversions in Python; here
each column is one array of bytes of one width, and a row is their bytes side by side.
Layout of the format: PostgreSQL documentation, COPY, "Binary Format"; of a number:
``numeric_recv`` in its source, which drops leading zero digits, so that all amounts may
be equally long.
"""

import numpy as np

HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
TRAILER = b"\xff\xff"
#: Rows made at once: few enough that the cache of a processor holds them.
BATCH = 2_000
#: Bytes sent at once.
CHUNK = 1 << 20

#: Digits of a number are written in groups of four.
GROUP = 10_000
#: Object ids of PostgreSQL's types of array elements.
ELEMENT_TYPES = {"i": 20, "f": 701}
#: The first day in PostgreSQL's calendar.
EPOCH = np.datetime64("2000-01-01")


class Column:
    """One column: its bytes, and which rows are NULL.

    :param values: n rows of equally many bytes
    :param empty: n truths, or ``None`` when no row is NULL
    """

    def __init__(self, values, empty=None):
        self.values = values
        self.empty = np.zeros(len(values), bool) if empty is None else empty


def _as_bytes(numbers, dtype):
    numbers = np.ascontiguousarray(numbers, dtype)
    width = numbers.dtype.itemsize * int(np.prod(numbers.shape[1:], dtype=int))
    return numbers.view(np.uint8).reshape(len(numbers), width)


def integers(numbers, empty=None):
    """int4; numbers equal to ``empty`` are NULL."""
    numbers = np.asarray(numbers, np.int64)
    return Column(_as_bytes(numbers, ">i4"), None if empty is None else numbers == empty)


def floats(numbers):
    """float8"""
    return Column(_as_bytes(np.asarray(numbers, np.float64), ">f8"))


def booleans(truths):
    return Column(_as_bytes(np.asarray(truths, bool), np.uint8))


def dates(days):
    """date, from anything numpy reads as days."""
    days = np.asarray(days, "datetime64[D]")
    return Column(_as_bytes((days - EPOCH).astype(np.int64), ">i4"))


def constant(make, value, count):
    """The same value in every row."""
    return Column(np.repeat(make([value]).values, count, axis=0))


def amounts(minor, decimals):
    """numeric, from int64 minor units; ``decimals`` at most 4."""
    minor = np.asarray(minor, np.int64)
    whole, part = np.divmod(np.abs(minor), 10**decimals)
    groups = [part * 10 ** (4 - decimals)]
    # as many as the largest amount fills: few amounts fill the five that an int64 may
    while len(groups) == 1 or whole.any():
        whole, group = np.divmod(whole, GROUP)
        groups.append(group)
    head = np.zeros((len(minor), 4), np.int64)
    head[:] = (len(groups), len(groups) - 2, 0, decimals)
    head[minor < 0, 2] = 0x4000
    return Column(_as_bytes(np.column_stack([head, *reversed(groups)]), ">u2"))


def arrays(matrix):
    """int8[] or float8[], one row of the matrix a row; without columns, an empty array."""
    matrix = np.asarray(matrix)
    count, width = matrix.shape
    kind = ELEMENT_TYPES[matrix.dtype.kind]
    head = [1, 0, kind, width, 1] if width else [0, 0, kind]
    values = np.zeros(count, [("head", ">i4", (len(head),)), ("cells", _cell(matrix), (width,))])
    values["head"] = head
    values["cells"]["length"] = 8
    values["cells"]["value"] = matrix
    return Column(values.view(np.uint8).reshape(count, values.dtype.itemsize))


def _cell(matrix):
    return np.dtype([("length", ">i4"), ("value", f">{matrix.dtype.kind}8")])


def copy_rows(cursor, table, columns):
    """Append rows to a table.

    :param columns: {name: :class:`Column`}, all of the same length
    """
    names = ", ".join(f'"{name}"' for name in columns)
    statement = f'COPY "{table}" ({names}) FROM STDIN (FORMAT binary)'
    cursor.copy_expert(statement, _RowStream(list(columns.values())), CHUNK)


class _RowStream:
    """The rows as a file that is made while it is read."""

    def __init__(self, columns):
        self.parts = self._make(columns)

    def _make(self, columns):
        yield HEADER
        for start in range(0, len(columns[0].values), BATCH):
            yield from encode_rows(columns, slice(start, start + BATCH))
        yield TRAILER

    def read(self, size):  # pylint: disable=method-required-super
        """The next rows, or nothing at the end; psycopg2 sends whatever it gets."""
        return next(self.parts, b"")


def encode_rows(columns, rows):
    """Bytes of some rows; those that are NULL in the same columns have the same width."""
    encoded, places = _side_by_side(columns, rows)
    empty = np.column_stack([column.empty[rows] for column in columns])
    sometimes = empty[:, empty.any(axis=0)]
    numbers = sometimes @ (1 << np.arange(sometimes.shape[1], dtype=np.int64))
    for number in np.unique(numbers):
        chosen = np.flatnonzero(numbers == number)
        yield _without(encoded[chosen], places[empty[chosen[0]]]).tobytes()


def _side_by_side(columns, rows):
    """The bytes of rows without any NULL, and where the value of each column starts and ends."""
    widths = np.array([column.values.shape[1] for column in columns])
    stops = 2 + np.cumsum(4 + widths)
    places = np.column_stack([stops - widths, stops])
    encoded = np.empty((len(columns[0].values[rows]), stops[-1]), np.uint8)
    encoded[:, :2] = _as_bytes([len(columns)], ">i2")
    for column, (start, stop) in zip(columns, places, strict=True):
        encoded[:, start - 4 : start] = _as_bytes([stop - start], ">i4")
        encoded[:, start:stop] = column.values[rows]
    return encoded, places


def _without(encoded, places):
    """Rows without the values at these places, whose length says that they are NULL."""
    parts, begin = [], 0
    for start, stop in places:
        encoded[:, start - 4 : start] = _as_bytes([-1], ">i4")
        parts.append(encoded[:, begin:start])
        begin = stop
    return np.concatenate([*parts, encoded[:, begin:]], axis=1)

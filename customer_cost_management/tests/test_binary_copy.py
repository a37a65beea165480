from datetime import date

import numpy as np

from odoo.tests import TransactionCase, tagged

from odoo.addons.customer_cost_management.models.platform import binary_copy


@tagged("post_install", "-at_install")
class TestBinaryCopy(TransactionCase):
    """What was copied in binary reads back as it was, value by value."""

    def copied(self, sql_types, columns):
        names = [f"c{place}" for place in range(len(columns))]
        definition = ", ".join(
            f'"{name}" {sql_type}' for name, sql_type in zip(names, sql_types, strict=True)
        )
        self.env.cr.execute(f"CREATE TEMP TABLE copied ({definition}) ON COMMIT DROP")
        binary_copy.copy_rows(self.env.cr, "copied", dict(zip(names, columns, strict=True)))
        self.env.cr.execute("SELECT * FROM copied")
        return self.env.cr.fetchall()

    def test_amounts(self):
        minor = [0, 1, -1, 99, 100, -12345, 999999, 10**8, 2**52, -(2**52), 2**62]
        for decimals in (0, 2, 3):
            with self.subTest(decimals=decimals), self.env.cr.savepoint():
                self.copied(["numeric"], [binary_copy.amounts(minor, decimals)])
                self.env.cr.execute("SELECT c0::text FROM copied")
                rows = self.env.cr.fetchall()
                expected = [f"{sign_of(m)}{in_decimals(abs(m), decimals)}" for m in minor]
                self.assertEqual([row[0] for row in rows], expected)
                self.env.cr.execute("DROP TABLE copied")

    def test_other_types(self):
        columns = [
            binary_copy.integers([1, -5, 2**31 - 1]),
            binary_copy.booleans([True, False, True]),
            binary_copy.constant(binary_copy.dates, date(2026, 3, 1), 3),
            binary_copy.dates([date(1999, 12, 31), date(2000, 1, 1), date(2026, 2, 28)]),
            binary_copy.arrays(np.array([[1, -2], [3, 4], [2**60, 0]], np.int64)),
            binary_copy.arrays(np.array([[0.1, -2.5], [3, 4], [1e-9, 7]])),
            binary_copy.floats([0.1, -2.5, 1e300]),
        ]
        types = ["int4", "bool", "date", "date", "int8[]", "float8[]", "float8"]
        day = date(2026, 3, 1)
        self.assertEqual(
            self.copied(types, columns),
            [
                (1, True, day, date(1999, 12, 31), [1, -2], [0.1, -2.5], 0.1),
                (-5, False, day, date(2000, 1, 1), [3, 4], [3, 4], -2.5),
                (2**31 - 1, True, day, date(2026, 2, 28), [2**60, 0], [1e-9, 7], 1e300),
            ],
        )

    def test_null_in_some_rows(self):
        """Rows come in the groups that share their NULLs; each keeps its own values."""
        columns = [
            binary_copy.integers([1, 2, 3, 4]),
            binary_copy.integers([7, 0, 8, 0], empty=0),
            binary_copy.integers([0, 0, 9, 9], empty=0),
        ]
        rows = sorted(self.copied(["int4"] * 3, columns))
        self.assertEqual(rows, [(1, 7, None), (2, None, None), (3, 8, 9), (4, None, 9)])

    def test_arrays_without_elements(self):
        columns = [binary_copy.arrays(np.zeros((2, 0), np.int64))]
        self.assertEqual(self.copied(["int8[]"], columns), [([],), ([],)])

    def test_no_rows(self):
        columns = [binary_copy.integers([]), binary_copy.arrays(np.zeros((0, 3)))]
        self.assertEqual(self.copied(["int4", "float8[]"], columns), [])

    def test_more_rows_than_a_batch(self):
        numbers = np.arange(binary_copy.BATCH * 2 + 1)
        rows = self.copied(["int4"], [binary_copy.integers(numbers)])
        self.assertEqual(sorted(row[0] for row in rows), numbers.tolist())


def sign_of(minor):
    return "-" if minor < 0 else ""


def in_decimals(minor, decimals):
    whole, part = divmod(minor, 10**decimals)
    return f"{whole}.{part:0{decimals}d}" if decimals else str(whole)

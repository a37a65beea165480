import unittest
from datetime import date

from ...policy.fapiao import Fapiao, check_use, parse_qr

PAPER = "01,04,031001900104,12345678,100.00,20251103,69320123456789012345,A1B2"
DIGITAL = "01,32,,25312000000012345678,480.50,20251103,,9C0D"


class TestQrCode(unittest.TestCase):
    def test_an_ordinary_fapiao_is_read(self):
        expected = Fapiao(
            number="12345678",
            code="031001900104",
            kind="ordinary",
            amount=10000,
            day=date(2025, 11, 3),
            check_code="69320123456789012345",
        )
        self.assertEqual(parse_qr(PAPER).fapiao, expected)
        self.assertFalse(expected.is_digital)

    def test_a_fully_digital_one_has_no_code_and_states_its_total(self):
        fapiao = parse_qr(DIGITAL).fapiao
        self.assertEqual((fapiao.kind, fapiao.code), ("digital_ordinary", ""))
        self.assertEqual((fapiao.amount, fapiao.total), (48050, 48050))
        self.assertEqual(fapiao.key, ("", "25312000000012345678"))
        self.assertTrue(fapiao.is_digital)

    def test_spaces_and_full_width_commas_do_not_matter(self):
        self.assertEqual(parse_qr(DIGITAL.replace(",", "， ")), parse_qr(DIGITAL))

    def test_a_red_fapiao_is_negative(self):
        self.assertEqual(parse_qr(PAPER.replace("100.00", "-100")).fapiao.amount, -10000)

    def test_each_bad_field_is_named_with_its_text(self):
        bad = {
            "qr_version_unknown": (DIGITAL.replace("01,32", "02,32"), "02"),
            "qr_kind_unknown": (DIGITAL.replace("01,32", "01,99"), "99"),
            "qr_number_invalid": (PAPER.replace("12345678,", "1234567,"), "1234567"),
            "qr_code_invalid": (PAPER.replace("031001900104", ""), ""),
            "qr_amount_invalid": (PAPER.replace("100.00", "100.001"), "100.001"),
            "qr_date_invalid": (PAPER.replace("20251103", "20251303"), "20251303"),
        }
        for code, (text, value) in bad.items():
            with self.subTest(code):
                scan = parse_qr(text)
                self.assertIsNone(scan.fapiao)
                self.assertEqual(
                    [(p.code, dict(p.values)) for p in scan.problems], [(code, {"value": value})]
                )

    def test_all_bad_fields_are_named_at_once(self):
        scan = parse_qr("9,9,9,9,NaN,9,,")
        self.assertEqual(len(scan.problems), 6)

    def test_no_amount_is_infinite(self):
        for text in ("Infinity", "1e999", ""):
            scan = parse_qr(PAPER.replace("100.00", text))
            self.assertEqual([p.code for p in scan.problems], ["qr_amount_invalid"], text)

    def test_a_web_address_is_too_short(self):
        for text in ("https://example.com", "", None):
            self.assertEqual([p.code for p in parse_qr(text).problems], ["qr_too_short"])


class TestUse(unittest.TestCase):
    fapiao = Fapiao("12345678", "031001900104", total=10000)

    def codes(self, fapiao, uses):
        return [(p.code, p.subjects) for p in check_use(fapiao, uses)]

    def test_documents_may_share_a_fapiao_up_to_its_total(self):
        self.assertEqual(self.codes(self.fapiao, [6000, 4000]), [])
        found = list(check_use(self.fapiao, [6000, 4001]))
        self.assertEqual(
            [(p.code, p.subjects, dict(p.values)) for p in found],
            [("fapiao_overused", self.fapiao.key, {"total": 10000, "used": 10001})],
        )

    def test_without_a_total_use_cannot_be_checked(self):
        self.assertEqual(
            self.codes(Fapiao("12345678"), [1]), [("fapiao_total_unknown", ("", "12345678"))]
        )

    def test_a_negative_use_is_an_error(self):
        self.assertEqual(
            self.codes(self.fapiao, [20000, -15000]), [("fapiao_use_invalid", self.fapiao.key)]
        )

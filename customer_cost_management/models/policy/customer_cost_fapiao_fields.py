import unicodedata

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...engine.policy.fapiao import DIGITAL_NUMBER_LENGTH, NUMBER_LENGTH, parse_qr

FAPIAO_TYPES = [
    ("digital_special", "Digital, special"),
    ("digital_ordinary", "Digital, ordinary"),
    ("special", "Special"),
    ("ordinary", "Ordinary"),
    ("electronic_special", "Electronic, special"),
    ("electronic_ordinary", "Electronic, ordinary"),
    ("roll", "Roll"),
    ("toll", "Toll"),
    ("travel", "Train or air ticket"),
    ("fixed", "Fixed amount"),
    ("none", "None"),
]
#: What spending rules look at.
JUDGED_FIELDS = (
    "fapiao_code",
    "fapiao_number",
    "fapiao_date",
    "fapiao_seller",
    "fapiao_seller_tax_number",
    "fapiao_buyer",
    "fapiao_total",
)
#: What is written on a fapiao; carried from an expense to the parts it is split into.
FAPIAO_FIELDS = ("fapiao_type", "fapiao_reason", *JUDGED_FIELDS)
TYPED_FIELDS = ("fapiao_code", "fapiao_number", "fapiao_seller_tax_number", "fapiao_buyer")


class CustomerCostFapiaoFields(models.AbstractModel):
    """What is written on a fapiao; the line of its QR code fills it in, without the internet.

    Fields of our own, because the localisation's take eight digits and hide on receipts.
    """

    _name = "customer.cost.fapiao.fields"
    _description = "Fapiao"

    currency_id = fields.Many2one("res.currency")
    fapiao_scan = fields.Char(
        "Scan fapiao",
        store=False,
        copy=False,
        help="Scan the QR code, or type its line: it fills in type, code, number, date and total.",
    )
    fapiao_type = fields.Selection(FAPIAO_TYPES, copy=False)
    fapiao_reason = fields.Char("Why there is none", copy=False)
    fapiao_code = fields.Char(
        copy=False, help="10 or 12 digits; a digital fapiao with 20 digits has none."
    )
    fapiao_number = fields.Char(copy=False, index="btree_not_null")
    fapiao_date = fields.Date("Issued on", copy=False)
    fapiao_seller = fields.Char("Seller", copy=False)
    fapiao_seller_tax_number = fields.Char("Seller's tax number", copy=False)
    fapiao_buyer = fields.Char(
        "Buyer on the fapiao", copy=False, help="Title or tax number it is written to."
    )
    fapiao_total = fields.Monetary(
        "Total of the fapiao",
        currency_field="currency_id",
        copy=False,
        help="With tax, in the currency of the document.",
    )

    @api.onchange("fapiao_scan")
    def _onchange_fapiao_scan(self):
        text, self.fapiao_scan = self.fapiao_scan, False
        if not text:
            return None
        values = self._values_of_scan(text)
        if values:
            self.update(values)
            return None
        return {
            "warning": {
                "type": "notification",
                "title": self.env._("This is no fapiao"),
                "message": self._no_fapiao(text),
            }
        }

    @api.model
    def _values_of_scan(self, text):
        """Field values that a QR line says; empty if it is none."""
        fapiao = parse_qr(text).fapiao
        if not fapiao:
            return {}
        values = {
            "fapiao_type": fapiao.kind,
            "fapiao_code": fapiao.code or False,
            "fapiao_number": fapiao.number,
            "fapiao_date": fapiao.day,
        }
        if fapiao.total is not None:
            values["fapiao_total"] = fapiao.total / 100
        return values

    @api.model
    def _no_fapiao(self, text):
        return self.env._(
            "“%(text)s” is not the line of a fapiao's QR code. It begins with 01, then type, "
            "code, number, amount and date, with commas between. Type the number instead.",
            text=text[:60],
        )

    # ------------------------------------------------------------------ what is stored

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._clean_fapiao(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._clean_fapiao(vals))

    @api.model
    def _clean_fapiao(self, vals):
        """The same values: a scan read, numbers without blanks and in plain digits."""
        if not vals.keys() & {"fapiao_scan", *TYPED_FIELDS}:
            return vals
        vals = dict(vals)
        text = vals.pop("fapiao_scan", None)
        if text:
            read = self._values_of_scan(text)
            if not read:
                raise ValidationError(self._no_fapiao(text))
            vals |= {name: value for name, value in read.items() if not vals.get(name)}
        for name in TYPED_FIELDS:
            if vals.get(name):
                plain = unicodedata.normalize("NFKC", vals[name])
                vals[name] = (
                    " ".join(plain.split())
                    if name == "fapiao_buyer"
                    else "".join(plain.split()).upper()
                )
        return vals

    @api.constrains("fapiao_number", "fapiao_code")
    def _check_fapiao_number(self):
        for document in self:
            number, code = document.fapiao_number or "", document.fapiao_code or ""
            if number.isdigit() and len(number) == NUMBER_LENGTH and not code:
                raise ValidationError(
                    self.env._(
                        "%(document)s: fapiao number %(number)s has 8 digits, which many fapiao "
                        "have. Type its code, too.",
                        document=document.display_name,
                        number=number,
                    )
                )
            if code and len(number) == DIGITAL_NUMBER_LENGTH:
                raise ValidationError(
                    self.env._(
                        "%(document)s: a fapiao number of 20 digits has no code. Leave the code "
                        "empty.",
                        document=document.display_name,
                    )
                )

    def _fapiao_values(self):
        """What is written on it, as values for another document."""
        self.ensure_one()
        return {name: self[name] for name in FAPIAO_FIELDS}

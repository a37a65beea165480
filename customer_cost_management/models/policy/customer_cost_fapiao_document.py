from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..platform.approval_seal import holds_seal

#: Fields that say which fapiao it is.
KEY_FIELDS = frozenset({"fapiao_code", "fapiao_number", "fapiao_scan", "company_id"})


class CustomerCostFapiaoDocument(models.AbstractModel):
    """A document that uses a fapiao; while it does, nobody else may.

    A document holds its fapiao from submission or posting on, whatever path that takes; one that
    is refused, reset, cancelled or deleted frees it.
    """

    _name = "customer.cost.fapiao.document"
    _description = "Document with a Fapiao"
    _inherit = ["customer.cost.fapiao.fields"]

    #: Fields that decide whether the fapiao is held, and by whom.
    _fapiao_state_fields = frozenset()

    fapiao_use_id = fields.Many2one(
        "customer.cost.fapiao",
        "Fapiao in use",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    fapiao_shown = fields.Boolean(compute="_compute_fapiao_shown", compute_sudo=True)
    fapiao_duplicate = fields.Char(
        compute="_compute_fapiao_duplicate", help="Who else uses this fapiao."
    )
    fapiao_duplicate_readable = fields.Boolean(compute="_compute_fapiao_duplicate")

    def _fapiao_holds(self):
        """Whether the document holds its fapiao in the state it is in."""
        raise NotImplementedError

    def _fapiao_holder(self):
        """To whom the fapiao belongs, ``model,id``."""
        raise NotImplementedError

    def _fapiao_key(self):
        return (self.fapiao_code or "", self.fapiao_number)

    @api.depends("company_id", "fapiao_number")
    def _compute_fapiao_shown(self):
        """Where fapiao are written, and on documents that have one."""
        for document in self:
            country = document.company_id.account_fiscal_country_id.code
            document.fapiao_shown = country == "CN" or bool(document.fapiao_number)

    # ------------------------------------------------------------------ used by somebody else

    @api.depends("fapiao_code", "fapiao_number", "company_id")
    @api.depends_context("uid", "lang")
    def _compute_fapiao_duplicate(self):
        asked = self.filtered(lambda d: d.fapiao_number and d.company_id)
        rows = self.env["customer.cost.fapiao"]._find([d._fapiao_key() for d in asked])
        for document in self:
            row = document in asked and rows.get(document._fapiao_key())
            if not row or row.holder == document._fapiao_holder():
                document.fapiao_duplicate = document.fapiao_duplicate_readable = False
                continue
            readable = document._readable_documents(row)
            document.fapiao_duplicate_readable = bool(readable)
            document.fapiao_duplicate = document._fapiao_used_by(readable)

    def _readable_documents(self, row):
        """Those documents of a fapiao in use that the reader may read."""
        for _model, documents in row._documents():
            own_rights = documents.with_env(self.env(su=False))
            readable = own_rights._filtered_access("read") if documents else own_rights
            if readable:
                return readable
        return self.browse()

    def _fapiao_used_by(self, readable):
        """The sentence of the banner; a name for those alone who may read the document."""
        values = {"number": self.fapiao_number}
        if not readable:
            return self.env._("Fapiao %(number)s is already used by a colleague.", **values)
        return self.env._(
            "Fapiao %(number)s is already used by %(document)s.",
            document=readable[:1].display_name,
            **values,
        )

    def action_open_fapiao_duplicate(self):
        """The other document, where the reader may read it."""
        self.ensure_one()
        row = self.env["customer.cost.fapiao"]._find([self._fapiao_key()]).get(self._fapiao_key())
        readable = row and self._readable_documents(row)
        if not readable:
            raise UserError(self.fapiao_duplicate or self.env._("Nobody else uses this fapiao."))
        return readable[:1]._get_records_action(name=readable[:1].display_name)

    # ------------------------------------------------------------------ held and freed

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_fapiao_use_follows(vals)
        documents = super().create(vals_list)
        documents._fapiao_sync()
        return documents

    def write(self, vals):
        self._check_fapiao_use_follows(vals)
        result = super().write(vals)
        if vals.keys() & (KEY_FIELDS | self._fapiao_state_fields):
            self._fapiao_sync()
        return result

    def unlink(self):
        # sudo: the register follows its documents
        rows = self.sudo().fapiao_use_id
        result = super().unlink()
        rows._release()
        return result

    def _check_fapiao_use_follows(self, vals):
        if vals.get("fapiao_use_id") or ("fapiao_use_id" in vals and not holds_seal(self)):
            raise UserError(
                self.env._("Which fapiao is in use follows from its number; nobody writes it.")
            )

    def _fapiao_sync(self):  # pylint: disable=missing-return
        """Let each document hold the fapiao it should hold, and no other."""
        # sudo: the register follows its documents, whoever moves them
        for document in self.sudo():
            held = document.fapiao_use_id
            if not (held or document.fapiao_number):
                continue
            wanted = document._fapiao_claimed() if document._fapiao_holds() else held.browse()
            if wanted != held:
                # past the overrides of the document: nothing follows from this
                # pylint: disable-next=super-method-mismatch
                super(CustomerCostFapiaoDocument, document).write({"fapiao_use_id": wanted.id})
                held._release()
            document._check_fapiao_is_enough()

    def _check_fapiao_is_enough(self):
        """Documents that share a fapiao claim together no more than it is worth."""
        sharing = self.search([("fapiao_use_id", "=", self.fapiao_use_id.id)])
        if not self.fapiao_use_id or len(sharing) < 2:
            return
        money = self.currency_id
        total = max(sharing.mapped("fapiao_total"))
        day = self.fapiao_date or fields.Date.context_today(self)
        claimed = sum(
            other.currency_id._convert(other._fapiao_claim(), money, other.company_id, day)
            for other in sharing
        )
        if money.compare_amounts(claimed, total) <= 0:
            return
        raise ValidationError(
            self.env._(
                "%(document)s: fapiao %(number)s is worth %(total)s, and %(count)s documents claim "
                "%(claimed)s of it. Check its total and the amounts.",
                document=self.with_env(self.env(su=False)).display_name,
                number=self.fapiao_number,
                total=money.format(total),
                count=len(sharing),
                claimed=money.format(claimed),
            )
        )

    def _fapiao_claim(self):
        """What was paid on the fapiao, with tax, in the document's currency."""
        raise NotImplementedError

    def _fapiao_claimed(self):
        """The row of its fapiao; refused if it is somebody else's."""
        held, key, holder = self.fapiao_use_id, self._fapiao_key(), self._fapiao_holder()
        if not self.fapiao_number:
            return held.browse()
        if held and (held.code or "", held.number, held.holder) == (*key, holder):
            return held
        row = self.env["customer.cost.fapiao"]._claim(key, holder, self.company_id.root_id)
        if row.holder == holder:
            return row
        readable = self._readable_documents(row)
        raise ValidationError(
            self.env._(
                "%(document)s: %(used)s Each fapiao is claimed once. Check the number, or remove "
                "it there.",
                document=self.with_env(self.env(su=False)).display_name,
                used=self._fapiao_used_by(readable),
            )
        )

from odoo import api, models

#: A file begins with a line of headings, and people count lines from one.
LINES_BEFORE_DATA = 2


class CustomerCostImport(models.AbstractModel):
    """Import of a part of the cost model: all of a file or nothing, errors by their line.

    Odoo stores nothing of a file with an error.  What this adds: each mistake is told once,
    with the line of the file, what was written there and that nothing was imported.
    """

    _name = "customer.cost.import"
    _description = "Import with Errors by Line"

    @api.model
    def load(self, fields, data):
        result = super().load(fields, data)
        result["messages"] = [
            self._with_line(message, fields, data) if message["type"] == "error" else message
            for message in self._without_echoes(result["messages"])
        ]
        return result

    @api.model
    def _without_echoes(self, messages):
        """Odoo tells some mistakes twice: of the batch, or of a field that then stays empty."""
        kept = []
        for place, message in enumerate(messages):
            # the error of a whole batch is told of its first record, then of the right one
            of_batch = any(
                later.get("message") == message.get("message")
                and later.get("record") != message.get("record")
                for later in messages[place + 1 :]
            )
            # a value that was not understood is left out, and then missed by others
            of_left_out = "field_name" not in message and any(
                "field_name" in earlier and earlier.get("record") == message.get("record")
                for earlier in kept
            )
            if not (place == 0 and of_batch or of_left_out):
                kept.append(message)
        return kept

    @api.model
    def _with_line(self, message, fields, data):
        if "rows" not in message:
            return message
        first, last = message["rows"]["from"], message["rows"]["to"]
        column, row = self._find_cell(message, fields, data[first : last + 1])
        text = message["message"]
        if column is not None and isinstance(message.get("moreinfo"), dict):
            text = self.env._(
                '%(field)s "%(value)s" not found.',
                field=self._label_of(fields[column]),
                value=data[first + row][column],
            )
        line = first + row + LINES_BEFORE_DATA
        text = self.env._(
            "Line %(line)s: %(problem)s Nothing was imported.", line=line, problem=text.strip()
        )
        return {**message, "message": text}

    @api.model
    def _find_cell(self, message, fields, rows):
        """(column, row) of the value that a message quotes; (None, 0) where it quotes none."""
        name = message.get("field")
        for column, path in enumerate(fields):
            if name and path.split("/")[0] == name:
                for row, values in enumerate(rows):
                    if values[column] and f"'{values[column]}'" in message["message"]:
                        return column, row
        return None, 0

    @api.model
    def _label_of(self, path):
        """The label of the last field of a path as it reads inside a sentence."""
        model, label = self, path
        for name in path.split("/"):
            field = model._fields.get(name)
            if field is None:
                break
            label = field._description_string(self.env)
            model = self.env[field.comodel_name] if field.relational else self
        return label[:1].lower() + label[1:]

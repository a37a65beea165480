"""The window that a figure opens: the records that it is made of."""


def records_window(model, name, domain, group_by=(), views=("list", "kanban", "form")):
    """An action that shows records, to be read: lists on the desk, cards on the phone.

    :param model: name of the model
    :param name: title of the window
    :param domain: of the records, read with the reader's own rights
    :param group_by: names of fields that the list begins grouped by
    """
    return {
        "type": "ir.actions.act_window",
        "name": name,
        "res_model": model,
        "domain": list(domain),
        "views": [(False, view) for view in views],
        # stored actions have it by default, those made in code do not
        "mobile_view_mode": "kanban",
        "context": {"create": False, "group_by": list(group_by)},
    }

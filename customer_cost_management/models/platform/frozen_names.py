from odoo.tools import SQL


def frozen_names(env, model, names):
    """Names that a run froze, in the reader's language.

    A run freezes the name in the language of who computed it.  As long as the record still has
    that name in some language, its name in the reader's is the same name in other words; once it
    is renamed or gone, the frozen name is all that is true of the run.  One query.

    :param names: {id of a pool, activity or driver: the name as it was frozen}
    :return: {id: name}
    """
    if not names:
        return {}
    name = SQL.identifier("name", to_flush=env[model]._fields["name"])
    rows = env.execute_query(
        SQL(
            "SELECT id, %s FROM %s WHERE id IN %s",
            name,
            SQL.identifier(env[model]._table),
            tuple(names),
        )
    )
    language = env.lang or "en_US"
    return names | {
        key: words.get(language) or words["en_US"]
        for key, words in rows
        if names[key] in words.values()
    }

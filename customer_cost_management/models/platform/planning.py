"""How PostgreSQL plans statements that read all of a period.

It cannot know how many items, rules and customers there will be, some of them written a
moment ago, and expects few.  What is set holds for the block alone.
"""

from contextlib import contextmanager

from odoo.tools import SQL

#: Adding up many rows into few: in memory, without sorting them before.
ADDING_UP = {
    # the memory of one sum or join; a server's default is made for small questions
    "work_mem": "64MB",
    "enable_sort": "off",
    # compiling such a statement takes longer than answering it
    "jit": "off",
}
#: Joining them with other tables, too: read whole, not searched for one row after the other.
JOINING_ALL = ADDING_UP | {"enable_nestloop": "off"}


@contextmanager
def planned(cr, settings):
    """:param settings: {name of a setting of PostgreSQL: its value}"""
    for name, value in settings.items():
        cr.execute(SQL("SET LOCAL %s = %s", SQL.identifier(name), value))
    yield
    for name in settings:
        cr.execute(SQL("RESET %s", SQL.identifier(name)))

"""Eight users who browse, first alone, then while a month is computed.

They are threads of one server process of their own, with a pause between two pages.
users.py SETTINGS DATABASE SECONDS prints the milliseconds of every page, one a line.
"""

import random
import sys
import threading
import time

from session import environment, start_odoo

USERS = 8
#: Seconds between two pages of one user.
PAUSE = 1.0


def browse(registry, user, stop, taken):
    from reads import CONTROLLER, Reads

    order = random.Random(user)
    with environment(registry) as env:
        reader = env.ref(CONTROLLER).id
    time.sleep(PAUSE * user / USERS)
    while time.monotonic() < stop:
        with environment(registry, reader) as env:
            pages = list(Reads(env).all_pages().values())
            env.invalidate_all()
            start = time.perf_counter()
            order.choice(pages)()
            taken.append(1000 * (time.perf_counter() - start))
            env.cr.rollback()
        time.sleep(PAUSE)


def main(settings, database, seconds):
    registry = start_odoo(settings, database)
    taken, stop = [], time.monotonic() + float(seconds)
    threads = [
        threading.Thread(target=browse, args=(registry, user, stop, taken)) for user in range(USERS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("\n".join(map(str, taken)))


if __name__ == "__main__":
    main(*sys.argv[1:])

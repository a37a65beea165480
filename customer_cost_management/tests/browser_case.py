from odoo.tests import HttpCase


class BrowserCase(HttpCase):
    """Tours in Chromium that have time enough on a busy machine."""

    #: Seconds for one tour.
    PATIENCE = 600

    def start_tour(self, url_path, tour_name, step_delay=None, **options):
        return super().start_tour(
            url_path, tour_name, step_delay, **{"timeout": self.PATIENCE, **options}
        )

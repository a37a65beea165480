from .common import CustomerCostCommon


class MenuCase(CustomerCostCommon):
    """Who finds the menu ``MENU``."""

    allow_inherited_tests_method = True
    MENU = ""

    def sees(self, *groups):
        """Whether a user of these groups reaches it by opening folder after folder."""
        user = self.create_user("_".join(groups).replace(".", "_"), *groups)
        menus = self.env["ir.ui.menu"].with_user(user).load_menus(False)
        found, waiting = set(), [*menus["root"]["children"]]
        while waiting:
            menu = waiting.pop()
            found.add(menu)
            waiting += menus[menu]["children"]
        return self.env.ref(self.MENU).id in found

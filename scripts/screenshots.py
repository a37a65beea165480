"""Pictures of the main pages: every page × width × language.

Usage: screenshots.py ADDRESS FOLDER.  Drives a headless Chromium over its
debugging protocol; the server at ADDRESS is expected to know admin / admin.
With PAGES="name name" in the environment only those pages; with LOGIN=chen.hao as that
employee of the demo company, his login before the names of the files.
"""

import base64
import contextlib
import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

import websocket

FIRST_RECORD = ".o_data_row .o_data_cell, .o_kanban_record:not(.o_kanban_ghost)"
#: On a phone, and where a form has many of them, buttons lie in these menus.
FOLDED_BUTTONS = (".o_button_more", ".o_statusbar_buttons .o-dropdown")
#: Seconds after which an element that did not appear is looked for there.
FOLDED_AFTER = 3
MONTHS = "/odoo/customer-profitability-months"
PROFIT = "/odoo/customer-profitability"
#: From the statement of a customer to the entries that an activity's cost is made of.
SOURCES = (
    MONTHS,
    FIRST_RECORD,
    ".o_statement_activity button",
    "button[name=action_open_sources]",
    ".o_trace_total",
)
#: name, address, element that shows when the page is ready (and is scrolled to);
#: elements that are clicked on the way there, each followed by the one it makes appear
PAGES = [
    ("settings", "/odoo/settings#account", ".o_near_zero_band"),
    ("customer-profitability", "/odoo/customer-profitability", "[data-figure=cm3]"),
    (
        "customer-profitability-picker",
        f"{PROFIT}?period=quarter.2026-07-01",
        ".o_customer_period_label",
        ".o_customer_period_menu",
    ),
    ("customer-profitability-cards", f"{PROFIT}?view_type=kanban", ".o_month_bars"),
    ("customer-profitability-pivot", f"{PROFIT}?view_type=pivot", ".o_pivot table"),
    ("customer-profitability-graph", f"{PROFIT}?view_type=graph", ".o_graph_canvas_container"),
    ("cost-to-serve", "/odoo/customer-cost-to-serve", ".o_action_manager .o_content"),
    ("runs", "/odoo/customer-cost-runs", ".o_action_manager .o_content"),
    ("reconciliation", "/odoo/customer-cost-reconciliation", ".o_customer_reconciliation"),
    ("entries", "/odoo/customer-cost-entries", ".o_action_manager .o_content"),
    ("setup", "/odoo/customer-cost-setup", ".o_setup_months"),
    ("overview", "/odoo/customer-cost-overview", ".o_overview_sentence"),
    ("pools", "/odoo/customer-cost-pools", ".o_action_manager .o_content"),
    ("unassigned", "/odoo/customer-cost-unassigned", ".o_action_manager .o_content"),
    (
        "customer-profitability-months",
        "/odoo/customer-profitability-months",
        ".o_action_manager .o_content",
    ),
    (
        "statement",
        "/odoo/customer-profitability-months",
        FIRST_RECORD,
        ".o_form_view .o_form_sheet",
    ),
    ("statement-year", "/odoo/customer-profitability", FIRST_RECORD, ".o_form_view .o_form_sheet"),
    ("whale-curve", "/odoo/customer-whale-curve", ".o_customer_whale_curve canvas"),
    ("quadrant", "/odoo/customer-quadrant", ".o_customer_quadrant .o_quadrant_sentence"),
    (
        "quadrant-table",
        "/odoo/customer-quadrant",
        ".o_quadrant_toggle",
        ".o_quadrant_table",
    ),
    ("tiers", "/odoo/customer-cost-tiers", ".o_action_manager .o_content"),
    ("tier", "/odoo/customer-cost-tiers", FIRST_RECORD, ".o_customer_cost_preview .fw-bold"),
    ("value", "/odoo/customer-value", ".o_action_manager .o_content"),
    ("value-form", "/odoo/customer-value", FIRST_RECORD, ".o_form_view .o_form_sheet"),
    ("statement-value", MONTHS, FIRST_RECORD, ".o_customer_value_facts"),
    ("memos", "/odoo/customer-cost-memos", ".o_action_manager .o_content"),
    ("corrections", "/odoo/customer-cost-corrections", ".o_action_manager .o_content"),
    ("memo", "/odoo/customer-cost-memos/new", ".o_form_view .o_form_sheet"),
    ("request", "/odoo/customer-cost-requests/new", ".o_form_view .o_form_sheet"),
    ("requests", "/odoo/customer-cost-requests", ".o_action_manager .o_content"),
    ("approvals", "/odoo/customer-cost-approvals", ".o_action_manager .o_content"),
    ("policies", "/odoo/customer-cost-policies", ".o_action_manager .o_content"),
    ("approval-rules", "/odoo/customer-cost-approval-rules", ".o_action_manager .o_content"),
    (
        "request-timeline",
        "/odoo/customer-cost-request-analysis?view_type=list",
        FIRST_RECORD,
        ".o_request_timeline",
    ),
    (
        "who-approves",
        "/odoo/customer-cost-approval-rules",
        "button.o_who_approves",
        ".o_approval_route",
    ),
    ("correction", "/odoo/customer-cost-corrections/new", ".o_form_view .o_form_sheet"),
    ("run", "/odoo/customer-cost-runs", FIRST_RECORD, ".o_form_view .o_form_sheet"),
    ("simulation", "/odoo/customer-cost-simulation", ".o_simulation_table"),
    ("simulations", "/odoo/customer-cost-simulations", ".o_action_manager .o_content"),
    ("actions", "/odoo/customer-cost-actions", ".o_action_manager .o_content"),
    ("action", "/odoo/customer-cost-actions/new", ".o_form_view .o_form_sheet"),
    ("suggestions", "/odoo/customer-cost-suggestions", ".o_action_manager .o_content"),
    ("gift-register", "/odoo/customer-gift-register", ".o_action_manager .o_content"),
    ("gift-purchase", "/odoo/customer-gift-register", FIRST_RECORD, ".o_form_view .o_form_sheet"),
    ("exceptions", "/odoo/customer-cost-exceptions", ".o_action_manager .o_content"),
    ("deductibility", "/odoo/customer-cost-deductibility", ".o_action_manager .o_content"),
    ("request-analysis", "/odoo/customer-cost-request-analysis", ".o_pivot table"),
    ("budgets", "/odoo/customer-cost-budgets", ".o_action_manager .o_content"),
    ("budget", "/odoo/customer-cost-budgets", FIRST_RECORD, ".o_form_view .o_form_sheet"),
    ("budget-lines", "/odoo/customer-budget-lines", ".o_action_manager .o_content"),
    ("budget-analysis", "/odoo/customer-budget-analysis", ".o_action_manager .o_content"),
    ("budget-lines-owned", "/odoo/customer-budget-lines-owned", ".o_action_manager .o_content"),
    ("budget-forecast", "/odoo/customer-budget-forecast", ".o_action_manager .o_content"),
    ("budget-transfers", "/odoo/customer-budget-transfers", ".o_action_manager .o_content"),
    ("pool", "/odoo/customer-cost-pools", FIRST_RECORD, ".o_form_view .o_form_sheet"),
    *(
        (
            f"run-{tab}",
            "/odoo/customer-cost-runs",
            FIRST_RECORD,
            f".o_notebook .nav-link[name={tab}]",
            shows,
        )
        for tab, shows in (
            ("pools", ".o_field_widget[name=pool_node_ids]"),
            ("volumes", ".o_field_widget[name=volumes_html]"),
            ("compare", ".o_comparison_total"),
            ("changes", ".o_field_widget[name=change_ids]"),
            ("log", ".o_field_widget[name=problems_html]"),
        )
    ),
    ("cost-sources", *SOURCES),
    (
        "cost-trace",
        *SOURCES[:-1],
        ".o_trace_part td .btn-link",
        "button[name=action_open_customers_reached]",
        ".o_trace_customers",
    ),
]
PAGES += [
    (name, f"/odoo/customer-cost-{path}", ".o_action_manager .o_content")
    for name, path in (
        ("activities", "activities"),
        ("drivers", "drivers"),
        ("categories", "categories"),
        ("account-roles", "account-roles"),
        ("attribution-rules", "attribution-rules"),
        ("driver-volumes", "driver-volumes"),
    )
] + [
    (name, f"/odoo/customer-cost-{path}", FIRST_RECORD, ".o_customer_cost_preview")
    for name, path in (
        ("activity", "activities"),
        ("driver", "drivers"),
        ("attribution-rule", "attribution-rules"),
    )
]
#: The control side on Odoo's own forms; a record of the demo company by its external id.
FORM = ".o_form_view .o_form_statusbar"
PAGES += [
    ("contacts", "/odoo/contacts?view_type=list", ".o_action_manager .o_content"),
    ("contacts-cards", "/odoo/contacts?view_type=kanban", ".o_kanban_record"),
    (
        "contact",
        "/odoo/contacts/{customer_qiming_demo}",
        ".o_notebook .nav-link[name=customer_profitability]",
        ".o_field_widget[name=customer_value_ids] .o_kanban_record",
    ),
    (
        "contact-loss",
        "/odoo/contacts/{customer_jinda_demo}",
        ".o_notebook .nav-link[name=customer_profitability]",
        ".o_field_widget[name=customer_value_ids] .o_kanban_record",
    ),
    (
        "contact-new",
        "/odoo/contacts/new",
        ".o_notebook .nav-link[name=customer_profitability]",
        ".o_notebook .tab-pane.active",
    ),
    ("bill", "/odoo/vendor-bills/{bill_moon_cakes_demo}", FORM),
    ("expense", "/odoo/expenses/{claim_vela_470_demo}", FORM),
    ("expense-draft", "/odoo/expenses/{claim_vela_again_demo}", FORM),
    ("request-approved", "/odoo/customer-cost-requests/{request_yunfan_workshop_demo}", FORM),
    ("request-draft", "/odoo/customer-cost-requests/{request_draft_demo}", FORM),
    ("request-spent", "/odoo/customer-cost-requests/{request_keystone_dinner_demo}", FORM),
    (
        "request-close",
        "/odoo/customer-cost-requests/{request_keystone_dinner_demo}",
        "button[name=action_close]",
        ".modal .o_form_view",
    ),
]
#: A phone shows cards in the place of these.
WIDE_ONLY = {
    "customer-profitability-pivot",
    "customer-profitability-graph",
    "request-analysis",
}
WIDTHS = {1400: 900, 390: 844}
LANGUAGES = {"en": "en_US", "zh": "zh_CN"}
#: Who looks: admin, or an employee of the demo company.
LOGIN = os.environ.get("LOGIN", "")
PATIENCE = 30
#: The first page waits until the web client's bundles are made.
FIRST_PATIENCE = 180


#: Elements that reach beyond the window and are in no part that scrolls by itself, the first three.
TOO_WIDE = """(() => {
    const page = ".o_content, .o_action, .o_action_manager, .o_view_controller," +
        " .o_form_view_container, .o_form_sheet_bg, .o_form_renderer";
    const part = (element) =>
        !element.matches(page) && getComputedStyle(element).overflowX !== "visible";
    const beyond = (element) => element.getBoundingClientRect().right > window.innerWidth + 1;
    const scrolls = (element) => {
        for (let each = element.parentElement; each; each = each.parentElement) {
            if (part(each) && !beyond(each)) {
                return true;
            }
        }
        return false;
    };
    const found = [...document.querySelectorAll(".o_action_manager *")].filter(
        (element) => element.getBoundingClientRect().width && beyond(element) && !scrolls(element)
    );
    return found.slice(0, 3).map((element) => `${element.tagName} ${element.className}`).join("; ");
})()"""


#: What is higher than the window is shown from its top.
INTO_VIEW = """(() => {
    const element = document.querySelector(%s);
    const high = element.getBoundingClientRect().height > window.innerHeight / 2;
    element.style.scrollMarginTop = "8rem";
    element.scrollIntoView({ block: high ? "start" : "center" });
})()"""


class Missing(Exception):
    """A page did not show what it should."""


class Browser:
    """One tab of a headless Chromium."""

    def __init__(self, profile):
        self.process = subprocess.Popen(
            [
                "chromium",
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--remote-debugging-port=0",
                "--remote-debugging-address=127.0.0.1",
                "--remote-allow-origins=*",
                f"--user-data-dir={profile}",
                "about:blank",
            ],
            stderr=subprocess.PIPE,
            text=True,
        )
        port = self._debugging_port()
        targets = json.load(urlopen(f"http://127.0.0.1:{port}/json"))
        page = next(target for target in targets if target["type"] == "page")
        self.socket = websocket.create_connection(page["webSocketDebuggerUrl"], timeout=PATIENCE)
        self.identifiers = itertools.count(1)
        self.call("Page.enable")

    def _debugging_port(self):
        for line in self.process.stderr:
            if found := re.search(r"127\.0\.0\.1:(\d+)/devtools", line):
                return found[1]
        raise SystemExit("Chromium did not start")

    def call(self, method, **params):
        identifier = next(self.identifiers)
        self.socket.send(json.dumps({"id": identifier, "method": method, "params": params}))
        while True:
            answer = json.loads(self.socket.recv())
            if answer.get("id") == identifier:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]

    def evaluate(self, expression):
        outcome = self.call(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True
        )
        return outcome["result"].get("value")

    def wait_for(self, condition, patience=PATIENCE):
        for _attempt in range(patience * 5):
            # while a page is being replaced there is nobody to answer
            with contextlib.suppress(RuntimeError):
                if self.evaluate(f"Boolean({condition})"):
                    return
            time.sleep(0.2)
        raise Missing(f"waited {patience} s in vain for {condition}")

    def open(self, address, element):
        self.call("Page.navigate", url="about:blank")
        self.call("Page.navigate", url=address)
        self.wait_for(f"document.querySelector({json.dumps(element)})")

    def walk(self, address, elements):
        """Open a page and click through all elements but the last, which is returned."""
        *clicked, last = elements
        self.open(address, elements[0])
        for element, following in zip(clicked, elements[1:], strict=True):
            self.evaluate(f"document.querySelector({json.dumps(element)}).click()")
            self.find(following)
        return last

    def find(self, element):
        """Wait for an element, which may hide in the menu of buttons a form has no room for."""
        found = f"document.querySelector({json.dumps(element)})"
        for attempt in range(PATIENCE // FOLDED_AFTER):
            with contextlib.suppress(Missing):
                return self.wait_for(found, patience=FOLDED_AFTER)
            self.evaluate(
                f"document.querySelector({json.dumps(FOLDED_BUTTONS[attempt % 2])})?.click()"
            )
        return self.wait_for(found)

    def resize(self, width, height):
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 768,
        )

    def picture(self, file):
        shot = self.call("Page.captureScreenshot", format="png")
        file.write_bytes(base64.b64decode(shot["data"]))

    def close(self):
        self.socket.close()
        self.process.terminate()
        self.process.wait()


def log_in(browser, server):
    login, password = "admin", "admin"
    if LOGIN:
        login, password = f"{LOGIN}@lumenway.example", "lumenway"
    browser.open(f"{server}/web/login", "input[name=password]")
    browser.evaluate(
        f"document.querySelector('input[name=login]').value = '{login}';"
        f"document.querySelector('input[name=password]').value = '{password}';"
        "document.querySelector('form.oe_login_form').submit()"
    )
    navbar = "document.querySelector('.o_web_client .o_navbar, .o_main_navbar')"
    browser.wait_for(navbar, patience=FIRST_PATIENCE)


def demo_record(browser, name):
    """Identifier of the record of the demo company that has this external id."""
    body = {
        "jsonrpc": "2.0",
        "params": {
            "model": "ir.model.data",
            "method": "check_object_reference",
            "args": ["customer_cost_management", name],
            "kwargs": {},
        },
    }
    return browser.evaluate(
        "fetch('/web/dataset/call_kw', {method: 'POST',"
        f" body: JSON.stringify({json.dumps(body)}),"
        " headers: {'Content-Type': 'application/json'}})"
        ".then(r => r.json()).then(answer => answer.result && answer.result[1])"
    )


def speak(browser, language):
    """Change the language of the user who is logged in."""
    body = {
        "jsonrpc": "2.0",
        "params": {"model": "res.users", "method": "write", "kwargs": {}},
    }
    body["params"]["args"] = ["USER", {"lang": language}]
    browser.evaluate(
        "fetch('/web/session/get_session_info', {method: 'POST', body: '{}',"
        " headers: {'Content-Type': 'application/json'}}).then(r => r.json()).then(info => {"
        f" const body = {json.dumps(body)}; body.params.args[0] = [info.result.uid];"
        " return fetch('/web/dataset/call_kw', {method: 'POST', body: JSON.stringify(body),"
        " headers: {'Content-Type': 'application/json'}})})"
    )


def take(browser, server, file, path, elements):
    """One picture; what the page did not show is said, and the next page comes."""
    try:
        if named := re.search(r"{(\w+)}", path):
            path = path.replace(named[0], str(demo_record(browser, named[1])))
        element = browser.walk(server + path, elements)
    except Missing as missing:
        print(f"{file.name}: {missing}", file=sys.stderr, flush=True)
        return False
    browser.evaluate(INTO_VIEW % json.dumps(element))
    # charts move for a second until they are drawn
    time.sleep(1.5 if browser.evaluate("document.querySelector('canvas') !== null") else 0.5)
    browser.picture(file)
    print(file, flush=True)
    if wide := browser.evaluate(TOO_WIDE):
        print(f"{file.name}: wider than the window: {wide}", file=sys.stderr, flush=True)
    return True


def chosen_pages():
    """Those that the environment names, or all."""
    names = os.environ.get("PAGES", "").split()
    if unknown := set(names) - {name for name, *_way in PAGES}:
        raise SystemExit(f"No such page: {', '.join(sorted(unknown))}")
    return [page for page in PAGES if not names or page[0] in names]


def main(server, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    taken = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(profile)
        try:
            browser.resize(1400, 900)
            log_in(browser, server)
            for tag, language in LANGUAGES.items():
                speak(browser, language)
                for (name, path, *elements), width in itertools.product(chosen_pages(), WIDTHS):
                    if name in WIDE_ONLY and width < 768:
                        continue
                    browser.resize(width, WIDTHS[width])
                    file = folder / f"{LOGIN and LOGIN + '-'}{name}-{width}-{tag}.png"
                    taken.append(take(browser, server, file, path, elements))
        finally:
            browser.close()
    sys.exit(not all(taken))


if __name__ == "__main__":
    main(*sys.argv[1:])

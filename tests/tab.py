"""One tab of the browser for many tests, one after the other: to open a new one takes longer than what most tests do in it."""

from playwright.sync_api import Browser, BrowserContext, Error, Page

ORDINARY = {"locale": "de-DE", "viewport": {"width": 1280, "height": 900}}
# What a page keeps when it goes elsewhere. A test that calls one of these is the last one in its tab.
LASTING = (
    "add_init_script",
    "add_locator_handler",
    "emulate_media",
    "expose_binding",
    "expose_function",
    "on",
    "once",
    "route",
    "route_from_har",
    "route_web_socket",
    "set_default_navigation_timeout",
    "set_default_timeout",
    "set_extra_http_headers",
)
_REMEMBER = "kept => { for (const { name, value } of kept) localStorage.setItem(name, value); }"
_FORGET = "() => { localStorage.clear(); sessionStorage.clear(); }"


def watch(page: Page, address: str, troubles: list[str]) -> None:
    """Note in `troubles` whatever the page asks of others than the website at `address`, and each error that it logs.

    The browser of the tests finds nobody else, so each such request fails; to look at these alone is quicker.
    """
    own = (address, "blob:", "data:")
    page.on("requestfailed", lambda one: one.url.startswith(own) or troubles.append(f"Anfrage an {one.url}"))
    page.on("console", lambda message: message.type == "error" and troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))


class Tab:
    """A tab that a test finds as if it were new, in a context with the ORDINARY options."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser = browser
        self.address = address
        self.troubles: list[str] = []  # of the present test
        self.context: BrowserContext | None = None

    def suits(self, options: dict) -> bool:
        """Tell whether a tab of an ordinary context can be made like one of a context with the given options."""
        special = {name for name in options if options[name] != ORDINARY.get(name)}
        return special <= {"viewport", "storage_state"}

    def take(self, options: dict) -> tuple[BrowserContext, Page]:
        """Return the context and an empty page in it, made like one of a context with the given options."""
        if not self.context:
            self._open()
        if self.page.viewport_size != options["viewport"]:
            self.page.set_viewport_size(options["viewport"])
        for origin in options.get("storage_state", {}).get("origins", ()):
            self.page.evaluate(_REMEMBER, origin["localStorage"])  # the only origin there is
        return self.context, self.page

    def _open(self) -> None:
        self.context = self.browser.new_context(**ORDINARY)
        self.page = self.context.new_page()
        watch(self.page, self.address, self.troubles)
        self._notice_what_lasts()
        self.page.goto(f"{self.address}robots.txt")
        self._go_nowhere()

    def _go_nowhere(self) -> None:
        """Leave the website for an empty page that may still ask for what the browser keeps for it."""
        self.page.evaluate("() => { location.replace('about:blank'); }")
        self.page.wait_for_url("about:blank")

    def give_back(self) -> None:
        """Make the tab as good as new, or close it where that cannot be."""
        for page in self.context.pages:
            if page is not self.page:
                page.close()
        if not self._as_new():
            self.context.close()
            self.context = None

    def _notice_what_lasts(self) -> None:
        self.is_spent = False

        def noticed(name: str) -> None:
            call = getattr(self.page, name)

            def spend(*given: object, **named: object) -> object:
                self.is_spent = True
                return call(*given, **named)

            setattr(self.page, name, spend)

        for name in LASTING:
            noticed(name)

    def _as_new(self) -> bool:
        if self.is_spent or not self.page.url.startswith(self.address):
            return False
        try:
            self._go_nowhere()
            self.page.evaluate(_FORGET)  # now that the page has kept what it wanted to keep
            self.page.mouse.move(0, 0)
        except Error:  # such as a page that was closed
            return False
        return True

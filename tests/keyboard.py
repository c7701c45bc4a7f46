"""Somebody who has no mouse, for tests that walk through a task with the keyboard alone."""

from playwright.sync_api import Page

NAME = """() => {
    const node = document.activeElement;
    const label = node.labels?.[0]?.childNodes[0].textContent ?? node.labels?.[0]?.textContent;
    const by = node.getAttribute("aria-labelledby");
    return (node.getAttribute("aria-label") ?? (by && document.getElementById(by).textContent) ?? label ?? node.textContent).trim();
}"""


class Keyboard:
    """Somebody who has no mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, name: str) -> None:
        """Press Tab until the focus is on the control called `name`, or on a box with these words."""
        for _ in range(150):
            self.page.keyboard.press("Tab")
            here = self.page.evaluate(NAME)
            box = self.page.evaluate("() => document.activeElement.closest('label')?.textContent.trim() ?? ''")
            if name in (here, box):
                return
        raise AssertionError(f"„{name}“ ist mit der Tabulatortaste nicht erreichbar.")

    def write(self, name: str, text: str) -> None:
        self.to(name)
        self.page.keyboard.insert_text(text)

    def press(self, name: str) -> None:
        self.to(name)
        self.page.keyboard.press("Enter")

    def tick(self, name: str) -> None:
        self.to(name)
        self.page.keyboard.press("Space")

    def choose(self, name: str, words: str) -> None:
        """Choose by typing the beginning of the words, as one does in a list."""
        self.to(name)
        self.page.keyboard.type(words)

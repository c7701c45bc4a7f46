"""What the tests see on a page in a browser: text that is cut off, and what somebody at the keyboard does not see."""

from playwright.sync_api import Page

WIDTHS = (2560, 1280, 768, 320)  # 320 is also what is left of 1280 at 400 percent
NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 900}

# As much space as a reader may ask for (WCAG 1.4.12).
_SPACING = """
* { letter-spacing: 0.12em !important; line-height: 1.5 !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""
_SPACED = """css => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = css ? [sheet] : [];
}"""

# Boxes with words of their own that are larger than the box: cut off, or lying over what comes next.
_CUT = """() => {
    const hasWords = (box) => [...box.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const isForEarsOnly = (box) => [...function* () { for (let up = box; up; up = up.parentElement) yield up; }()]
        .some((up) => getComputedStyle(up).clipPath !== "none");
    const found = [];
    const front = document.querySelector("dialog[open]") ?? document.body;
    for (const box of front.querySelectorAll(":not(svg *, select, select *, textarea, datalist *)")) {
        if (!hasWords(box) || !box.checkVisibility({ visibilityProperty: true })) continue;
        if (getComputedStyle(box).display === "inline") continue;
        if (box.querySelector("input[type='file']")) continue; // lies over the words, and nobody sees it
        if (getComputedStyle(box).textOverflow === "ellipsis" && box.closest("[title]")) continue; // there it is whole
        const wide = box.scrollWidth > box.clientWidth + 1, high = box.scrollHeight > box.clientHeight + 2;
        if ((wide || high) && !isForEarsOnly(box)) found.push(box.outerHTML.slice(0, 120));
    }
    return found;
}"""

# Gives the focus to everything that can have it. A hidden box in a label shows it on its neighbour or on the label.
_UNSEEN = """most => {
    const within = document.querySelector("dialog[open]") ?? document; // which nobody leaves by keyboard
    const stops = [...within.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
        .filter((stop) => !stop.disabled && stop.checkVisibility({ visibilityProperty: true }) && !stop.closest("[inert]"));
    const showsThrough = (box) => [box, box.parentElement].some((one) => one && parseFloat(getComputedStyle(one).opacity) < 0.5);
    const found = [];
    const looksAlike = {};
    for (const stop of stops) {
        const look = `${stop.localName} ${stop.className} ${stop.parentElement.className}`;
        looksAlike[look] = (looksAlike[look] ?? 0) + 1;
        if (looksAlike[look] > most) continue;
        stop.focus({ focusVisible: true });
        if (document.activeElement !== stop) { found.push(`no focus: ${stop.outerHTML.slice(0, 120)}`); continue; }
        const shows = (box) => box && getComputedStyle(box).outlineStyle !== "none" && parseFloat(getComputedStyle(box).outlineWidth) >= 2;
        if (![stop, stop.nextElementSibling, stop.closest("label")].some(shows)) found.push(`not to be seen: ${stop.outerHTML.slice(0, 120)}`);
        const parts = [0.5, 0.1, 0.9, 0.3, 0.7]; // the shape of a Land is irregular
        const places = [...stop.getClientRects()].flatMap(({ left, top, width, height }) =>
            parts.flatMap((right) => parts.map((down) => [left + right * width, top + down * height])));
        const open = places.some(([x, y]) => {
            const top = document.elementsFromPoint(x, y).find((box) => !showsThrough(box));
            return top && (stop.contains(top) || top.contains(stop) || stop.closest("label")?.contains(top));
        });
        if (!open) found.push(`covered: ${stop.outerHTML.slice(0, 120)}`);
    }
    return found;
}"""


def misfits(page: Page) -> list[str]:
    """What does not fit at any width, with the usual space between letters, words and lines and with much of it."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for spacing in ("", _SPACING) if width in (WIDE["width"], NARROW["width"]) else ("",):
            page.evaluate(_SPACED, spacing)
            where = f"{width} px{' with text spacing' if spacing else ''}"
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                found.append(f"the page scrolls sideways at {where}")
            found += [f"cut off at {where}: {box}" for box in page.evaluate(_CUT)]
    page.evaluate(_SPACED, "")
    return found


def unseen(page: Page, most: int = 4) -> list[str]:
    """Where somebody at the keyboard cannot see the focus, or something covers it; `most` of what looks alike are tried."""
    page.keyboard.press("Tab")  # from now on the browser shows the focus
    return page.evaluate(_UNSEEN, most)

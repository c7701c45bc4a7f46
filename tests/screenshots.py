"""Takes the pictures for the README: `python tests/screenshots.py` builds the website and writes them to docs/bilder/."""

import tempfile
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pypdfium2
from PIL import Image, ImageOps
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from browser import executable
from websites import build

PROJECT = Path(__file__).resolve().parents[1]
PICTURES = PROJECT / "docs/bilder"
ADDRESS = "https://lotse.example/"  # what stands on printed pages; nobody is asked there
DESK, PHONE = {"width": 1280, "height": 860}, {"width": 360, "height": 720}
COLOURS = 96  # few make small files
EDGE = "#cfc9bd"  # around pictures, for they stand on white

# Picture -> the page on it, a word of its heading once its scripts are done, and the window it is seen in.
SCREENS = {
    "start": ("", "Kommunen", DESK),
    "fall": ("faelle/knf/", "Nachbarschaftsforum", DESK),
    "checkliste": ("checklisten/?phase=formierung&thema=wohnen", "Formierung", DESK),
    "telefon": ("faelle/knf/", "Nachbarschaftsforum", PHONE),
}
PAPERS = {"checkliste-druck": ("checklisten/formierung/", "Formierung", DESK)}


def main() -> None:
    """Build the website and take all pictures of it."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder, "site")
        build(PROJECT, site, LOTSE_SITE_URL=ADDRESS)
        browser = playwright.chromium.launch(executable_path=executable(playwright), args=["--no-sandbox"])
        for name, shown in SCREENS.items():
            keep(name, Image.open(BytesIO(opened(browser, site, *shown).screenshot())))
        for name, shown in PAPERS.items():
            printed = pypdfium2.PdfDocument(opened(browser, site, *shown).pdf(prefer_css_page_size=True))
            keep(name, printed[0].render(scale=1.5).to_pil())
        browser.close()


def opened(browser: Browser, site: Path, path: str, heading: str, window: dict) -> Page:
    """Open a page of the website in `site`, as light and as sharp as the README shows it, and wait until all of it is there."""
    scale = 2 if window is PHONE else 1
    context = browser.new_context(
        viewport=window, device_scale_factor=scale, locale="de-DE", color_scheme="light", reduced_motion="reduce"
    )
    context.route(f"{ADDRESS}**", lambda route: answer(route, site))
    page = context.new_page()
    page.goto(ADDRESS + path, wait_until="networkidle")
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading, timeout=20_000)
    page.evaluate("document.fonts.ready")
    return page


def answer(route: Route, site: Path) -> None:
    """Answer a request as a server would that has the website in `site`."""
    file = site / unquote(urlsplit(route.request.url).path).lstrip("/")
    route.fulfill(path=file / "index.html" if file.is_dir() else file)


def keep(name: str, image: Image.Image) -> None:
    """Write a small PNG, and say how small."""
    path = PICTURES / f"{name}.png"
    framed = ImageOps.expand(image.convert("RGB"), 1, EDGE)
    framed.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path.relative_to(PROJECT)}: {path.stat().st_size // 1000} kB, {image.width} × {image.height} Pixel")


if __name__ == "__main__":
    main()

"""Make the README's picture and film: docs/gates.webp, an animated image of ≤ 3 MB.

    python -m docs.film

A reader opens Gates, steps through the example, shuts every forget gate at one word and sees what comes of
it, takes that back, and types on. Each picture is the real page in Chromium after one action.
"""

import io
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.benchmarks.browser import named_browser
from tests.browser.server import serve

FILM = Path(__file__).with_name("gates.webp")
SIZE = {"width": 1280, "height": 720}
WIDTH = 1024  # of the film
MOST = 3_000_000  # bytes
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


class Film:
    """Pictures of a page, each with how long it stands."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pictures: list[Image.Image] = []
        self.stand: list[int] = []  # ms

    def take(self, ms: int) -> None:
        """The page as it is now, for so many milliseconds."""
        self.page.evaluate(DRAWN)
        picture = Image.open(io.BytesIO(self.page.screenshot())).convert("RGB")
        high = round(picture.height * WIDTH / picture.width)
        self.pictures.append(picture.resize((WIDTH, high), Image.Resampling.LANCZOS))
        self.stand.append(ms)

    def save(self, path: Path) -> int:
        """Write it; the number of bytes."""
        first, *rest = self.pictures
        options = {"duration": self.stand, "loop": 0, "quality": 70, "method": 4}
        first.save(path, save_all=True, append_images=rest, **options)
        return path.stat().st_size


def play(page: Page, film: Film) -> None:
    """The scenes."""
    words = page.locator(".stepper .chip").count()
    page.keyboard.press("Home")
    film.take(1200)
    for _ in range(words - 1):
        page.keyboard.press("ArrowRight")
        film.take(700)
    film.take(1200)
    page.keyboard.press("Home")
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    page.get_by_label("Which units", exact=True).select_option("all units")
    film.take(900)
    valve = page.get_by_label("Forget gate of all units", exact=True)
    for opened in (75, 50, 25, 0):
        valve.fill(str(opened))
        film.take(250)
    film.take(900)
    page.keyboard.press("End")
    film.take(2200)
    page.get_by_role("button", name="Undo", exact=True).click()
    film.take(1200)
    box = page.get_by_label("Your text", exact=True)
    box.focus()
    page.keyboard.press("End")
    for key in " was very":
        page.keyboard.type(key)
        film.take(220)
    film.take(2500)


def main() -> None:
    with (
        TemporaryDirectory() as folder,
        serve(Path(folder) / "log.txt") as url,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=named_browser(), args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE, color_scheme="light", reduced_motion="reduce")
        page.goto(url)
        page.locator(".live.on").wait_for(timeout=120_000)
        page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
        film = Film(page)
        play(page, film)
        size = film.save(FILM)
        browser.close()
    print(f"{FILM.name}: {len(film.pictures)} pictures, {size / 1e6:.2f} MB")
    if size > MOST:
        raise SystemExit(f"more than {MOST / 1e6:.0f} MB")


if __name__ == "__main__":
    main()

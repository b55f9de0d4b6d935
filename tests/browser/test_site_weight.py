"""What a page costs to load: bytes, requests, scripts; and that trimming the theme took nothing a page uses."""

from __future__ import annotations

import gzip
import itertools
import re
from typing import TYPE_CHECKING

import pytest

from course.theme.trim import is_dropped, kept_only, tightened, trimmed, without_fallbacks, without_idle_properties

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("site")

BUDGET, SCRIPTS, REQUESTS = 64 * 1024, 22 * 1024, 12
TOLERATED = {"container", "fa-angle-left", "fa-angle-right", "fa-list", "fa-solid"}
"""Classes that the theme writes on every page and whose rules a course replaces: icons, and Bootstrap's widths."""
ASSET = re.compile(r'<(?:script|link|img)[^>]*?(?:src|href)="([^"#?]+\.(?:js|css|svg|png))')

NARROW = re.compile(r'<source [^>]*srcset="([^"]+)"[^>]*><img[^>]*>')
"""What a phone loads in place of the image."""


def packed(path: Path) -> int:
    """Return the bytes of a file as a server would send it."""
    return len(gzip.compress(path.read_bytes(), 9))


def pages(site: Path, room: str) -> list[Path]:
    """Return the pages of a room of the site."""
    return sorted((site / room).glob("*.html"))


def test_a_lesson_keeps_to_the_budget(real_site: Path) -> None:
    """At most 64 KiB in 12 requests, 22 KiB of them scripts, with the figures of a desktop and those of a phone."""
    for page, phone in itertools.product(pages(real_site, "lessons"), (False, True)):
        text = page.read_text(encoding="utf-8")
        shown = NARROW.sub(r'<img src="\1">', text) if phone else text
        assets = [(page.parent / name).resolve() for name in set(ASSET.findall(shown))]
        assert any(path.stem.endswith("-narrow") for path in assets) == (phone and "<picture>" in text)
        scripts = sum(packed(path) for path in assets if path.suffix == ".js")
        total = packed(page) + sum(map(packed, assets))
        assert (total <= BUDGET, scripts <= SCRIPTS, len(assets) + 1 <= REQUESTS) == (True, True, True), (
            f"{page.name}: {total} bytes, {scripts} of scripts, {len(assets) + 1} requests"
        )


def test_only_a_page_with_numbers_or_patterns_loads_what_reads_them(learner_site: Path, real_site: Path) -> None:
    """A question that is answered by a number or by a pattern brings its script; nobody else pays for it."""
    found = set()
    for page in (*learner_site.rglob("*.html"), *real_site.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        needs = (
            re.search(r'data-grading="[^"]*(?:&quot;numeric&quot;|&quot;match&quot;: &quot;regex&quot;)', text)
            is not None
        )
        found.add(("course-typed.js" in text, needs))
    assert found == {(True, True), (False, False)}


def test_no_page_uses_a_class_that_was_trimmed(real_site: Path) -> None:
    """Rules may only go when nothing in the course carries their class."""
    used: set[str] = set()
    for page in real_site.rglob("*.html"):
        if "_static" not in page.parts:
            for names in re.findall(r'class="([^"]*)"', page.read_text(encoding="utf-8")):
                used |= set(names.split())
    assert {name for name in used if is_dropped(name)} - TOLERATED == set()


def test_trimming_drops_selectors_and_keeps_the_rest() -> None:
    """Lists of selectors lose members, groups lose rules, strings with braces confuse nothing."""
    sheet = (
        '@charset "UTF-8";/* a */.btn,.bd-main{x:1}.fa-x:before{content:"}"}'
        '@media print{.card{y:1}.bd-main:not(.btn-a,.q){y:2}.quiz{z:"{"}}@font-face{src:url(a)}@media tv{.btn{a:b}}'
    )
    assert trimmed(sheet) == '.bd-main{x:1}\n@media print{.quiz{z:"{"}\n}\n'
    spaced = '@media (width > 1px) {\n a :hover, b {\n  c: calc(1px + 2px) ;\n d: "x ;}" url(a;b);\n }\n}'
    assert tightened(spaced) == '@media (width > 1px){a :hover,b{c:calc(1px + 2px);d:"x ;}" url(a;b)}}'
    nested = "a{b:var(--course-x, var(--y, var(--z, #fff)));c:var(--quiz-x, red)}"
    assert without_fallbacks(nested) == "a{b:var(--course-x);c:var(--quiz-x, red)}"
    assert kept_only(".a,.b{x:1}:root{--y:2}.c{z:3}", r"\.b|^:root") == ".b{x:1}\n:root{--y:2}\n"
    idle = 'a{--bs-x:url("data:a;b");--bs-y:1;--pst-z:2;color:var(--bs-y)}b{--fa-w:var(--bs-x)}'
    assert without_idle_properties(idle) == "a{--bs-y:1;--pst-z:2;color:var(--bs-y)}b{}"

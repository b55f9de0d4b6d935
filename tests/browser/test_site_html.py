"""The markup of every page of the shipped course: parsed strictly, and by the Nu HTML checker."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import html5lib
import pytest
from html5lib.html5parser import ParseError

from tests.client.test_client import tools_folder

if TYPE_CHECKING:
    from collections.abc import Iterable

pytestmark = pytest.mark.xdist_group("site")


def pages_of(site: Path) -> list[Path]:
    """Return the pages that the build wrote."""
    found = [path for path in sorted(site.rglob("*.html")) if "_static" not in path.parts]
    assert len(found) > 25
    return found


def strict_errors(pages: Iterable[Path]) -> list[str]:
    """Return the first error of the HTML standard's own parsing rules for each page."""
    errors = []
    for page in pages:
        try:
            html5lib.HTMLParser(strict=True).parse(page.read_text(encoding="utf-8"))
        except ParseError as error:
            errors.append(f"{page.name}: {error}")
    return errors


@pytest.fixture(scope="module")
def planted(real_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a page with a stray end tag."""
    page = tmp_path_factory.mktemp("planted") / "page.html"
    text = (real_site / "record.html").read_text(encoding="utf-8")
    page.write_text(text.replace("</article>", "</section></article>"), encoding="utf-8")
    return page


@pytest.fixture(scope="module")
def nu_errors(real_site: Path, planted: Path) -> dict[str, list[str]]:
    """Give what the Nu HTML checker calls an error, by page, in one run of Java; `tests/run.sh` installs that."""
    java = shutil.which("java")
    assert java, "install a Java runtime for the Nu HTML checker"
    jar = next((tools_folder() / "node_modules" / "vnu-jar").rglob("vnu.jar"))
    pages = [*pages_of(real_site), planted]
    command = [java, "-jar", str(jar), "--errors-only", "--format", "json", *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found: dict[str, list[str]] = {}
    for one in json.loads(done.stderr)["messages"]:
        found.setdefault(Path(one["url"]).name, []).append(one["message"])
    return found


def test_every_page_says_what_it_is_about(real_site: Path) -> None:
    """One description a page, short enough for a list of results; lessons tell their objectives, each its own."""
    found = {}
    for page in pages_of(real_site):
        texts = re.findall(r'<meta name="description" content="([^"]*)"', page.read_text(encoding="utf-8"))
        assert len(texts) == 1, page.name
        assert 20 < len(unescape(texts[0])) <= 160, page.name
        found[page.relative_to(real_site).as_posix()] = texts[0]
    lessons = [text for name, text in found.items() if name.startswith("lessons/")]
    assert len(set(lessons)) == len(lessons) == 10
    assert all(text.startswith("Objectives: ") for text in lessons[:9])


def test_every_page_follows_the_parsing_rules_of_html(real_site: Path) -> None:
    """No unclosed element, no stray tag, no attribute twice."""
    assert strict_errors(pages_of(real_site)) == []


def test_the_nu_checker_finds_no_error(nu_errors: dict[str, list[str]], planted: Path) -> None:
    """0 errors on every page but the one where a fault was planted."""
    assert {name: found for name, found in nu_errors.items() if name != planted.name} == {}


def test_planted_faults_are_found(nu_errors: dict[str, list[str]], planted: Path) -> None:
    """Both checkers report a stray end tag."""
    assert len(strict_errors([planted])) == 1
    assert nu_errors[planted.name]

"""The EPUB: structure by our own checks always, and by epubcheck where Java and epubcheck are installed."""

# ruff: noqa: S314 - the book was written by the test itself
from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

if TYPE_CHECKING:
    from tests.course.outputs.conftest import Shipped

pytestmark = pytest.mark.xdist_group("print")
EPUBCHECK = Path("/usr/share/java/epubcheck.jar")
OPF = "{http://www.idpf.org/2007/opf}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def _members(shipped: Shipped) -> dict[str, bytes]:
    with zipfile.ZipFile(shipped.out / "epub" / "klonopin.epub") as book:
        return {name: book.read(name) for name in book.namelist()}


def _pages(shipped: Shipped) -> dict[str, ET.Element]:
    return {name: ET.fromstring(data) for name, data in _members(shipped).items() if name.endswith(".xhtml")}


def test_epubcheck_finds_no_error(shipped: Shipped) -> None:
    """The validator ends with status 0; where it is missing this fails, for `tests/run.sh` installs it."""
    assert EPUBCHECK.is_file(), "install Debian's package epubcheck"
    assert shutil.which("java"), "install a Java runtime for epubcheck"
    command = ["java", "-jar", str(EPUBCHECK), str(shipped.out / "epub" / "klonopin.epub")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_package_lists_exactly_what_is_in_it(shipped: Shipped) -> None:
    """The type comes first and unpacked; manifest and members agree; the spine names pages of the manifest."""
    members = _members(shipped)
    assert next(iter(members)) == "mimetype"
    assert members["mimetype"] == b"application/epub+zip"
    package = ET.fromstring(members["content.opf"])
    items = {item.get("id"): item.get("href") for item in package.iter(f"{OPF}item")}
    listed = {*items.values(), "mimetype", "content.opf", "META-INF/container.xml"}
    assert listed == set(members)
    spine = [item.get("idref") for item in package.iter(f"{OPF}itemref")]
    assert len(spine) == len(set(spine))
    assert set(spine) <= set(items)
    pages = {name for name in members if name.endswith(".xhtml")} - {"nav.xhtml"}
    assert pages == {items[name] for name in spine} - {"nav.xhtml"}


def test_pages_are_well_formed_and_every_link_arrives(shipped: Shipped) -> None:
    """Ids are unique in a page, pictures have alternative text, and links inside the book lead to something."""
    pages = _pages(shipped)
    ids = {name: [one.get("id") for one in root.iter() if one.get("id")] for name, root in pages.items()}
    for name, root in pages.items():
        assert len(ids[name]) == len(set(ids[name])), name
        assert all(image.get("alt") for image in root.iter(f"{XHTML}img")), name
        assert not list(root.iter(f"{XHTML}script")), name
        for link in root.iter(f"{XHTML}a"):
            address = link.get("href", "")
            if address and not re.match(r"[a-z]+:", address):
                path, _, fragment = address.partition("#")
                target = _joined(name, path) if path else name
                assert target in pages, f"{name}: {address}"
                assert not fragment or fragment in ids[target], f"{name}: {address}"


def _joined(name: str, path: str) -> str:
    parts: list[str] = list(PurePosixPath(name).parent.parts)
    for part in PurePosixPath(path).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def test_access_is_described_and_not_more_than_was_tested(shipped: Shipped) -> None:
    """The metadata of EPUB Accessibility 1.1 are there; no conformance is claimed."""
    package = _members(shipped)["content.opf"].decode()
    for name in ("accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard"):
        assert f'property="schema:{name}"' in package
    assert "no conformance with WCAG is claimed" in package
    assert "conformsTo" not in package
    assert ">unknown<" not in package


def test_each_question_leads_to_its_answer_and_back(shipped: Shipped) -> None:
    """A lesson has as many links to answers as answers, and the pretest has none."""
    members = _members(shipped)
    for name in (name for name in members if name.startswith("lessons/")):
        page = members[name].decode()
        asked = re.findall(r'href="#answer-([\w-]+)">', page)
        assert asked
        assert sorted(asked) == sorted(re.findall(r'id="answer-([\w-]+)"', page)), name
        assert all(f'href="#{one}">' in page and f'id="{one}"' in page for one in asked), name
    assert "answer-" not in members["index.xhtml"].decode()


def test_the_book_says_once_that_nobody_reviewed_it(shipped: Shipped) -> None:
    """The notice stands on the first page and above each test, and no lesson or handout repeats it."""
    members = _members(shipped)
    told = {name for name, data in members.items() if name.endswith(".xhtml") and b"course-notice" in data}
    assert told == {"index.xhtml", "pretest.xhtml", "posttest.xhtml", "evaluation.xhtml"}


def test_the_contents_lead_to_every_page(shipped: Shipped) -> None:
    """Lessons stand in hidden tables of contents, and readers of books have no side bar to show these."""
    members = _members(shipped)
    nav = members["nav.xhtml"].decode()
    pages = {name for name in members if name.startswith(("lessons/", "handouts/", "appendix/"))}
    assert len(pages) > 20
    assert [name for name in pages if f'"{name}' not in nav] == []


def test_a_cover_and_the_rights_are_there(shipped: Shipped) -> None:
    """The package names one picture as cover, and says under which licence the course is published."""
    package = ET.fromstring(_members(shipped)["content.opf"])
    covers = [one.get("href", "") for one in package.iter(f"{OPF}item") if one.get("properties") == "cover-image"]
    assert [_members(shipped)[name][:4] for name in covers] == [b"\x89PNG"]
    rights = next(package.iter("{http://purl.org/dc/elements/1.1/}rights"))
    assert rights.text == "CC BY 4.0"

"""The website in one file: everything inside, links that lead somewhere, a policy by hashes, and no private item."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from lxml import html

import course
from course.outputs.leaks import find_leaks
from course.outputs.onefile.carried import data_address
from course.outputs.onefile.scripts import packed_data
from course.outputs.onefile.write import inlined, policy, write_onefile
from course.outputs.order import Order
from course.outputs.progress import Silent
from course.project import load_project
from course.theme.trim import used_only
from quizzes.overlay import Secret, squeeze
from tests.conftest import copy_tea, run

if TYPE_CHECKING:
    from tests.conftest import Edition
    from tests.shared import Shared


@pytest.fixture(scope="module")
def file(shared: Shared, klonopin_edition: Edition) -> Path:
    """Give the shipped course in one file, made of its finished pages."""
    site = klonopin_edition("html")

    def make(folder: Path) -> None:
        folder.mkdir()
        project = load_project(Path(course.__file__).parent / "klonopin")
        assert write_onefile(Order(project, folder, Silent()), site, folder) == []

    return shared("onefile", make) / "klonopin.html"


@pytest.fixture(scope="module")
def tree(file: Path) -> html.HtmlElement:
    """Give the file as a browser would read it."""
    return html.fromstring(file.read_bytes())


def test_the_file_is_small_and_needs_nothing_else(file: Path, tree: html.HtmlElement) -> None:
    """At most 1.5 MB, and whatever it shows or runs is inside."""
    assert file.stat().st_size <= 1_500_000
    loaded = tree.xpath("//script/@src | //link/@href | //img/@src | //source/@srcset | //*/@poster")
    assert [address for address in loaded if not address.startswith("data:")] == []
    assert not re.search(r"url\((?!['\"]?data:)", "".join(tree.xpath("//style/text()")))


def test_every_link_leads_to_a_place_in_the_file(tree: html.HtmlElement) -> None:
    """Pages and places are named after `#`; each name is there once, and nothing refers to an id that is not."""
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    inside = [unquote(href[1:]) for href in tree.xpath("//a/@href") if href.startswith("#")]
    assert len(inside) > 1000
    assert set(inside) <= set(ids)
    elsewhere = {href.partition(":")[0] for href in tree.xpath("//a/@href") if not href.startswith("#")}
    assert elsewhere <= {"https", "http", "tel", "mailto", "data"}
    refers = {one for name in ("for", "aria-labelledby") for value in tree.xpath(f"//@{name}") for one in value.split()}
    assert refers <= set(ids)


def test_pages_come_in_reading_order_and_say_everything(klonopin_edition: Edition, tree: html.HtmlElement) -> None:
    """Without scripts the file reads as a book: each page once, with the words of the page of the website."""
    parts = {part.get("id"): part for part in tree.find_class("course-part")}
    assert list(parts)[:3] == ["index", "pretest", "lessons/01-what-clonazepam-is"]
    page = html.fromstring((klonopin_edition("html") / "lessons" / "07-withdrawal.html").read_bytes())
    for sign in page.find_class("headerlink"):
        sign.drop_tree()
    said = page.find(".//article").text_content().split()
    assert parts["lessons/07-withdrawal"].find(".//article").text_content().split() == said


def test_the_policy_names_what_runs_by_its_hash(tree: html.HtmlElement) -> None:
    """Each script and the style sheet are allowed by their SHA-256 and nothing else is; no attribute asks for more."""
    rules = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0].split("; ")
    allowed = dict(rule.split(" ", 1) for rule in rules)
    run = [node.text for node in tree.iter("script") if node.get("type") is None]
    for kind, texts in (("script-src", run), ("style-src", [node.text for node in tree.iter("style")])):
        hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts]
        assert allowed[kind].split() == [f"'sha256-{one}'" for one in hashes]
    assert allowed["default-src"] == allowed["base-uri"] == allowed["form-action"] == "'none'"
    assert not tree.xpath("//@style | //@onclick | //@onload")


def test_no_text_ends_a_script() -> None:
    """A title such as `</script>` stays a text in the data of the course."""
    assert inlined('a("</ScRipt><!-- <script>")') == r'a("\x3c/ScRipt>\x3c!-- \x3cscript>")'
    assert "sha256-" in policy(["x"], "y")


def test_rules_stay_that_some_class_needs() -> None:
    """A selector goes when it names a class that nobody has; alternatives and exceptions do not count."""
    sheet = ".a{x:1}.b{x:2}.a .b,.a p{x:3}:is(.a,.b) q:not(.b){x:4}@media print{.b{x:5}}"
    assert used_only(sheet, {"a"}.__contains__) == ".a{x:1}\n.a p{x:3}\n:is(.a,.b) q:not(.b){x:4}\n"


def test_leaks_are_found_in_what_is_packed_and_carried(tmp_path: Path, klonopin_edition: Edition) -> None:
    """A trace of a private item in a test, in a drawing or in the words of a page stops the build."""
    secret = Secret("p01", "text", squeeze("the stem that nobody may see"))
    drawing = tmp_path / "one.svg"
    drawing.write_text("<svg><text>the stem that nobody may see</text></svg>", encoding="utf-8")
    packed = packed_data(klonopin_edition("html"), {"posttest": ["<p>the stem that nobody may see</p>"]})
    clean = packed_data(klonopin_edition("html"), {})
    for number, (body, leaks) in enumerate(
        [
            (f'<img src="{data_address(drawing)}">', 1),
            (f'<script type="text/plain" id="course-packed">{packed}</script>', 1),
            (f'<script type="text/plain" id="course-packed">{clean}</script>', 0),
        ]
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "course.html").write_text(body, encoding="utf-8")
        assert len(find_leaks(folder, [secret])) == leaks, body[:60]


def test_a_small_course_is_built_by_its_name(tmp_path: Path) -> None:
    """`course build --to onefile` writes one file, beside the mark by which the website offers it."""
    tea = copy_tea(tmp_path)
    done = run("build", tea, "--to", "onefile", "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    names = {path.name for path in (tmp_path / "out" / "onefile").iterdir()}
    assert names == {f"{load_project(tea).name}.html", "edition.js"}

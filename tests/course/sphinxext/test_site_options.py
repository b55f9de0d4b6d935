"""Options of the theme on the pages, from course.toml and from conf.py; what conf.py adds to lists of ours."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from sphinx.errors import ExtensionError

from course.outputs.sharing import draw_card
from course.project.theme_options import ThemeOptions
from course.sphinxext.learner.data import policy
from course.sphinxext.site_options import links_of
from tests.conftest import Build, copy_tea

if TYPE_CHECKING:
    from tests.conftest import Site

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>'
OPTIONS = """
[site]
url = "https://example.org/tea"
hosts = ["https://giscus.app"]

[html]
favicon = "leaf.svg"

[html.theme_options]
announcement = 'New: <a href="https://example.org/x">read</a> 5 < 6'
extra_footer = "Made in <em>Kyoto</em>"
repository_url = "https://gitlab.com/acme/tea"
path_to_docs = "book"
use_repository_button = true
use_source_button = true
use_edit_page_button = true
use_issues_button = true
external_links = [{name = "Clinic & more", url = "https://example.org/?a=1&b=2"}]
logo = {image_light = "leaf.svg", alt_text = "A leaf", link = "https://example.org"}
navigation_with_keys = true
back_to_top_button = true
search_bar_text = "a word"
toc_title = "Here"
show_prev_next = false
"""
CONF = """
extensions = ["course"]
templates_path = ["_templates"]
exclude_patterns = ["drafts/**"]
html_js_files = ["https://giscus.app/client.js"]
html_context = {"default_mode": "dark"}
html_last_updated_fmt = "on a day"
html_sidebars = {"lessons/*": ["sidebar-logo.html", "sbt-sidebar-nav.html", "beside.html"], "search": []}
copyright = "2026, the tea house"
html_theme_options = {
    "toc_title": "Contents of this page",
    "article_footer_items": ["comments.html"],
    "content_footer_items": ["below.html"],
}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the course on tea with every option, some of them in conf.py."""
    course = copy_tea(tmp_path_factory.mktemp("options"))
    (course / "leaf.svg").write_text(PICTURE, encoding="utf-8")
    (course / "_templates").mkdir()
    (course / "_templates" / "comments.html").write_text('<p id="comments">Comments</p>', encoding="utf-8")
    (course / "_templates" / "below.html").write_text('<p id="below">Below</p>', encoding="utf-8")
    (course / "_templates" / "beside.html").write_text('<p class="beside">Beside</p>', encoding="utf-8")
    (course / "drafts").mkdir()
    (course / "drafts" / "later.md").write_text("# Later\n", encoding="utf-8")
    (course / "conf.py").write_text(CONF, encoding="utf-8")
    with (course / "course.toml").open("a", encoding="utf-8") as settings:
        settings.write(OPTIONS)
    return course


@pytest.fixture
def site(folder: Path, build: Build) -> Site:
    """Build that course."""
    return build(folder)


def test_every_option_shows_on_the_pages(site: Site) -> None:
    """One build, because each option is one place of a page; settings of conf.py outweigh those of course.toml."""
    assert site.warnings == ""
    page = BeautifulSoup(site.read("lessons/01-leaf.html"), "html.parser")
    announced = page.select_one("aside.course-announcement")
    assert announced
    assert announced.get_text() == "New: read 5 < 6"
    links = {link.get_text(): link["href"] for link in page.select("nav.course-foot a")}
    repository = "https://gitlab.com/acme/tea"
    assert links == {
        "Clinic & more": "https://example.org/?a=1&b=2",
        "Repository": repository,
        "Source of this page": f"{repository}/-/blob/main/book/lessons/01-leaf.md",
        "Suggest an edit": f"{repository}/-/edit/main/book/lessons/01-leaf.md",
        "Open an issue": f"{repository}/-/issues/new?issue[title]=The%20leaf",
    }
    assert "Made in <em>Kyoto</em>" in site.read("lessons/01-leaf.html")
    logo = page.select_one(".course-title a img")
    assert logo
    assert (logo["src"], logo["alt"]) == ("../_static/leaf.svg", "A leaf")
    assert page.select_one('.course-title a[href="https://example.org"]')
    assert page.select_one('link[rel="icon"][href="../_static/leaf.svg"]')
    assert page.select_one('meta[property="og:title"][content="The leaf"]')
    assert page.select_one('.course-foot a[href="#main-content"]')
    assert page.select_one('input[type="search"][placeholder="a word"]')
    assert page.select_one("body[data-course-keys]")
    assert page.select_one(".prev-next-area") is None
    assert "Contents of this page" in page.select_one("#pst-secondary-sidebar").get_text()  # type: ignore[union-attr]
    assert page.select_one("#comments")
    assert page.select_one("footer #below")
    assert page.select_one('script[src$="course-head.js"][data-mode="dark"]')
    foot = page.select_one("p.course-foot")
    assert foot
    assert [span.get_text() for span in foot.select("span")][1:] == [
        "© 2026, the tea house",
        "Last updated on on a day.",
    ]
    assert page.select_one('script[src="https://giscus.app/client.js"]')
    assert page.select_one("article .course-notice, .course-notice")
    assert not (Path(site.app.outdir) / "drafts").exists()
    assert not (Path(site.app.outdir) / "evidence").exists()


def test_side_bars_of_conf_py_stand_below_ours(site: Site) -> None:
    """What it names is added where it names it; the title, the search and the list of lessons stay, once."""
    for name, beside in (("lessons/01-leaf.html", 1), ("index.html", 0)):
        bar = BeautifulSoup(site.read(name), "html.parser").select_one("#pst-primary-sidebar")
        assert bar
        assert len(bar.select("nav.bd-docs-nav")) == 1
        assert len(bar.select(".course-title")) == 1
        assert (len(bar.select('input[type="search"]')), len(bar.select(".beside"))) == (1, beside)
    assert not BeautifulSoup(site.read("search.html"), "html.parser").select("nav.bd-docs-nav")


def test_a_site_with_an_address_has_a_picture_for_sharing(site: Site) -> None:
    """A card with the title in the size that networks show, by its whole address; without one nothing is promised."""
    page = BeautifulSoup(site.read("lessons/01-leaf.html"), "html.parser")
    named = {tag["property"]: tag["content"] for tag in page.select('meta[property^="og:"]')}
    assert named["og:image"] == "https://example.org/tea/_static/share.png"
    assert named["og:url"] == "https://example.org/tea/lessons/01-leaf.html"
    picture = (Path(site.app.outdir) / "_static" / "share.png").read_bytes()
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", picture[16:24]) == (1200, 630)
    assert picture == draw_card(site.app)


def test_pages_that_have_no_source_have_no_link_to_it(site: Site) -> None:
    """The index is made, so nobody can edit it."""
    page = BeautifulSoup(site.read("genindex.html"), "html.parser")
    assert {link.get_text() for link in page.select("nav.course-foot a")} == {"Clinic & more", "Repository"}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('html_theme_options = {"analytics": {"a": "b"}}', "C007 the option analytics is refused"),
        ('html_theme_options = {"tok_title": "x"}', "did you mean 'toc_title'?"),
        ('html_theme_options = {"article_footer_items": ["none.html"]}', "there is no template none.html"),
        ("html_copy_source = True", "C007 the option html_copy_source is refused"),
        ('html_js_files = ["https://example.org/a.js"]', "C008 the policy of the pages lets nothing in"),
    ],
)
def test_conf_py_is_told_its_line(folder: Path, build: Build, tmp_path: Path, line: str, told: str) -> None:
    """What would come to nothing in silence stops the build at the line that asks for it."""
    course = copy_tea(tmp_path)
    (course / "conf.py").write_text(f'extensions = ["course"]\n{line}\n', encoding="utf-8")
    with pytest.raises(ExtensionError) as caught:
        build(course)
    assert told in str(caught.value)
    assert ("conf.py:2:" in str(caught.value)) != ("none.html" in line)


def test_hosts_open_the_policy_and_nothing_else() -> None:
    """Without hosts everything stays closed; with them what they bring may be shown, and still no inline script."""
    assert "frame-src 'none'" in policy()
    opened = policy(["https://giscus.app"])
    assert "frame-src https://giscus.app;" in opened
    assert "script-src 'self' file: https://giscus.app" in opened
    assert "'unsafe-inline'" not in opened
    assert "object-src 'none'" in opened


@pytest.mark.parametrize(
    ("url", "edit"),
    [
        ("https://github.com/a/b", "https://github.com/a/b/edit/main/x.md"),
        ("https://bitbucket.org/a/b", "https://bitbucket.org/a/b/src/main/x.md?mode=edit"),
        ("https://git.example.org/a/b", "https://git.example.org/a/b/edit/main/x.md"),
    ],
)
def test_repositories_are_linked_as_their_host_has_it(url: str, edit: str) -> None:
    """A host of another name is taken for one like GitHub, unless the author says otherwise."""
    options = ThemeOptions(repository_url=url, use_edit_page_button=True)
    assert dict(links_of(options, "x.md", "X")) == {"Suggest an edit": edit}

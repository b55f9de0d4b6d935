"""Shortcuts past the code of Sphinx, docutils and pybtex: the same pages, taken by one build only, and really taken."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path
from typing import Any

import pybtex.plugin
import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from docutils import nodes
from docutils.parsers.rst import directives, roles
from docutils.readers import standalone
from docutils.transforms.universal import SmartQuotes
from myst_parser.parsers.sphinx_ import MystParser
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment.collectors.toctree import TocTreeCollector
from sphinx.transforms import SphinxSmartQuotes
from sphinx.util import docutils as pages
from sphinx.util.docutils import docutils_namespace
from sphinxcontrib.bibtex.domain import BibtexDomain

from course.outputs import sphinx_run
from course.outputs.progress import Silent
from course.outputs.sphinx_run import Run, run_sphinx
from course.project import load_project
from course.shortcuts.installed import ASKING, packages_read_once
from course.shortcuts.page_settings import settings_made_once
from course.shortcuts.selectors import PACKAGE, classes_found_plainly
from course.shortcuts.tree_walk import walked_flat
from quizzes.finding import FindingsError

pytestmark = pytest.mark.filterwarnings(
    "ignore:'sphinx_book_theme", "ignore:'sphinx.environment.BuildEnvironment.app"
)  # the theme, and `include` of myst-parser
MYST: Any = import_module("myst_parser.mdit_to_docutils.base")
NUMBERED = "\n```{figure} ../figures/leaf.svg\n:name: leaf\nA leaf.\n```\n\n{numref}`leaf`, {numref}`fig-cups`.\n"
QUOTED = """
He said "yes", didn't *"she"*, and `"code"` stays; so do \\"these\\" and `'this'`.

{.language-de}
Ein "Wort" und kein Wort.

- A point without any.
- A point with 'one' in **a "strong" word**.
"""
LEAF = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>\n'


@pytest.fixture
def tea(tea: Path) -> Path:
    """Give a course with numbered figures in two lessons, and one that includes a file."""
    (tea / "figures" / "leaf.svg").write_text(LEAF, encoding="utf-8")
    (tea / "lessons" / "part.txt").write_text("It likes rain.\n", encoding="utf-8")
    with (tea / "lessons" / "01-leaf.md").open("a", encoding="utf-8") as lesson:
        lesson.write(f"{NUMBERED}{QUOTED}\n```{{include}} part.txt\n```\n")
    (tea / "conf.py").write_text('extensions = ["course"]\ncourse_check = False\n', encoding="utf-8")
    return tea


def built(course: Path, out: Path) -> dict[str, bytes]:
    """Build the site and return its files."""
    run_sphinx(Run(load_project(course), "html", out / "html", out / "trees"), Silent())
    return {str(path.relative_to(out)): path.read_bytes() for path in (out / "html").rglob("*") if path.is_file()}


def touched() -> list[object]:
    """Return what a build puts other things in the place of."""
    settings = (pages._get_settings, MYST.get_default_settings)
    tables = (dict(directives._directives), dict(roles._roles))
    works = (pybtex.plugin.find_plugin, BibtexDomain.get_filtered_entries, *(one.entry_points for one in ASKING))
    marks = (SmartQuotes.apply, Tag.select, list(sys.meta_path))
    return [nodes.Node.findall, *marks, *settings, *works, *tables]


def test_the_pages_are_those_that_sphinx_makes_by_itself(
    tea: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Builder, numbers of figures, walks, settings and plugins: without all of ours every file is the same."""
    ours = built(tea, tmp_path / "ours")
    for name in ("page_builder.setup_page_builder", "figure_numbers.setup_figure_numbers"):
        monkeypatch.setattr(f"course.shortcuts.{name}", lambda _app: None)
    for name in (
        "walked_flat", "settings_made_once", "plugins_found_once", "citations_found_by_key", "packages_read_once",
        "classes_found_plainly", "quotes_set_where_they_are",
    ):  # fmt: skip
        monkeypatch.setattr(sphinx_run, name, nullcontext)
    theirs = built(tea, tmp_path / "theirs")
    page = theirs["html/lessons/01-leaf.html"].decode()
    assert "Fig. 2" in page
    assert "“yes”, didn’t" in page
    assert sorted(ours) == sorted(theirs)
    assert [name for name in theirs if ours[name] != theirs[name]] == []


@pytest.mark.parametrize("sound", [True, False], ids=["a build", "a build that fails"])
def test_a_build_leaves_the_code_of_others_as_it_was(tea: Path, tmp_path: Path, *, sound: bool) -> None:
    """Nothing stays patched or registered in the process."""
    before = touched()
    if sound:
        built(tea, tmp_path / "out")
    else:
        (tea / "conf.py").write_text('extensions = ["course", "no_such_extension"]\n', encoding="utf-8")
        with pytest.raises(FindingsError):
            built(tea, tmp_path / "out")
    assert touched() == before


@pytest.mark.parametrize("extension", ["quizzes", "course"])
def test_other_projects_of_the_process_get_sphinx_as_it_is(tea: Path, tmp_path: Path, extension: str) -> None:
    """With `quizzes` nothing of Sphinx is changed; with `course` only what the application itself holds."""
    built(tea, tmp_path / "out")
    project, before, met = tea, touched()[:-2], list[list[object]]()
    if extension == "quizzes":
        project = tmp_path / "plain"
        project.mkdir()
        (project / "conf.py").write_text('extensions = ["myst_parser", "quizzes"]\n', encoding="utf-8")
        (project / "index.md").write_text("# A page\n\nIt has some words.\n", encoding="utf-8")
    with docutils_namespace():
        app = Sphinx(project, project, tmp_path / "site", tmp_path / "trees", "html", status=None)
        app.connect("doctree-read", lambda *_event: met.append(touched()[:-2]))
        app.build()
    assert met
    assert all(one == before for one in met)
    collectors = [type(getattr(one.handler, "__self__", None)) for one in app.events.listeners["env-get-updated"]]
    assert (type(app.builder) is StandaloneHTMLBuilder) is (extension == "quizzes")
    assert (TocTreeCollector in collectors) is (extension == "quizzes")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Count how often docutils works out the settings of a page."""
    calls: list[object] = []
    original = pages._get_settings

    def counted(*components: Any, **named: Any) -> Any:
        if named.get("read_config_files"):
            calls.append(components)
        return original(*components, **named)

    monkeypatch.setattr(pages, "_get_settings", counted)
    return calls


def test_settings_are_worked_out_once_for_all_pages(tea: Path, tmp_path: Path, asked: list[object]) -> None:
    """Fails when Sphinx asks for them at another place."""
    built(tea, tmp_path / "out")
    assert len(asked) == 1


def test_a_page_shares_no_dependency_with_another() -> None:
    """What one page includes is not noted for the next; all other settings are those that docutils gives."""
    defaults = {"traceback": True, "language_code": "en"}
    theirs = pages._get_settings(standalone.Reader, MystParser, defaults=defaults, read_config_files=True)
    with settings_made_once():
        for _page in range(2):
            ours = pages._get_settings(standalone.Reader, MystParser(), defaults=defaults, read_config_files=True)
            part = MYST.get_default_settings(MystParser)
            assert not ours.record_dependencies.list
            assert not part.record_dependencies.list
            for settings in (ours, part):
                settings.record_dependencies.add("part.txt")
    left = {name: value for name, value in vars(ours).items() if name != "record_dependencies"}
    assert left == {name: value for name, value in vars(theirs).items() if name != "record_dependencies"}


def test_what_is_installed_is_what_importlib_says() -> None:
    """Every name and group is answered as by importlib, what is not there with nothing."""
    wanted = ({"group": "sphinx.html_themes"}, {"group": "pybtex.style.labels", "name": "number"}, {"group": "no"})
    theirs = [[*ASKING[0].entry_points(**one)] for one in wanted]
    with packages_read_once():
        ours = [[*ASKING[0].entry_points(**one)] for one in wanted]
    assert ours == theirs
    assert [bool(found) for found in ours] == [True, True, False]


@pytest.mark.parametrize("kind", [nodes.document, nodes.section, nodes.Text, nodes.pending])
def test_every_node_is_walked_by_the_loop(kind: type[nodes.Node]) -> None:
    """Fails when docutils gives a kind of node a walk of its own."""
    with walked_flat():
        assert kind.findall is nodes.Node.findall


def test_blocks_of_text_without_marks_are_left_alone(
    tea: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fails when docutils looks for blocks in another way."""
    blocks: list[str] = []
    original = SphinxSmartQuotes.get_tokens

    def noted(self: Any, texts: list[nodes.Text]) -> Any:
        blocks.append("".join(texts))
        return original(self, texts)

    monkeypatch.setattr(SphinxSmartQuotes, "get_tokens", noted)
    built(tea, tmp_path / "out")
    assert any("didn't" in block for block in blocks)
    assert [block for block in blocks if not {"'", '"', "\\", "`", "\0"}.intersection(block)] == []


LISTED = '<ul class="a"><li class="toc-h1 b">One<p class="toc-h1x">no</p></li><li class="b toc-h1"></li></ul>'


def test_elements_of_a_class_are_found_without_the_package_for_selectors(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same elements; the package is loaded for a selector that says more."""
    theirs = [
        [str(one) for one in BeautifulSoup(LISTED, "html.parser").select(name)] for name in (".toc-h1", "ul > li")
    ]
    assert list(map(len, theirs)) == [2, 2]
    for name in [name for name in sys.modules if name.partition(".")[0] in ("bs4", PACKAGE)]:
        monkeypatch.delitem(sys.modules, name)
    with classes_found_plainly():
        soup = import_module("bs4").BeautifulSoup(LISTED, "html.parser")
        assert [str(one) for one in soup.select(".toc-h1")] == theirs[0]
        assert f"{PACKAGE}.css_match" not in sys.modules
        assert [str(one) for one in soup.select("ul > li")] == theirs[1]
        assert f"{PACKAGE}.css_match" in sys.modules

"""The reference page of the PDF says everything that there is, and its examples work."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import course.outputs.pdf as package
from course.outputs.pdf.build import build_pdf
from course.outputs.pdf.translator import TypstTranslator
from tests.conftest import DOCS

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

PAGE = (DOCS / "reference" / "pdf.md").read_text(encoding="utf-8")
SOURCES = sorted(Path(package.__file__).parent.rglob("*.py"))


def _blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def test_every_setting_is_described(book: Any) -> None:
    """Each configuration value has its row with the name in code type."""
    values = {value.name for value in book.app.config if value.name.startswith("course_pdf_")}
    assert values == set(re.findall(r"^\| `(course_pdf_\w+)`", PAGE, re.MULTILINE))


def test_every_code_is_described() -> None:
    """Each code of a finding in the package stands in the table of errors, alone or in a range."""
    used = {code for path in SOURCES for code in re.findall(r'"(P\d{3})"', path.read_text(encoding="utf-8"))}
    table = PAGE.partition("| code |")[2].partition("\n\n")[0]
    described = set(re.findall(r"P\d{3}", table))
    for first, last in re.findall(r"P(\d{3})–P(\d{3})", table):
        described |= {f"P{number}" for number in range(int(first), int(last) + 1)}
    assert used == described


def test_every_method_in_the_table_exists() -> None:
    """The interface for extensions is what the page says it is."""
    table = PAGE.partition("| method |")[2].partition("\n\n")[0]
    names = [name for name in re.findall(r"^\| `([\w.]+)", table, re.MULTILINE) if "." not in name]
    assert len(names) == 10
    assert all(callable(getattr(TypstTranslator, name)) for name in names)


def test_the_example_of_a_visitor_works(make_book: Callable[..., Any]) -> None:
    """The example prints what is in its node."""
    (example,) = [block for block in _blocks("python") if "def visit_shout" in block]
    conf = f"""
from docutils import nodes
extensions = ["myst_parser", "course.outputs.pdf"]
class shout(nodes.General, nodes.Element):
    pass
{example}
    app.connect("doctree-resolved", insert)
def insert(app, tree, docname):
    next(tree.findall(nodes.section)).append(shout("", nodes.Text("HO"), ids=["ho"]))
"""
    assert make_book("# One\n", {"conf.py": conf}).spoken.endswith("One\nHO")


def test_the_example_from_python_works(
    make_book: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The example builds the course in the folder that it names."""
    make_book("# One\n")
    (tmp_path / "source").rename(tmp_path / "my-course")
    monkeypatch.chdir(tmp_path)
    (example,) = [block for block in _blocks("python") if "build_pdf(" in block]
    names: dict[str, Any] = {}
    exec(compile(example, "pdf.md", "exec"), names)  # noqa: S102 - it is our own page
    assert names["build_pdf"] is build_pdf
    assert names["built"].path.name == "small.pdf"
    assert names["built"].pages == 4

"""The documentation of the directives is complete, and its examples build."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from quizzes.sphinxext.directives import QuizDirective, QuizKeyDirective
from quizzes.sphinxext.inline import QuizItemDirective
from quizzes.sphinxext.problems import Problem

DOCS = Path(__file__).parents[3] / "docs"
REFERENCE = DOCS / "reference" / "directives.md"
HOW_TO = DOCS / "how-to" / "put-questions-into-a-page.md"


@pytest.mark.parametrize("directive", [QuizDirective, QuizItemDirective, QuizKeyDirective])
def test_every_option_is_documented(directive: Any) -> None:
    """The reference names each option of each directive."""
    text = REFERENCE.read_text(encoding="utf-8")
    assert [name for name in directive.option_spec if f"`{name}`" not in text] == []


def test_every_warning_and_configuration_value_is_documented(project: Any, build: Any) -> None:
    """The reference names each warning of this extension and each value of conf.py."""
    text = REFERENCE.read_text(encoding="utf-8")
    assert [problem for problem in Problem if f"`quizzes.{problem}`" not in text] == []
    values = [
        name for name in build(project("test-quiz-all"), "dummy").app.config.values if name.startswith("quizzes_")
    ]
    assert len(values) >= 2
    assert [name for name in values if f"`{name}`" not in text] == []


def test_examples_of_the_how_to_build_without_a_warning(tmp_path: Path, build: Any) -> None:
    """A project put together from the page's own examples builds, asks, and links."""
    text = HOW_TO.read_text(encoding="utf-8")
    source = tmp_path / "source"
    (source / "quizzes").mkdir(parents=True)
    conf = re.search(r"```python\n(.*?)```", text, re.DOTALL)
    bank = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert conf
    assert bank
    (source / "conf.py").write_text(conf[1] + "numfig = True\n", encoding="utf-8")
    (source / "quizzes" / "sky.yaml").write_text(bank[1], encoding="utf-8")
    pages = re.findall(r"````md\n(.*?)````", text, re.DOTALL)
    assert len(pages) >= 4
    (source / "index.md").write_text("\n\n".join(pages[:-1]) + "\n```{toctree}\ntest\n```\n", encoding="utf-8")
    (source / "test.md").write_text("# Test\n\n" + pages[-1], encoding="utf-8")
    site = build(source)
    assert site.warnings == ""
    assert 'id="blue-sky"' in site.read()
    assert 'href="#blue-sky"' in site.read()
    assert 'data-pass-mark="80"' in site.read("test.html")

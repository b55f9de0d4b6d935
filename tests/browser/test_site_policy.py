"""No inline style, and nothing lost by that: the widths that authors ask for are rules of a sheet."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from course.sphinxext.learner.inline import without_styles
from tests.browser.conftest import ROOTS, build_small_course
from tests.browser.learner import MORE, visit

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("learner")]

TABLE = """
:::{list-table}
:widths: 80 20
* - one
  - two
:::

```{image} dot.svg
:width: 123px
:alt: a dot
```
"""
DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><circle cx="5" cy="5" r="5"/></svg>'


def test_style_attributes_become_classes() -> None:
    """With a class or without one, once for the same style; text that looks like one stays, no rule gets in."""
    body = '<col style="width: 9%" /><img alt="a" class="b" style="width: 9%" /><p>x style="color: red"</p>'
    moved, rules = without_styles(body)
    name = re.search(r"style-[0-9a-f]{8}", moved)
    assert name
    assert moved == f'<col class="{name[0]}" /><img alt="a" class="{name[0]} b" /><p>x style="color: red"</p>'
    assert rules == f".{name[0]}:not(#_) {{ width: 9% }}\n"
    assert without_styles('<p style="} body { display: none">a</p>') == ("<p>a</p>", "")
    assert without_styles("<p>a</p>") == ("<p>a</p>", "")


def test_widths_work_under_a_policy_without_inline_styles(page: Page, tmp_path: Path) -> None:
    """Columns and pictures have the width that was asked for; the browser finds nothing against the policy."""
    source = shutil.copytree(ROOTS / "test-learner", tmp_path / "test-learner")
    (source / "lessons" / "dot.svg").write_text(DOT, encoding="utf-8")
    with (source / "lessons" / "02-more.md").open("a", encoding="utf-8") as lesson:
        lesson.write(TABLE)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    visit(page, build_small_course(source, tmp_path / "out"), MORE)
    cells = page.locator("article table.docutils td, article table.table td").evaluate_all(
        "(all) => all.map((cell) => cell.getBoundingClientRect().width)"
    )
    assert cells[0] / (cells[0] + cells[1]) == pytest.approx(0.8, abs=0.02)
    assert page.locator("article img[alt='a dot']").bounding_box()["width"] == pytest.approx(123, abs=1)  # type: ignore[index]
    assert page.locator("[style]").count() == 0
    assert said == []

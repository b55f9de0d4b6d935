"""The table of places: what is wrong with it is told with its line, and the rest is said as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from course.checks import check
from course.project import load_project
from course.project.places import BLANK, filled_in
from course.reviews import content_hashes
from quizzes.finding import FindingsError

if TYPE_CHECKING:
    from pathlib import Path


def edit(tea: Path, old: str, new: str) -> Path:
    """Change course.toml of the course on tea."""
    path = tea / "course.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return tea


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ('here = "ke"', 'here = "ken"', 20, "here is 'ken', and names has no such place, did you mean 'ke'?"),
        ('here = "ke"\n', "", 19, "here is '', and names has no such place"),
        ('says.cn = {text = "112"', 'says.ch = {text = "112"', 28, "row 'tea-line' speaks of 'ch'"),
        ("[places.rows.shop]", "[places.rows.Shop]", 30, "'Shop' is no name for rows"),
        ('title = "Tea"', 'title = "Tea in {here}`land`"', 2, "[places] has no row 'land'"),
        ("read = 2026-11-01", 'read = "soon"', 27, "read"),
        ("exact = true", "exakt = true", 26, "unknown key 'exakt'"),
        ('{text = "the market"}', '"the market"', 32, "must be a mapping of keys and values"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_table_has_its_line(tea: Path, old: str, new: str, line: int, message: str) -> None:
    """One message, with what to do, and no course."""
    with pytest.raises(FindingsError) as caught:
        load_project(edit(tea, old, new))
    (finding,) = caught.value.findings
    assert (finding.code, finding.line) == ("C005", line)
    assert message in finding.message


def test_roles_become_words_and_citations(tea: Path) -> None:
    """A row that is filled in, one that is empty, one that does not exist, and a text without any."""
    places = load_project(tea).tables.places
    said = filled_in(
        "Call {here}`tea-line` {here-cite}`tea-line` at {here}`shop` {here-cite}`shop`, {here}`no`.", places
    )
    assert said == f"Call 999 (by day) {{cite:p}}`cup_2021` at {BLANK}, {{here}}`no`."
    assert filled_in("Nothing.", places) == "Nothing."


def test_course_toml_says_it_too(tea: Path) -> None:
    """What is printed or searched from course.toml follows the table; another place changes it."""
    edit(tea, 'notice = "No', 'notice = "Call {here}`tea-line`. No')
    assert load_project(tea).tables.review.notice.startswith("Call 999 (by day). No tea master")
    edit(tea, 'here = "ke"', 'here = "cn"')
    assert load_project(tea).tables.review.notice.startswith("Call 112. No tea master")


def test_a_signature_covers_the_table(tea: Path) -> None:
    """A page says another number when the table does, so what was signed is no longer what is printed."""
    before = content_hashes(load_project(tea))
    after = content_hashes(load_project(edit(tea, 'here = "ke"', 'here = "cn"')))
    assert before["content"] != after["content"]
    assert before["items"] == after["items"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Call 999.", True),
        ("Call 999, or wait.", True),
        ("Call 112 leaves.", False),  # it has another meaning, which course.toml gives
        ("It weighs 1,999 or 999.5 or 0.999 of it.", False),
        ("See tea999 and 9990.", False),
        ("(by day)", False),
    ],
)
def test_a_number_by_hand_is_found_as_a_number(tea: Path, text: str, *, found: bool) -> None:
    """The number of this place and of the others, but not as a part of another number or name."""
    page = tea / "lessons" / "01-leaf.md"
    page.write_text(page.read_text(encoding="utf-8").replace("The shrub grows", f"{text} The shrub grows"), "utf-8")
    codes = [one.code for one in check(load_project(tea))]
    assert ("C108" in codes) is found

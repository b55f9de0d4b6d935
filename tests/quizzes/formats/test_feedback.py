"""The survey for Moodle's activity Feedback, and its scales back; strata of a pool for Moodle's draws."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from course.ingest.fragment import html_to_markdown
from quizzes.finding import FindingsError
from quizzes.formats.convert import take_foreign, write_foreign
from quizzes.formats.feedback import FORMAT
from quizzes.formats.registry import OWN
from quizzes.formats.sniff import format_of
from quizzes.load import load_bank

if TYPE_CHECKING:
    from pathlib import Path

BANK = """schema: quizbank/1
id: survey
title: Survey
use: survey
items:
  - id: useful.q-1
    type: likert
    stem: "This was *useful*: a | b #### c?"
    scale: [{id: "no", text: "No | <never>"}, {id: "so", text: "####"}, {id: "yes", text: "Yes & <<<<<"}]
"""


def test_a_scale_keeps_its_points_whatever_their_signs(tmp_path: Path) -> None:
    """Bars and hashes divide the points of Moodle; in a word they are codes of HTML, which it shows as signs."""
    path = tmp_path / "survey.yaml"
    path.write_text(BANK, encoding="utf-8")
    data, losses = write_foreign(load_bank(path), FORMAT)
    shown = re.search(r"<PRESENTATION><!\[CDATA\[r>>>>>(.*?)\]\]>", data.decode())
    assert shown
    assert [row.partition("####")[0] for row in shown[1].split("|")] == ["1", "2", "3"]
    assert "<<<<<" not in shown[1]
    assert b"<ITEMLABEL><![CDATA[useful.q-1]]></ITEMLABEL>" in data
    assert [one.message for one in losses] == ["`scale.id` of useful.q-1 is left out: the points have numbers"]
    back = tmp_path / "back.xml"
    back.write_bytes(data)
    assert format_of(back) == "moodle-feedback"
    (item,) = take_foreign(back, FORMAT, None, html_to_markdown).bank.items
    assert (item.id, item.stem) == ("useful.q-1", r"This was *useful*: a \| b \#\#\#\# c?")
    assert [one.text for one in item.scale] == [r"No \| \<never\>", r"\#\#\#\#", r"Yes \& \<\<\<\<\<"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("kind", "presentation", "why"),
    [
        ("textarea", "30|5", "no opinion of Moodle's type 'textarea'"),
        ("multichoice", "c>>>>>a|b", "several of its points can be taken"),
        ("multichoice", "r>>>>>a", "it has no scale"),
    ],
)
def test_what_is_no_scale_is_named(kind: str, presentation: str, why: str, tmp_path: Path) -> None:
    """And so is a file of which nothing is left."""
    path = tmp_path / "f.xml"
    points = f"<PRESENTATION>{presentation.replace('>', '&gt;')}</PRESENTATION>"
    item = f'<ITEM TYPE="{kind}"><ITEMTEXT>x</ITEMTEXT>{points}</ITEM>'
    path.write_text(f'<FEEDBACK VERSION="200701"><ITEMS>{item}</ITEMS></FEEDBACK>', encoding="utf-8")
    with pytest.raises(FindingsError) as caught:
        take_foreign(path, FORMAT, None, html_to_markdown)
    assert why in str(caught.value)


def test_a_pool_has_a_category_for_each_lesson_and_level(tmp_path: Path) -> None:
    """Moodle draws from categories: so a random question for each stratum gives what the blueprint says."""
    rows = "".join(
        f"  - {{id: q{n}, type: numeric, stem: How many?, answer: {{value: 1}}, lesson: {lesson}{level}}}\n"
        for n, (lesson, level) in enumerate([("one", ", bloom: apply"), ("two", ""), ("one", ", bloom: apply")])
    )
    path = tmp_path / "pool.yaml"
    path.write_text(
        f"schema: quizbank/1\nid: pool\ntitle: A/B {'x' * 250}\nuse: pool\nitems:\n{rows}", encoding="utf-8"
    )
    data = write_foreign(load_bank(path), OWN["moodle"])[0].decode()
    found = re.findall(r"\$course\$/top/(.*?)\]\]>|<idnumber>(.*?)<", data)
    top = found[0][0]
    assert len(top.replace("//", "/")) == 255
    assert [(name.removeprefix(top), item) for name, item in found] == [
        ("", ""), ("/one/apply", ""), ("", "q0"), ("", "q2"), ("/two", ""), ("", "q1"),
    ]  # fmt: skip
    back = tmp_path / "back.xml"
    back.write_text(data, encoding="utf-8")
    assert take_foreign(back, OWN["moodle"], None, html_to_markdown).bank.title.startswith("A/B xxx")

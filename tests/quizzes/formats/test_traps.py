"""What importers do with signs and numbers, judged without our own readers, which forgive what a platform does not."""

from __future__ import annotations

import html
import io
import re
import zipfile
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from quizzes.formats.convert import write_foreign
from quizzes.formats.registry import OWN
from quizzes.formats.spread import spread
from quizzes.load import load_bank

EVERY = Path(__file__).parents[2] / "data" / "banks" / "every.yaml"


@cache
def written(name: str) -> bytes:
    return write_foreign(load_bank(EVERY), OWN[name])[0]


def moodle(name: str) -> etree._Element:
    root = etree.fromstring(written("moodle"))
    return next(one for one in root.iter("question") if one.findtext("idnumber") == name)


def gaps_as_moodle_reads(text: str) -> list[list[str]]:
    """Return the right answers of each gap: a sign behind a backslash or an ampersand ends nothing.

    What is read loses codes of HTML once, then the backslash before `}` and `#`, and no other.
    """
    found = []
    for code in re.findall(r"\{1:[A-Z_]+:(.*?)(?<!\\)\}", text, re.DOTALL):
        words = [re.split(r"(?<!\\|&)(?<!&amp;)#", part)[0] for part in re.split(r"(?<!\\|&)(?<!&amp;)~", code)]
        right = [html.unescape(word[1:]) for word in words if word.startswith("=")]
        found.append([word.replace(r"\}", "}").replace(r"\#", "#") for word in right])
    return found


def test_moodle_reads_the_answers_of_gaps_as_they_were_meant() -> None:
    r"""A backslash before `~`, `/`, `=` or `"` stays there, and who typed the right words was wrong."""
    (items,) = [file.bank.items for file in [load_bank(EVERY)]]
    gapped = next(item for item in items if item.id == "gapped")
    meant = [[*gap.accepted] for gap in gapped.gaps]  # type: ignore[union-attr]
    read = gaps_as_moodle_reads(moodle("gapped").findtext("questiontext/text") or "")
    assert [[text.replace(r"\*", "*") for text in gap] for gap in read] == meant


def test_choices_of_gaps_are_shown_as_they_are_written() -> None:
    """Moodle shows them as HTML after it has read their codes: `<p>` would be an empty choice."""
    text = moodle("gapped-in-menus").findtext("questiontext/text") or ""
    assert gaps_as_moodle_reads(text) == [["&lt;p&gt;"], ["=50%"]]
    assert text.count("{1:") == 2
    assert "{1:MULTICHOICE_S:" in (moodle("gapped").findtext("questiontext/text") or "")


def test_the_fractions_of_a_key_give_the_whole() -> None:
    """Moodle ends its import at a question where they do not, and says that all went well."""
    for question in etree.fromstring(written("moodle")).iter("question"):
        shares = [float(one.get("fraction", "0")) for one in question.iter("answer")]
        if question.findtext("single") == "false":
            assert round(sum(share for share in shares if share > 0), 1) == 100
        elif question.findtext("single") == "true":
            assert max(shares) == 100
    assert [one.get("fraction") for one in moodle("weighed-oddly").iter("answer")] == ["60", "40", "-20"]


@pytest.mark.parametrize(
    ("weights", "fractions"),
    [
        ([0.2] * 4 + [0.1] * 2, ["20", "20", "20", "20", "10", "10"]),
        ([0.13] * 7 + [0.09], ["12.5"] * 8),
        ([0.85, 0.15], ["83.33333", "16.66667"]),
        ([0.97] + [0.003] * 10, []),
    ],
)
def test_weights_become_fractions_or_the_question_is_left_out(
    weights: list[float], fractions: list[str], tmp_path: Path
) -> None:
    """The nearest of Moodle's list that give 100 together, equal ones where there are many, none where none are."""
    rows = "".join(
        f"\n      - {{text: c{n}, correct: true, weight: {w}, feedback: So.}}" for n, w in enumerate(weights)
    )
    path = tmp_path / "b.yaml"
    path.write_text(
        "schema: quizbank/1\nid: b\ntitle: B\nitems:\n  - {id: n, type: numeric, stem: How many?, answer: {value: 1}}\n"
        f"  - id: q\n    type: multiple\n    scoring: weights\n    stem: Which?\n    choices:{rows}\n",
        encoding="utf-8",
    )
    root = etree.fromstring(write_foreign(load_bank(path), OWN["moodle"])[0])
    made = [one.get("fraction") for one in root.findall("question[@type='multichoice']/answer")]
    assert made == fractions


def test_signs_of_gift_and_aiken_are_no_code() -> None:
    """An answer with `->` would make pairs of a short answer; a stem like `A. 12` would be a choice."""
    gift, aiken = written("gift").decode(), written("aiken").decode()
    assert "arrowed" not in gift
    assert "=&lt;p&gt;" not in gift.replace("-> &lt;p&gt;", "")
    assert "-> &lt;p&gt;" in gift
    assert not re.search(r"\n\n[A-Z][.)] ", f"\n\n{aiken}")


def test_steps_and_pairs_never_come_in_the_order_of_the_key() -> None:
    """`shuffle: false` is about choices; our own pages mix steps and pairs whatever it says."""
    archive = zipfile.ZipFile(io.BytesIO(written("qti21")))
    for name in ("ordered", "ordered-partly", "matched"):
        root = etree.fromstring(archive.read(f"items/{name}.xml"))
        key = [(one.text or "").rpartition(" ")[2] for one in root.iter("{*}value")][: 3 if "partly" in name else 2]
        responses = [*root.iter("{*}simpleMatchSet")][-1:] or [root]
        shown = [
            str(one.get("identifier")) for one in responses[0].iter("{*}simpleChoice", "{*}simpleAssociableChoice")
        ]
        assert b'shuffle="true"' in archive.read(f"items/{name}.xml")
        assert shown[: len(key)] != key
    assert moodle("matched").findtext("shuffleanswers") == "true"


def test_every_variant_has_a_name_of_its_own() -> None:
    """One named as another item is: its file was written over it in QTI, and Anki refused the deck."""
    names = [item.id for item in spread(load_bank(EVERY))[0].bank.items]
    assert len(set(names)) == len(names)
    assert [name for name in names if name.startswith("varied")] == ["varied-v1", "varied-v2", "varied-1"]
    assert {f"items/{name}.xml" for name in names} - set(
        zipfile.ZipFile(io.BytesIO(written("qti21"))).namelist()
    ) == set()


def test_no_number_rests_on_the_tolerance_of_equal() -> None:
    """The player `@citolab/qti-components` does not know it, and gave 0 for each number near the declared one."""
    archive = zipfile.ZipFile(io.BytesIO(written("qti21")))
    items = {name: archive.read(name).decode() for name in archive.namelist() if name.startswith("items/")}
    assert [name for name, text in items.items() if re.search(r'toleranceMode="(?!exact)', text)] == []
    bounds = re.findall(r'<baseValue baseType="float">(.*?)</baseValue>', items["items/measured.xml"])
    assert bounds == ["49.5", "50.5"]
    assert "<correctResponse><value>50</value>" in items["items/measured.xml"]

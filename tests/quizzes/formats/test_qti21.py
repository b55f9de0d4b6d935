"""QTI 2.1: a package that is the same twice and whole, and the items of strangers."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from course.ingest.fragment import html_to_markdown
from quizzes.finding import FindingsError
from quizzes.formats import zip_file
from quizzes.formats.convert import Taken, take_foreign, write_foreign
from quizzes.formats.qti21 import FORMAT
from quizzes.load import load_bank

EVERY = Path(__file__).parents[2] / "data" / "banks" / "every.yaml"
HEAD = '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i1" title="Planet">'
MATCH = '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>'


def item(declared: str, interaction: str, processing: str = MATCH) -> str:
    return f"{HEAD}{declared}<itemBody><p>Which?</p>{interaction}</itemBody>{processing}</assessmentItem>"


def declared(cardinality: str, kind: str, inner: str) -> str:
    head = f'<responseDeclaration identifier="R" cardinality="{cardinality}" baseType="{kind}">'
    return f"{head}{inner}</responseDeclaration>"


def right(*values: str) -> str:
    return f"<correctResponse>{''.join(f'<value>{value}</value>' for value in values)}</correctResponse>"


CHOICES = (
    '<choiceInteraction responseIdentifier="R" shuffle="true" maxChoices="1"><prompt>Really?</prompt>'
    '<simpleChoice identifier="1a">Mars <feedbackInline identifier="1a">Too far.</feedbackInline></simpleChoice>'
    '<simpleChoice identifier="1b">Earth</simpleChoice></choiceInteraction>'
)
FIELD = '<p><textEntryInteraction responseIdentifier="R"/></p>'


def taken(tmp_path: Path, files: dict[str, str | bytes], name: str = "pack.zip") -> Taken:
    path = tmp_path / name
    with zipfile.ZipFile(path, "w") as archive:
        for one, content in files.items():
            archive.writestr(one, content)
    return take_foreign(path, FORMAT, None, html_to_markdown, sieve=True)


def test_a_package_is_the_same_twice_and_names_what_it_holds() -> None:
    """Entries are sorted and of one date, every file of the manifest is there, and no address leads out of it."""
    data = write_foreign(load_bank(EVERY), FORMAT)[0]
    assert data == write_foreign(load_bank(EVERY), FORMAT)[0]
    archive = zipfile.ZipFile(io.BytesIO(data))
    names = archive.namelist()
    assert names == sorted(names)
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    manifest = etree.fromstring(archive.read("imsmanifest.xml"))
    listed = {str(one.get("href")) for one in manifest.iter("{*}file")}
    assert listed == set(names) - {"imsmanifest.xml"}
    for name in names:
        if name.startswith("items/"):
            root = etree.fromstring(archive.read(name))
            choices = [str(one.get("identifier")) for one in root.iter("{*}simpleChoice")]
            values = [one.text for one in root.findall("{*}responseDeclaration/{*}correctResponse/{*}value")]
            assert not choices or set(values) <= set(choices)
            assert all(f"images/{str(one.get('src')).rpartition('/')[2]}" in names for one in root.iter("{*}img"))
            assert [one for one in root.iter() if one.get("style")] == []


def test_items_of_strangers_are_read(tmp_path: Path) -> None:
    """Keys by template, mapping and comparison; prompts, inline feedback and pictures; other kinds are named."""
    mapping = '<mapping defaultValue="0"><mapEntry mapKey="York" mappedValue="1" caseSensitive="false"/></mapping>'
    files: dict[str, str | bytes] = {
        "p/imsmanifest.xml": '<manifest><resource href="b.xml"/><resource href="a.xml"/></manifest>',
        "p/a.xml": item(declared("single", "identifier", right("1b")), CHOICES),
        "p/b.xml": item(declared("single", "string", mapping), FIELD).replace("i1", "i2"),
        "p/c.xml": item(declared("single", "float", right("9.81")), FIELD.replace("/></p>", "/> m/s.</p>"), "").replace(
            "i1", "i3"
        ),
        "p/d.xml": item(declared("single", "string", ""), "<extendedTextInteraction/><p>!</p>").replace("i1", "i4"),
        "p/d2.xml": item(declared("single", "point", ""), "<hotspotInteraction/>").replace("i1", "i7"),
        "p/e.xml": item(declared("single", "identifier", ""), CHOICES).replace("i1", "i5"),
        "../../evil.xml": item(declared("single", "identifier", right("1a")), CHOICES).replace("i1", "i6"),
    }
    made = taken(tmp_path, files)
    found = {one.id: one for one in made.bank.items}
    assert list(found)[:2] == ["i2", "i1"]
    assert set(found) == {"i1", "i2", "i3", "i4", "i6"}
    assert found["i4"].model_answer == "To be written: an answer that gets all points."  # type: ignore[union-attr]
    assert found["i1"].key == ("1b",)  # type: ignore[union-attr]
    assert found["i1"].stem == "Which?\n\nReally?"
    assert found["i1"].choices[0].feedback == "Too far."  # type: ignore[union-attr]
    assert found["i1"].choices[0].text == "Mars"  # type: ignore[union-attr]
    assert found["i2"].answers[0].match == "casefold"  # type: ignore[union-attr]
    assert found["i3"].answer.value == 9.81  # type: ignore[union-attr]
    assert found["i3"].stem == "Which?\n\n\\_\\_\\_\\_\\_ m/s."
    told = [one.message for one in made.losses if one.code == "L049"]
    assert told == [
        "not taken: a bank has nothing like <hotspotInteraction>",
        "not taken: no right choices are declared; a key is never guessed",
    ]
    assert not (tmp_path.parent / "evil.xml").exists()


MAPPED = '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"/>'
YORK = (
    '<mapping><mapEntry mapKey="York" mappedValue="1"/><mapEntry mapKey="Yorke" mappedValue="1"/>'
    '<mapEntry mapKey="Jork" mappedValue="0.5"/></mapping>'
)


def compared(test: str) -> str:
    inner = f"<responseCondition><responseIf>{test}</responseIf></responseCondition>"
    return f"<responseProcessing>{inner}</responseProcessing>"


def near(more: str) -> str:
    return compared(f'<equal {more}><variable identifier="R"/><correct identifier="R"/></equal>')


def bounds(low: str, high: str) -> str:
    ends = [f'<{tag}><variable identifier="R"/><baseValue baseType="float">{value}</baseValue></{tag}>'
            for tag, value in ((low, 29), (high, 31))]  # fmt: skip
    return compared(f"<and>{''.join(ends)}</and>")


def test_an_answer_that_earns_a_part_is_not_taken_as_right(tmp_path: Path) -> None:
    """A typed word by a mapping, alone and in a gap: what earns most is right, what earns less is told."""
    inner = right("York") + YORK
    gap = declared("single", "string", inner) + declared("single", "string", inner).replace('"R"', '"S"')
    made = taken(tmp_path, {
        "a.xml": item(declared("single", "string", inner), FIELD, MAPPED),
        "b.xml": item(gap, FIELD + FIELD.replace('"R"', '"S"'), MAPPED).replace("i1", "i2"),
        "c.xml": item(declared("single", "string", inner), FIELD).replace("i1", "i3"),
    })  # fmt: skip
    word, gaps, exact = made.bank.items
    assert [one.text for one in word.answers] == ["York", "Yorke"]  # type: ignore[union-attr]
    assert [(one.answer, one.also) for one in gaps.gaps] == [("York", ("Yorke",))] * 2  # type: ignore[union-attr]
    assert [one.text for one in exact.answers] == ["York"]  # type: ignore[union-attr]
    told = [one.message for one in made.losses if "earns" in one.message]
    assert told == ["the answer 'Jork' earns 0.5 of 1 there and nothing here"] * 3


@pytest.mark.parametrize(
    ("processing", "found"),
    [
        (near('toleranceMode="absolute" tolerance="1 1"'), {"value": 30, "tolerance": 1}),
        (near('toleranceMode="absolute" tolerance="2"'), {"value": 30, "tolerance": 2}),
        (near('toleranceMode="absolute" tolerance="0 5"'), {"range": (30, 35)}),
        (near('toleranceMode="relative" tolerance="10 50"'), {"range": (27, 45)}),
        (near('toleranceMode="relative" tolerance="10"'), {"value": 30, "relative_tolerance": 0.1}),
        (near('toleranceMode="exact"'), {"value": 30}),
        (bounds("gte", "lte"), {"value": 30, "tolerance": 1}),
        (bounds("gt", "lt"), {"value": 30, "tolerance": 1}),
    ],
)
def test_a_number_is_right_as_far_as_its_processing_says(processing: str, found: object, tmp_path: Path) -> None:
    """Tolerances of one or two sizes, ranges whose ends are in or out; the ends that are out are told."""
    made = taken(tmp_path, {"a.xml": item(declared("single", "float", right("30")), FIELD, processing)})
    (one,) = made.bank.items
    assert one.answer.model_dump(exclude_defaults=True) == found  # type: ignore[union-attr]
    ends = [loss for loss in made.losses if "an end of the range" in loss.message]
    assert len(ends) == ("<gt>" in processing)


def test_several_right_numbers_are_none(tmp_path: Path) -> None:
    """A bank has one number: taking the first would make the others wrong."""
    numbers = right("30") + YORK.replace("Yorke", "40").replace("York", "30").replace("Jork", "50")
    with pytest.raises(FindingsError, match="several numbers are right"):
        taken(tmp_path, {"a.xml": item(declared("single", "float", numbers), FIELD, MAPPED)})


def test_points_of_a_mapping_are_its_sum_and_what_it_does_not_name_costs_its_default(tmp_path: Path) -> None:
    """Two points for two choices and one less for a wrong one, without a MAXSCORE that says so."""
    entries = '<mapEntry mapKey="1a" mappedValue="1"/><mapEntry mapKey="1b" mappedValue="1"/>'
    mapping = f'<mapping lowerBound="0" upperBound="2" defaultValue="-1">{entries}</mapping>'
    more = '<simpleChoice identifier="1c">Moon</simpleChoice></choiceInteraction>'
    asked = CHOICES.replace("</choiceInteraction>", more).replace('maxChoices="1"', 'maxChoices="0"')
    how = '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"/>'
    text = item(declared("multiple", "identifier", right("1a", "1b") + mapping), asked, how)
    (made,) = taken(tmp_path, {"i.xml": text}).bank.items
    assert made.points == 2
    assert made.scoring == "penalty"  # a half for each, and half of it gone for a wrong one


def test_a_hostile_archive_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Damaged, too large when unpacked, or with entities: each ends in one finding."""
    path = tmp_path / "bad.zip"
    path.write_bytes(b"PK\x03\x04 no archive")
    with pytest.raises(FindingsError, match="the archive cannot be read"):
        take_foreign(path, FORMAT)
    bomb = '<!DOCTYPE a [<!ENTITY b "c">]><assessmentItem>&b;</assessmentItem>'
    with pytest.raises(FindingsError, match=r"x\.xml: it has a DOCTYPE"):
        taken(tmp_path, {"x.xml": bomb})
    monkeypatch.setattr(zip_file, "MOST_BYTES", 1_000)
    with pytest.raises(FindingsError, match="are too much"):
        taken(tmp_path, {"x.xml": "a" * 2_000})


def test_deleted_words_never_stand_as_if_they_held(tmp_path: Path) -> None:
    """QTI has no mark for them; without one, "10 mg" and the "20 mg" that was taken back would be read as both."""
    bank = tmp_path / "doses.yaml"
    bank.write_text(
        """schema: quizbank/1
id: doses
title: Doses
items:
  - id: q1
    type: single
    stem: 'Give 10 mg ~~20 mg~~ or <del>30 mg</del> and <ins>rest</ins>?'
    choices:
      - {id: a, text: '~~5 mg~~ one', correct: true, feedback: So it is.}
      - {id: b, text: two, feedback: So it is not.}
    rationale: So it is.
""",
        encoding="utf-8",
    )
    written = FORMAT.write(load_bank(bank))
    with zipfile.ZipFile(io.BytesIO(written.data)) as package:
        item = re.sub(r"<[^>]*>", "", package.read("items/q1.xml").decode())
    assert "Give 10 mg [deleted: 20 mg] or [deleted: 30 mg] and [inserted: rest]?" in item
    assert "[deleted: 5 mg] one" in item
    assert [(one.code, one.line) for one in written.losses if "in brackets" in one.message] == [("L047", 5)]

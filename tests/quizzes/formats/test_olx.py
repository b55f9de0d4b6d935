"""OLX of Open edX: an archive that is whole and the same twice, and the problems of strangers."""

from __future__ import annotations

import gzip
import io
import tarfile
from pathlib import Path

import pytest
from lxml import etree

from course.ingest.fragment import html_to_markdown
from quizzes.finding import FindingsError
from quizzes.formats import olx_read
from quizzes.formats.convert import Taken, take_foreign, write_foreign
from quizzes.formats.olx import FORMAT
from quizzes.formats.sniff import format_of
from quizzes.load import load_bank

EVERY = Path(__file__).parents[2] / "data" / "banks" / "every.yaml"


def packed(path: Path, files: dict[str, str | bytes]) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for name, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return path


def taken(path: Path) -> Taken:
    return take_foreign(path, FORMAT, None, html_to_markdown, sieve=True)


def problem(tmp_path: Path, inner: str, attributes: str = "") -> Taken:
    path = tmp_path / "p.xml"
    path.write_text(f"<problem {attributes}>{inner}</problem>", encoding="utf-8")
    assert format_of(path) == "olx"
    return taken(path)


def test_every_name_leads_to_a_file_and_twice_is_the_same() -> None:
    """Course, chapter, section, units and problems; a name stands once, and no file is dated."""
    data = write_foreign(load_bank(EVERY), FORMAT)[0]
    assert data == write_foreign(load_bank(EVERY), FORMAT)[0]
    assert gzip.decompress(data)[:5] == b"cours"
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        names = archive.getnames()
        files = {entry.name: archive.extractfile(entry).read() for entry in archive}  # type: ignore[union-attr]
        assert {(entry.mtime, entry.uid, entry.uname) for entry in archive} == {(0, 0, "")}
    assert names == sorted(names)
    named: list[str] = []
    for name, content in files.items():
        if name.endswith(".xml") and "/problem/" not in name:
            named += [f"course/{one.tag}/{one.get('url_name')}.xml" for one in etree.fromstring(content)]
    assert sorted(named) == sorted(set(named))
    assert {name for name in names if name.endswith(".xml")} == {*named, "course/course.xml", "course/course/bank.xml"}
    assert 'src="/static/red-dot.png"' in files[next(name for name in names if "/a.very" in name)].decode()
    assert "course/static/red-dot.png" in names


def test_the_order_of_a_list_does_not_give_pairs_away() -> None:
    """Open edX shows its words as they stand."""
    with tarfile.open(fileobj=io.BytesIO(write_foreign(load_bank(EVERY), FORMAT)[0])) as archive:
        stream = archive.extractfile("course/problem/matched.xml")
        assert stream
        root = etree.fromstring(stream.read())
    lists = [[one.text for one in given.iter("option")] for given in root.iter("optioninput")]
    assert lists == [["Milan", "Paris", "Rome"]] * 2


def test_a_course_of_a_stranger_is_read_in_its_order(tmp_path: Path) -> None:
    """Problems in files and inside units, with pictures; what is broken or a program is named."""
    choice = (
        "<multiplechoiceresponse><label>Which {}?</label><choicegroup>"
        '<choice correct="true">A <choicehint>Yes.</choicehint></choice><choice correct="false">B</choice>'
        "</choicegroup></multiplechoiceresponse>"
    )
    files: dict[str, str | bytes] = {
        "c/course.xml": '<course url_name="r" org="o" course="x"/>',
        "c/course/r.xml": '<course display_name="My course"><chapter url_name="ch"/></course>',
        "c/sequential/s.xml": '<sequential><vertical url_name="two"/><vertical url_name="one"/></sequential>',
        "c/vertical/one.xml": '<vertical><problem url_name="p1"/></vertical>',
        "c/vertical/two.xml": f'<vertical><problem url_name="p2">{choice.format("two")}</problem></vertical>',
        "c/problem/p1.xml": f'<problem display_name="One"><p><img src="/static/a%20b.png" alt="x"/></p>'
                            f'{choice.format("one")}</problem>',
        "c/problem/p3.xml": "<problem><script>1</script><p>x</p><customresponse/></problem>",
        "c/static/a b.png": (EVERY.parent / "red-dot.png").read_bytes(),
    }  # fmt: skip
    made = taken(packed(tmp_path / "c.tar.gz", files))
    assert made.bank.title == "My course"
    assert {item.id: item.stem for item in made.bank.items} == {
        "p1": f"![x](<{next(iter(made.pictures))}>)\n\nWhich one?",
        "p2": "Which two?",
    }
    assert [one.message for one in made.losses if one.code == "L049"] == [
        "not taken: it has a program, which is never run"
    ]
    assert made.bank.items[0].key == ("a",)  # type: ignore[union-attr]
    assert made.bank.items[0].choices[0].text == "A"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("inner", "found"),
    [
        (('<p>H?</p><numericalresponse answer="9.81"><responseparam type="tolerance" default="2%"/>'
          "<formulaequationinput/></numericalresponse>"), {"value": 9.81, "relative_tolerance": 0.02}),
        ('<p>H?</p><numericalresponse answer="[1, 5)"><formulaequationinput/></numericalresponse>', {"range": (1, 5)}),
        ('<p>W?</p><stringresponse answer="a _or_ b" type="ci"><textline/></stringresponse>', ["a", "b"]),
        ('<p>W?</p><stringresponse answer="a"><additional_answer>b</additional_answer><textline/></stringresponse>',
         ["a", "b"]),
        ("<p>L?</p><optionresponse><optioninput options=\"('x','y z')\" correct=\"y z\"/></optionresponse>", ("b",)),
        (('<p>C?</p><choiceresponse><checkboxgroup><choice correct="true">a</choice><choice correct="true">b</choice>'
          "</checkboxgroup></choiceresponse>"), ("a", "b")),
    ],
)  # fmt: skip
def test_answers_of_strangers(inner: str, found: object, tmp_path: Path) -> None:
    """The forms that courses on edX have."""
    (item,) = problem(tmp_path, inner).bank.items
    if item.type == "numeric":
        assert item.answer.model_dump(exclude_defaults=True) == found
    elif item.type == "short":
        assert [one.text for one in item.answers] == found
    else:
        assert item.key == found  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("inner", "why"),
    [
        ("<p>x</p>", "it asks nothing"),
        ("<p>x</p><stringresponse answer='a.*' type='regexp'><textline/></stringresponse>", "a pattern"),
        ("<p>x</p><numericalresponse answer='$x'><textline/></numericalresponse>", "no number"),
        ("<p>x</p><numericalresponse answer='30'><additional_answer answer='4'/></numericalresponse>", "several"),
        (("<p>x</p><multiplechoiceresponse><choicegroup><choice>a</choice><choice>b</choice></choicegroup>"
          "</multiplechoiceresponse>"), "a key is never guessed"),
        (("<p>x</p><choiceresponse><checkboxgroup><choice>a</choice><choice>b</choice></checkboxgroup>"
          "</choiceresponse>"), "a key is never guessed"),
        ("<p>x</p><optionresponse><optioninput><option>a</option></optioninput></optionresponse>", "never guessed"),
        ("<p>x</p><drag_and_dropresponse/>", "a bank has nothing like"),
    ],
)  # fmt: skip
def test_no_key_is_guessed(inner: str, why: str, tmp_path: Path) -> None:
    """Whatever has no sure key is named with its reason."""
    with pytest.raises(FindingsError) as caught:
        problem(tmp_path, inner)
    assert why in str(caught.value)


def test_a_hostile_archive_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Damaged, too large, with links or entities: nothing is written to a disk, and each ends in one finding."""
    path = tmp_path / "bad.tar.gz"
    path.write_bytes(b"\x1f\x8b no archive")
    with pytest.raises(FindingsError, match="the archive cannot be read"):
        taken(path)
    with pytest.raises(FindingsError, match="DOCTYPE"):
        taken(packed(path, {"c/problem/x.xml": '<!DOCTYPE a [<!ENTITY b "c">]><problem>&b;</problem>'}))
    with tarfile.open(path, "w:gz") as archive:
        link = tarfile.TarInfo("c/problem/x.xml")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    with pytest.raises(FindingsError, match="no question that can be taken"):
        taken(path)
    monkeypatch.setattr(olx_read, "MOST_BYTES", 10)
    with pytest.raises(FindingsError, match="too many or too large"):
        taken(packed(path, {"c/problem/x.xml": "a" * 20}))

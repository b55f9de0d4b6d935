"""Papers that are filled in on a screen: what they ask, what a screen reader says, and that they hold no key."""

from __future__ import annotations

import ctypes
import io
import json
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import page
import pikepdf
import pypdfium2 as pdfium
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String
from pypdfium2 import raw

from course.outputs.leaks import contents
from course.outputs.pdf.fieldchecks import field_problems
from course.outputs.pdf.fieldfont import FONT
from course.outputs.pdf.finish import finish
from tests.conftest import ROOTS, run

from .conftest import TELL, glyphs, make_overlay, make_tea, pool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("exam")
ITEMS = {item["id"]: item for prefix in ("public", "secret") for item in pool(prefix)}
BOXES = {"single": 3, "multiple": 3, "truefalse": 2, "match": 2, "order": 3, "numeric": 1, "short": 1, "cloze": 1}
"""How many boxes an item of each type has in the pool about tea."""


@dataclass(frozen=True)
class Filled:
    """Version A in every size and on every paper, and the fields of the fillable one by the number of the question."""

    out: Path

    @property
    def paper(self) -> bytes:
        """Return the fillable paper in usual type on Letter."""
        return (self.out / "paper" / "posttest-a-fillable-letter.pdf").read_bytes()

    @property
    def orders(self) -> list[list[str]]:
        """Return item and parts in the order of the paper."""
        found: list[list[str]] = json.loads((self.out / "key" / "draw.json").read_text())["versions"]["A"]
        return found


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """Print all that one version can be printed as."""
    folder = tmp_path_factory.mktemp("fillable")
    course, overlay = make_tea(folder, draw=20), make_overlay(folder)
    options = ["--versions", "1", "--seed", "green", "--fillable", "--large-print", "--paper", "both"]
    done = run("exam", course, "--overlay", overlay, *options, "--out", folder / "out")
    assert done.exit_code == 0, done.output
    return Filled(folder / "out")


def fields_of(pdf: bytes) -> dict[str, list[dict[str, Any]]]:
    """Return the fields by the question that they belong to: name, kind, tip, tips of the buttons, values."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for field in document.Root.AcroForm.Fields:
            name = str(field.T)
            buttons = list(field.get("/Kids", [field] if Name.Btn == field.FT else []))
            said = {
                "name": name,
                "kind": str(field.FT),
                "tip": str(field.TU),
                "tips": [str(button.TU) for button in buttons],
                "values": [state[1:] for button in buttons for state in button.AP.N.keys() if state != "/Off"],  # noqa: SIM118 - no dict
                "options": [str(option) for option in field.get("/Opt", [])],
            }
            found[(re.match(r"question-\d+", name) or [name])[0]].append(said)
    return found


def test_every_print_is_there(filled: Filled) -> None:
    """Usual and large, Letter and A4, paper, fillable paper and key; each in the size that its name says."""
    names = {f"{role}{size}{paper}" for role in ("", "-fillable") for size in ("", "-large") for paper in SIZES}
    assert {path.stem for path in (filled.out / "paper").iterdir()} == {f"posttest-a{name}" for name in names}
    keys = {path.stem for path in (filled.out / "key").glob("*.pdf")}
    assert keys == {f"posttest-a-key{size}{paper}" for size in ("", "-large") for paper in SIZES}
    for path in filled.out.rglob("*.pdf"):
        with pikepdf.open(path) as document:
            wanted = next(size for end, size in SIZES.items() if path.stem.endswith(end))
            assert [round(float(side)) for side in document.pages[0].MediaBox[2:]] == wanted


SIZES = {"-letter": [612, 792], "-a4": [595, 842]}


def test_no_print_breaks_a_rule_of_the_standards(filled: Filled) -> None:
    """Papers, fillable papers and keys keep PDF/UA-1 and PDF/A-2a."""
    for path in sorted(filled.out.rglob("*.pdf")):
        for profile in ("ua1", "2a"):
            report = page.validate_pdf_bytes(path.read_bytes(), profile=profile)
            assert [failure.rule_id for failure in report.failures] == [], path.name


def test_every_page_says_which_version_and_which_page(filled: Filled) -> None:
    """The version stands at the head of each page, the number of pages at its foot; the key says that it is one."""
    for path in sorted(filled.out.rglob("*.pdf")):
        with pikepdf.open(path) as document:
            for number, one in enumerate(document.pages, start=1):
                words = glyphs(one)
                assert "VersionA" in words
                assert f"Page{number}of{len(document.pages)}" in words
                assert ("Key·" in words) == (path.parent.name == "key")


def test_large_print_is_large(filled: Filled) -> None:
    """What a learner reads or types is set in 18 points, but for letters inside of circles."""
    for path in (filled.out / "paper").glob("*-large-*.pdf"):
        with pikepdf.open(path) as document:
            sizes = [size for one in document.pages for size in type_sizes(one)]
            assert min(sizes) >= 18 * 0.78, path.name
            styles = [
                str(field.DA) for field in document.Root.get("/AcroForm", {}).get("/Fields", []) if "/DA" in field
            ]
            assert {style.split()[1] for style in styles} <= {"18"}


def type_sizes(one: pikepdf.Page) -> Iterator[float]:
    """Yield the sizes of type on a page, as Typst sets them."""
    for instruction in pikepdf.parse_content_stream(one):
        if str(instruction.operator) == "Tf":
            yield float(instruction.operands[1])


def test_each_question_has_the_fields_of_its_type(filled: Filled) -> None:
    """One of several: buttons of one field; several: boxes; pairs, order and words: lists and lines."""
    fields = fields_of(filled.paper)
    for number, (name, *_order) in enumerate(filled.orders, start=1):
        item, own = ITEMS[name], fields[f"question-{number}"]
        kinds = [field["kind"] for field in own]
        boxes = sum(len(field["tips"]) or 1 for field in own)
        assert boxes == BOXES[item["type"]], name
        if item["type"] in {"single", "truefalse"}:
            assert kinds == ["/Btn"]
        elif item["type"] == "multiple":
            assert kinds == ["/Btn"] * 3
        else:
            assert set(kinds) == {"/Ch" if item["type"] in {"match", "order"} else "/Tx"}
    assert [field["kind"] for name in ("name", "date", "number") for field in fields[name]] == ["/Tx"] * 3


def test_tips_name_the_question_and_the_choice(filled: Filled) -> None:
    """A screen reader says number, letter and text of a choice, and the question for all buttons together."""
    fields = fields_of(filled.paper)
    for number, (name, *order) in enumerate(filled.orders, start=1):
        own, item = fields[f"question-{number}"], ITEMS[name]
        assert all(field["tip"].startswith(f"Question {number}") for field in own)
        if item["type"] in {"single", "multiple"}:
            texts = {choice["id"]: choice["text"] for choice in item["choices"]}
            wanted = [f"Question {number}, answer {'ABC'[at]}: {texts[part]}" for at, part in enumerate(order)]
            assert [tip for field in own for tip in field["tips"]] == wanted
        if item["type"] == "single":
            assert own[0]["tip"] == f"Question {number}: {item['stem']}"
        if item["type"] == "match":
            assert own[0]["tip"] == f"Question {number}, letter for 1: Nippon islands"
        if item["type"] == "numeric":
            assert own[0]["tip"] == f"Question {number}, your answer (seconds)"


def test_values_are_the_letters_as_printed(filled: Filled) -> None:
    """What a field gives is a letter of this version, or the printed word; a list offers all letters."""
    fields = fields_of(filled.paper)
    for number, (name, *_order) in enumerate(filled.orders, start=1):
        values = [value for field in fields[f"question-{number}"] for value in field["values"]]
        kind = ITEMS[name]["type"]
        if kind in {"single", "multiple"}:
            assert values == ["A", "B", "C"]
        elif kind == "truefalse":
            assert values == ["True", "False"]
        elif kind in {"match", "order"}:
            assert all(field["options"] == ["A", "B", "C"] for field in fields[f"question-{number}"])


def test_no_field_tells_a_right_answer_from_a_wrong_one(filled: Filled) -> None:
    """Nothing is filled in, and the boxes of a question differ only in place, name, tip and value."""
    with pikepdf.open(io.BytesIO(filled.paper)) as document:
        for field in document.Root.AcroForm.Fields:
            assert str(field.get("/V", "/Off")) == "/Off"
            assert "/DV" not in field
            buttons = [{*button.keys()} for button in field.get("/Kids", [])]
            assert all(keys == buttons[0] for keys in buttons)
            assert len({stream.read_bytes() for button in field.get("/Kids", []) for stream in _on(button)}) <= 1


def _on(button: Any) -> list[Stream]:
    return [button.AP.N[state] for state in button.AP.N.keys() if state != "/Off"]  # noqa: SIM118 - no dict


def test_nothing_in_the_file_holds_the_key(filled: Filled) -> None:
    """Neither a stream, nor a text, nor metadata of any paper holds feedback, rationale, hint, key or number."""
    for path in sorted((filled.out / "paper").glob("*.pdf")):
        with pikepdf.open(path) as document:
            held = b"\n".join(_everything(document)).lower()
        assert b"question 1" in held or "fillable" not in path.stem
        for told in (TELL.encode(), b"8642", b"correct", b"misconception", b"rationale"):
            assert told not in held, (path.name, told)
        assert all(TELL not in text.casefold() for text in contents(path))
    key = filled.out / "key" / "posttest-a-key-letter.pdf"
    assert any(TELL in text.casefold() for text in contents(key)), "the search can find"


def _everything(document: pikepdf.Pdf) -> Iterator[bytes]:
    for one in document.objects:
        if isinstance(one, Stream):
            yield one.read_bytes()
        elif isinstance(one, Dictionary | Array):
            yield from (str(text).encode() for text in _texts(one))


def _texts(one: Any) -> Iterator[Any]:
    for value in one.as_dict().values() if isinstance(one, Dictionary) else one:
        if isinstance(value, String | Name):
            yield value
        elif isinstance(value, Dictionary | Array) and not value.is_indirect:
            yield from _texts(value)


def test_the_search_for_leaks_reads_the_fields(tmp_path: Path, filled: Filled) -> None:
    """A tip, a value or an offer that says too much is found like a text on the page."""
    with pikepdf.open(io.BytesIO(filled.paper)) as document:
        document.Root.AcroForm.Fields[2].TU = String("so-one-says")
        document.save(tmp_path / "told.pdf")
    assert any("so-one-says" in text for text in contents(tmp_path / "told.pdf"))
    assert any("Question 1" in text for text in contents(tmp_path / "told.pdf"))


TYPED = (
    "Agnès Müller, 5 mg – ½",
    "Żółć ćwiczę ő ğ ş",
    "Ελλάδα με τόνους",
    "Привет, ёлка, Україна",
    "Nguyễn Thị Ánh",
)


def test_any_letter_can_be_typed_and_is_kept(tmp_path: Path, filled: Filled) -> None:
    """What is typed in PDFium (Chrome, Edge) is saved letter by letter, and set in the font that the file brings."""
    texts = [*TYPED, "日本語 العربية", "β ≥ 5 µg"]
    type_into(filled.paper, texts, tmp_path / "typed.pdf")
    with pikepdf.open(tmp_path / "typed.pdf") as document:
        fields = [field for field in document.Root.AcroForm.Fields if field.get("/FT") == Name.Tx]
        found = {str(field.V): pikepdf.parse_content_stream(field.AP.N) for field in fields if "/V" in field}
        assert set(texts) == set(found)
        for text in TYPED:
            assert {str(part.operands[0]) for part in found[text] if str(part.operator) == "Tf"} == {f"/{FONT}"}, text
            shown = b"".join(bytes(part.operands[0]) for part in found[text] if str(part.operator) == "Tj")
            assert shown.decode("utf-16-be") == text


def type_into(pdf: bytes, texts: Sequence[str], target: Path) -> None:
    """Click on one line after another and type, as a reader does in a browser, and save."""
    document = pdfium.PdfDocument(pdf)
    document.init_forms()
    form, left = document.formenv, list(texts)
    for one in document:
        for number in range(raw.FPDFPage_GetAnnotCount(one)):
            box = raw.FPDFPage_GetAnnot(one, number)
            if left and raw.FPDFAnnot_GetFormFieldType(form, box) == raw.FPDF_FORMFIELD_TEXTFIELD:
                rect = raw.FS_RECTF()
                raw.FPDFAnnot_GetRect(box, rect)
                at = (rect.left + rect.right) / 2, (rect.bottom + rect.top) / 2
                raw.FORM_OnLButtonDown(form, one, 0, *at)
                raw.FORM_OnLButtonUp(form, one, 0, *at)
                words = ctypes.create_string_buffer(f"{left.pop(0)}\0".encode("utf-16-le"))
                raw.FORM_ReplaceSelection(form, one, ctypes.cast(words, ctypes.POINTER(raw.FPDF_WCHAR)))
                raw.FORM_ForceToKillFocus(form)
            raw.FPDFPage_CloseAnnot(box)
    document.save(target)
    assert not left


def _of_kind(document: pikepdf.Pdf, kind: str) -> Any:
    return next(field for field in document.Root.AcroForm.Fields if field.get("/FT") == Name(kind))


def _lose_tip(document: pikepdf.Pdf) -> None:
    del _of_kind(document, "/Tx").TU


def _lose_tip_of_button(document: pikepdf.Pdf) -> None:
    del next(field for field in document.Root.AcroForm.Fields if "/Kids" in field).Kids[1].TU


def _lose_tip_of_group(document: pikepdf.Pdf) -> None:
    del next(field for field in document.Root.AcroForm.Fields if "/Kids" in field).TU


def _name_twice(document: pikepdf.Pdf) -> None:
    document.Root.AcroForm.Fields[1].T = String("name")


def _lose_name(document: pikepdf.Pdf) -> None:
    del document.Root.AcroForm.Fields[1].T


def _lose_font(document: pikepdf.Pdf) -> None:
    (font,) = dict(document.Root.AcroForm.DR.Font.items()).values()
    del font.DescendantFonts[0].FontDescriptor.FontFile2


def _ask_for_another_font(document: pikepdf.Pdf) -> None:
    _of_kind(document, "/Tx").DA = String("/Helv 11 Tf 0 g")


def _lose_look(document: pikepdf.Pdf) -> None:
    del _of_kind(document, "/Ch").AP


def _leave_look_to_the_viewer(document: pikepdf.Pdf) -> None:
    document.Root.AcroForm.NeedAppearances = True


def _lose_tag(document: pikepdf.Pdf) -> None:
    parents = pikepdf.NumberTree(document.Root.StructTreeRoot.ParentTree)
    parents[int(_of_kind(document, "/Tx").StructParent)].S = Name.Link


def _lose_order(document: pikepdf.Pdf) -> None:
    document.pages[0].obj.Tabs = Name.R


def _send(document: pikepdf.Pdf) -> None:
    document.Root.AcroForm.Fields[0].AA = Dictionary(K=Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))


def _answer(document: pikepdf.Pdf) -> None:
    next(field for field in document.Root.AcroForm.Fields if "/Kids" in field).V = Name("/B")


def _lose_box(document: pikepdf.Pdf) -> None:
    del document.pages[0].Annots[-1]


def _leave_link(document: pikepdf.Pdf) -> None:
    box = document.pages[0].Annots[0]
    box.Subtype, box.A = Name.Link, Dictionary(S=Name.URI, URI=String("field:0"))


PLANTED = {
    "P213": (_lose_box, _leave_link),
    "P214": (_name_twice, _lose_name),
    "P215": (_lose_tip, _lose_tip_of_button, _lose_tip_of_group),
    "P216": (_lose_font, _ask_for_another_font, _lose_look, _leave_look_to_the_viewer),
    "P217": (_lose_tag, _lose_order),
    "P218": (_send, _answer),
}


@pytest.mark.parametrize(("code", "plant"), [(code, plant) for code, faults in PLANTED.items() for plant in faults])
def test_a_planted_defect_of_a_field_is_found(code: str, plant: Callable[[pikepdf.Pdf], None], filled: Filled) -> None:
    """The check of every build finds each defect by its code, and nothing in the file as it was made."""
    with pikepdf.open(io.BytesIO(filled.paper)) as document:
        count = sum(one.Subtype == Name.Widget for one_page in document.pages for one in one_page.get("/Annots", []))
        assert list(field_problems(document, count)) == []
        plant(document)
        assert code in {found for found, _words, _where in field_problems(document, count)}


def test_a_fault_of_a_paper_is_told_where_its_question_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the PDF nor the small project it is made of, which nobody has written, is named for any fault."""

    def spoilt(pdf: bytes, tables: Any, fields: Any, titles: Any, **more: Any) -> bytes:
        with pikepdf.open(io.BytesIO(finish(pdf, tables, fields, titles, **more))) as document:
            plants = (_lose_tip_of_button, _lose_look, _lose_order, _name_twice, _answer, _leave_link)
            for plant in plants if fields else ():
                plant(document)
            document.Root.Lang = String("xx" if fields else "en")
            out = io.BytesIO()
            document.save(out)
            return out.getvalue()

    monkeypatch.setattr("course.outputs.pdf.builder.finish", spoilt)
    course, overlay = make_tea(tmp_path, draw=20), make_overlay(tmp_path)
    options = ["--versions", "1", "--seed", "green", "--fillable", "--out", tmp_path / "out"]
    done = run("exam", course, "--overlay", overlay, *options)
    assert done.exit_code == 1
    told = sorted(set(re.findall(r"^.*/(\w+/[\w.]+):\d+: (P2\d\d) ", done.output, re.MULTILINE)))
    of_course = [("tea/course.toml", code) for code in ("P201", "P210", "P213", "P214", "P217", "P218")]
    assert told == [("quizzes/pool.yaml", code) for code in ("P215", "P216", "P218")] + of_course
    assert not list((tmp_path / "out").rglob("*.pdf"))


def test_a_bank_with_every_type_and_every_oddity_is_printed(tea: Path, tmp_path: Path) -> None:
    """Tables in stems, lists in choices, gaps with words to choose from; an opinion is not asked, an essay is."""
    text = (ROOTS / "test-quiz-all" / "quizzes" / "all.yaml").read_text(encoding="utf-8")
    (tea / "quizzes" / "all.yaml").write_text(text.replace("id: all\n", "id: all\nuse: pretest\n", 1))
    done = run("exam", tea, "--form", "pretest", "--versions", "1", "--fillable", "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert "9 questions" in done.output
    pdf = (tmp_path / "out" / "paper" / "pretest-a-fillable.pdf").read_bytes()
    for profile in ("ua1", "2a"):
        assert [failure.rule_id for failure in page.validate_pdf_bytes(pdf, profile=profile).failures] == []
    fields = [field for own in fields_of(pdf).values() for field in own]
    assert sorted(field["kind"] for field in fields).count("/Ch") == 2 + 3 + 1
    # Without a seed the words of a menu come in any order; the list to choose from has that of the draw.
    menu = next(words for name, *words in Filled(tmp_path / "out").orders if name == "all-cloze")
    assert sorted(menu) == ["g2/green", "g2/red"]
    assert [word.removeprefix("g2/") for word in menu] in [field["options"] for field in fields]
    assert any(field["tip"].endswith(" (m)") for field in fields)
    assert any("Seven, because it is odd nothing divides it" in tip for field in fields for tip in field["tips"])


@pytest.mark.parametrize("option", ["--fillable", "--large-print"])
def test_a_form_needs_a_pdf(option: str, tmp_path: Path) -> None:
    """Asked for another format only, the command is used wrongly, and says so."""
    done = run("exam", make_tea(tmp_path), "--to", "text", option, "--out", tmp_path / "out")
    assert done.exit_code == 2
    assert "made as pdf" in done.output
    assert not (tmp_path / "out").exists()

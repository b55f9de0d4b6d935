"""Letters of every script are printed: in a font found by name, else with a warning and something visible."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import page
import pikepdf
import pytest

from course.outputs.pdf import fonts, unshown
from course.outputs.pdf.escape import breakable
from course.outputs.pdf.fonts import choose_fonts, fonts_of_machine
from course.outputs.pdf.scripts import scripts_of

if TYPE_CHECKING:
    from collections.abc import Callable

THAI = "การหยุดยาเบนโซไดอะซีปีนอย่างกะทันหันอาจทำให้เกิดอาการชักได้"
HINDI = "दवा को अचानक बंद न करें"
JAPANESE = "薬を急に中止しないでください。必ず医師に相談します。"
NOWHERE = Path("no/such/folder")
SHELF = {
    name.lower(): (name, (Path(f"{name}.ttf"),))
    for name in (
        "Noto Serif CJK JP",
        "Noto Sans CJK JP",
        "Noto Serif CJK SC",
        "Noto Serif CJK TC",
        "Noto Sans Thai",
        "Noto Color Emoji",
        "Sarabun",
        "Heebo",
        "Noto Naskh Arabic",
        "Noto Sans Arabic",
    )
}


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a machine have the fonts of `SHELF`."""
    monkeypatch.setattr(fonts, "fonts_of_machine", lambda _: SHELF)


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a machine have no fonts at all."""
    monkeypatch.setattr(fonts, "fonts_of_machine", lambda _: {})


def _fonts_in(pdf: bytes) -> str:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return " ".join(str(font.get("/BaseFont")) for font in document.objects if _is_font(font))


def _is_font(thing: Any) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font"


def test_scripts_are_told_by_their_letters() -> None:
    """Latin, Greek and Cyrillic need no further font; every other script is called as Unicode and Noto call it."""
    assert scripts_of("Straße, Ωμέγα, Лес, ½ → ✓ “so”") == []
    text = f"{THAI} {HINDI} {JAPANESE} السلام ქართული հայ አማርኛ தமிழ் ᱥᱟᱱᱛᱟᱲᱤ 💊 ＡＢ 한국"
    assert scripts_of(text) == [
        "Thai", "Devanagari", "Han", "Arabic", "Georgian", "Armenian", "Ethiopic", "Tamil", "Ol Chiki", "Emoji",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "language", "serif"),
    [
        (JAPANESE, "ja", ("Noto Serif CJK JP",)),
        (JAPANESE, "en", ("Noto Serif CJK JP",)),
        ("药物", "zh", ("Noto Serif CJK SC",)),
        ("药物", "en", ("Noto Serif CJK SC",)),
        ("藥物", "zh-TW", ("Noto Serif CJK TC",)),
        (THAI, "th", ("Noto Sans Thai",)),
        ("السلام", "ar", ("Noto Naskh Arabic",)),
        ("Words.", "en", ()),
    ],
)
@pytest.mark.usefixtures("shelf")
def test_a_family_is_chosen_by_script_and_language(text: str, language: str, serif: tuple[str, ...]) -> None:
    """The same signs are set in the forms of the language; a family that is missing gives way to the next."""
    found = choose_fonts(text, language, {}, NOWHERE)
    assert found.serif == serif
    assert set(found.files) >= {Path(f"{name}.ttf") for name in serif}


def test_arabic_is_never_set_in_the_letters_of_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without fonts of Noto has DejaVu Sans; its sister for code, all of one width, tears words apart."""
    machine = {"dejavu sans": ("DejaVu Sans", (Path("DejaVuSans.ttf"),))}
    monkeypatch.setattr(fonts, "fonts_of_machine", lambda _: machine)
    found = choose_fonts("السلام", "ar", {}, NOWHERE)
    assert (found.serif, found.sans) == (("DejaVu Sans",), ("DejaVu Sans",))


@pytest.mark.parametrize("code", ["th", "Thai", "thai"])
@pytest.mark.usefixtures("shelf")
def test_the_author_chooses(code: str) -> None:
    """`[print] fonts` names families by language or script; one that nobody has is named, and the next is taken."""
    found = choose_fonts(THAI, "th", {code: ["Lost", "Sarabun"]}, NOWHERE)
    assert (found.serif, found.own, found.unknown) == ((), (("Sarabun", "Thai"),), ("Lost",))
    latin = choose_fonts("Words.", "he", {"he": ["Heebo"]}, NOWHERE)
    assert latin.own == (("Heebo", "Hebrew"),)


@pytest.mark.usefixtures("bare")
def test_a_script_without_a_font_is_named() -> None:
    """What a machine lacks is known before anything is set."""
    assert choose_fonts(f"{THAI} {HINDI}", "th", {}, NOWHERE).without == ("Thai", "Devanagari")


def test_packages_of_fonts_are_found() -> None:
    """What `pip install coursewright[fonts]` brings is found without the machine's own fonts."""
    assert {"noto sans thai", "noto sans devanagari"} <= set(fonts_of_machine(NOWHERE))


@pytest.mark.parametrize("words", [THAI, HINDI])
def test_it_is_printed(make_book: Callable[..., Any], words: str) -> None:
    """Thai and Devanagari stand in text, heading, table and code, are read as written, and pass both standards."""
    made = make_book(f"# {words}\n\n{words} **{words}** `{words}`\n\n| {words} |\n|---|\n| b |\n")
    assert made.warnings == ""
    assert made.spoken.replace("\u200b", "").count(words) >= 4
    assert "Further typefaces: Noto" in made.spoken
    for profile in ("ua1", "2a"):
        assert page.validate_pdf(str(made.path), profile=profile).failures == []


def _has(family: str, package: str) -> None:
    """Fail where the machine has not the font: like a missing browser it is no reason to skip."""
    assert family in fonts_of_machine(NOWHERE), f"install the system's package {package}, as tests/run.sh does"


def test_east_asia_is_printed(make_book: Callable[..., Any]) -> None:
    """Japanese is set in Japanese forms, in lines that Typst divides by its rules, without signs in between."""
    _has("noto serif cjk jp", "fonts-noto-cjk")
    made = make_book(f"# {JAPANESE}\n\n{JAPANESE * 9}\n")
    assert "NotoSerifCJKjp" in _fonts_in(made.pdf)
    assert "\u200b" not in made.spoken
    # The validator reads one width for a font of several parts, each of which has its own: the rest is clean.
    found = {failure.rule_id for failure in page.validate_pdf(str(made.path), profile="2a").failures}
    assert found <= {"PDFA2A-TRUETYPE-GLYPH-WIDTH-001"}


def test_emoji_are_printed(make_book: Callable[..., Any]) -> None:
    """One that is made of several signs is one picture, and the file passes both standards."""
    _has("noto color emoji", "fonts-noto-color-emoji")
    made = make_book("# One\n\nA pill \U0001f48a, a doctor \U0001f469\u200d\u2695\ufe0f.\n")
    assert made.warnings == ""
    assert "\U0001f48a" in made.spoken
    assert "\U0001f469\u200d\u2695\ufe0f" in made.spoken
    for profile in ("ua1", "2a"):
        assert page.validate_pdf(str(made.path), profile=profile).failures == []


def test_signs_between_letters_that_are_divided_anyway() -> None:
    """A long run without blanks gets places to break only where the language has no rules for it."""
    assert breakable(JAPANESE * 3, 20) == JAPANESE * 3
    assert breakable(THAI, 20) == THAI
    assert "\u200b" in breakable("a1" * 40, 20)


@pytest.mark.parametrize(("sign", "stands"), [("\U0001fae0", "[melting face]"), ("\ue123", "\ufffd")])
@pytest.mark.usefixtures("bare")
def test_a_sign_without_a_font_is_seen_and_warned_of(make_book: Callable[..., Any], sign: str, stands: str) -> None:
    """In text, heading, list, table and formula: each place is a warning with its line, and the reader sees a gap."""
    lines = [
        f"# One {sign}",
        "",
        f"A {sign} b",
        "",
        f"- item {sign}",
        "",
        "Good words.",
        "",
        f"| {sign} |",
        "|---|",
        "| b |",
    ]
    made = make_book("\n".join(lines) + "\n", suppress_warnings=["myst.header"])
    assert made.spoken.count(stands) >= 4
    assert sign not in made.spoken
    told = [line for line in made.warnings.splitlines() if "P110" in line or "no font has a glyph" in line]
    assert [int(line.split("index.md:")[1].split(":")[0]) for line in told] == [1, 3, 5, 9]
    assert all(f"U+{ord(sign):04X}" in line and stands in line for line in told)
    for profile in ("ua1", "2a"):
        assert page.validate_pdf(str(made.path), profile=profile).failures == []


@pytest.mark.usefixtures("bare")
def test_a_second_build_warns_again(make_book: Callable[..., Any]) -> None:
    """A book that is warned of is made anew, so that `--strict` fails each time."""
    assert make_book("# One\n\nA \ue123 b\n").warnings.count("no font has") == 1
    assert make_book("# One\n\nA \ue123 b\n").warnings.count("no font has") == 1


def test_what_nobody_sees_keeps_its_signs() -> None:
    """Names of places, addresses, descriptions and our marks stay as they are; words around them do not."""
    source = '// @"\ue123.md":1\n#label("\ue123")#link("\ue123")[#"\ue123";]#image("p", alt: "\ue123")'
    assert unshown.without_signs(source, ["\ue123"]).count("\ue123") == 4


def test_a_font_that_is_named_and_missing_is_told(make_book: Callable[..., Any]) -> None:
    """The warning names the family and where it was looked for."""
    made = make_book("# One\n\nWords.\n", course_pdf_fonts={"th": ["Lost Sans"]})
    assert "the font 'Lost Sans' of [print] fonts is neither here nor in" in made.warnings

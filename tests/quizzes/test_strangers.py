"""What strangers write in YAML: read as it stands there, or refused in words that say what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizzes.finding import FindingsError
from quizzes.load import load_bank

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "schema: quizbank/1\nid: bank\ntitle: A bank\nitems:\n"
ITEM = "  - id: q\n    type: short\n    stem: Which one?\n    answers:\n      - text: {}\n"
READ = [
    ("NO", "NO"),  # Norway, which YAML 1.1 takes for false
    ("off", "off"),
    ("Yes", "Yes"),
    ("y", "y"),
    ("1:30", "1:30"),  # 90 in YAML 1.1
    ("12:30:45", "12:30:45"),
    ("0755", "0755"),  # 493 in YAML 1.1
    ("0o17", "0o17"),
    ("0x1F", "0x1F"),
    ("1_000", "1_000"),
    ("007", "007"),
    ("2026-11-01", "2026-11-01"),
    ("2001-12-14t21:59:43.10-05:00", "2001-12-14t21:59:43.10-05:00"),
    ("Null", "Null"),
    ("None", "None"),
    ("NaN", "NaN"),
    (".inf", ".inf"),
    ("C#", "C#"),
    ("1:1000", "1:1000"),
    ("½", "½"),
    ("5%", "5%"),
    ("−5", "−5"),
    ("<5 mg", "<5 mg"),
    ("'> 5 mg'", "> 5 mg"),
    ("$5", "$5"),
    ("N,N-dimethyl-*p*-phenylene", "N,N-dimethyl-*p*-phenylene"),
    ("HLA_B_1502", "HLA_B_1502"),
    ("😀", "😀"),
    ("עברית", "עברית"),
    ('"x\\ty"', "x\ty"),
    ("|\n          a\n            b", "a\n  b"),
    (">-\n          a\n          b", "a b"),
]
REFUSED = [
    ("true", "L016", "must be text, not true; put it in quotes"),
    ("5", "L016", "must be text, not 5; put it in quotes"),
    ("1e3", "L016", "must be text, not 1000.0; put it in quotes, as it is written"),
    ("null", "L016", "must be text, not empty"),
    ("~", "L016", "must be text, not empty"),
    ("", "L016", "must be text, not empty"),
    ("' '", "L017", "is empty"),
    ("pH: 5", "L006", "a text with a colon and a space in it needs quotes"),
    ("*cis*", "L006", "a text that begins with * needs quotes"),
    ("&a x", "L009", "anchors and aliases are not used here"),
    ("!!str 5", "L010", "write plain data without tags"),
    ("@x", "L006", "a text that begins with @ needs quotes"),
    ("'it's", "L006", "closing '"),
    ("a\n---\nschema: quizbank/1", "L007", "a second document begins"),
]


def write(folder: Path, text: str) -> Path:
    path = folder / "bank.yaml"
    path.write_text(HEAD + ITEM.format(text), encoding="utf-8")
    return path


@pytest.mark.parametrize(("written", "read"), READ, ids=[row[0] for row in READ])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_word_is_read_as_it_stands(written: str, read: str, end: str, tmp_path: Path) -> None:
    """By the rules of YAML 1.2, after a byte-order mark and with any line ends."""
    path = write(tmp_path, written)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_text(encoding="utf-8").replace("\n", end).encode())
    (item,) = load_bank(path).bank.items
    assert [answer.text for answer in item.answers] == [read]  # type: ignore[union-attr]


@pytest.mark.parametrize(("written", "code", "words"), REFUSED, ids=[repr(row[0]) for row in REFUSED])
def test_what_yaml_makes_something_else_of_is_refused(written: str, code: str, words: str, tmp_path: Path) -> None:
    """Nothing is turned into another value in silence."""
    with pytest.raises(FindingsError) as caught:
        load_bank(write(tmp_path, written))
    told = [f"{one.code} {one.message} ({one.hint})" for one in caught.value.findings]
    assert any(one.startswith(code) and words in one for one in told), told

"""QTI 3.0: each name of QTI 2.1 in its new form, and nothing of the old one."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from quizzes.formats.convert import take_foreign, write_foreign
from quizzes.formats.qti_names import NAMES, capital, dashed
from quizzes.formats.registry import OWN
from quizzes.load import load_bank

EVERY = Path(__file__).parents[2] / "data" / "banks" / "every.yaml"


def parts() -> dict[str, str]:
    archive = zipfile.ZipFile(io.BytesIO(write_foreign(load_bank(EVERY), OWN["qti3"])[0]))
    return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}


def test_no_name_of_an_element_has_a_capital() -> None:
    """What is written with one in QTI 2.1 has a dash and the prefix; HTML stays HTML."""
    for name, text in parts().items():
        if name == "imsmanifest.xml":
            assert 'type="imsqti_item_xmlv3p0"' in text
            assert "v2p1" not in text
            continue
        tags = set(re.findall(r"</?([\w-]+)", text)) - {"xml"}
        assert [tag for tag in tags if tag != tag.lower()] == []
        assert {tag for tag in tags if tag in {dashed(one) for one in NAMES}} == set()
        assert re.findall(r"<qti-[\w-]+ [^>]*?\b(?!schemaLocation)[a-z]+[A-Z]\w*=", text) == []


def test_feedback_has_a_body_of_its_own() -> None:
    """The binding of 3.0 asks for it."""
    for text in parts().values():
        inside = re.findall(r"<qti-modal-feedback[^>]*>(.{19})", text, re.DOTALL)
        assert set(inside) <= {"<qti-content-body><"}


@pytest.mark.parametrize("name", sorted(NAMES))
def test_names_come_back(name: str) -> None:
    """There and back is the same word."""
    assert capital(dashed(name)) == name


def test_an_item_of_a_stranger_is_taken(tmp_path: Path) -> None:
    """One file, with feedback in a body, as editors of QTI 3 write it."""
    path = tmp_path / "item.xml"
    path.write_text(
        '<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="i1" title="Planet">'
        '<qti-response-declaration identifier="R" cardinality="single" base-type="identifier"><qti-correct-response>'
        "<qti-value>b</qti-value></qti-correct-response></qti-response-declaration><qti-item-body>"
        '<qti-choice-interaction response-identifier="R" max-choices="1" shuffle="true"><qti-prompt>Which?</qti-prompt>'
        '<qti-simple-choice identifier="a">Mars</qti-simple-choice><qti-simple-choice identifier="b">Earth'
        "</qti-simple-choice></qti-choice-interaction></qti-item-body>"
        '<qti-modal-feedback outcome-identifier="F" identifier="a" show-hide="show"><qti-content-body>Too far.'
        "</qti-content-body></qti-modal-feedback></qti-assessment-item>",
        encoding="utf-8",
    )
    item = take_foreign(path, OWN["qti3"]).bank.items[0]
    assert (item.type, item.key, item.choices[0].feedback) == ("single", ("b",), "Too far.")  # type: ignore[union-attr]

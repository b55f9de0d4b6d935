"""Items that vary: every variant is worked out, checked and graded; what is wrong is told at the author's line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from quizzes.blueprint import PoolItem
from quizzes.draw import versions
from quizzes.finding import FindingsError
from quizzes.formats.export import export
from quizzes.formats.registry import OWN
from quizzes.grade import grade
from quizzes.key import in_letters
from quizzes.load import load_bank
from quizzes.model.varying import count_of, plain, rows_of, variant_of
from quizzes.overlay import texts_of
from quizzes.review import content_hash

if TYPE_CHECKING:
    from pathlib import Path

    from quizzes.model.types import Item

HEAD = "schema: quizbank/1\nid: v\ntitle: Doses\nitems:\n"
DOSE = """\
  - id: dose
    type: numeric
    variants:
      variables:
        weight: {min: 50, max: 90, step: 5}
        dose: {min: 0.5, max: 2, step: 0.5}
      worked:
        total: weight * dose
        ml: {value: total / 5, decimals: 1, min: 1}
    stem: A person of {weight} kg gets {dose} mg/kg of 5 mg/mL.
    answer: {value: ml, tolerance: 0.05, unit: mL}
    feedback: "{weight} × {dose} = {total} mg in CO{sub}`2`, {ml} mL."
"""
PICK = """\
  - id: pick
    type: single
    variants:
      shown: 2
      rows:
        - {drug: Aspirin, tablet: 100, wanted: 150}
        - {drug: Metformin, tablet: 500, wanted: 1250}
      worked: {right: wanted / tablet, upside: {value: tablet / wanted, significant_figures: 2}}
    stem: "{drug}: {wanted} mg, and a tablet has {tablet} mg."
    choices:
      - {id: a, text: "{right} tablets", correct: true, feedback: Right.}
      - {id: b, text: "{upside} tablets", feedback: Upside down.}
"""


def item_of(folder: Path, text: str) -> Item:
    """Return the only item of a bank."""
    path = folder / "v.yaml"
    path.write_text(HEAD + text, encoding="utf-8")
    return load_bank(path).bank.items[0]


def told(folder: Path, text: str) -> list[tuple[int, str, str]]:
    """Return what is wrong with a bank of one item; lines count from the item."""
    with pytest.raises(FindingsError) as caught:
        item_of(folder, text)
    return [(found.line - 4, found.code, found.message) for found in caught.value.findings]


def test_every_variant_is_a_sound_item_with_numbers_that_agree(tmp_path: Path) -> None:
    """Ten different ones, within their ranges, each with the answer that its own stem asks for."""
    item: Any = item_of(tmp_path, DOSE)
    every = [variant_of(item, number) for number in range(count_of(item))]
    assert len({one.stem for one in every}) == 10
    for one, row in zip(every, rows_of(item), strict=True):
        weight, dose = row.values["weight"], row.values["dose"]
        assert 50 <= weight <= 90  # type: ignore[operator]
        assert weight % 5 == 0  # type: ignore[operator]
        assert dose in (0.5, 1, 1.5, 2)
        assert one.answer.value == round(weight * dose / 5, 1)  # type: ignore[operator]
        assert one.stem == f"A person of {weight:g} kg gets {dose:g} mg/kg of 5 mg/mL."
        assert "CO{sub}`2`" in one.feedback
        assert one.variants is None
        assert grade(one, f"{one.answer.value} mL").correct
        assert not grade(one, f"{one.answer.value + 0.06}").correct
    assert item.stem == every[0].stem
    assert item.answer == every[0].answer


def test_variants_are_the_same_in_every_build_and_go_round(tmp_path: Path) -> None:
    """They depend on the seed alone, which is the id of the item, and another seed draws others."""
    item = item_of(tmp_path, DOSE)
    stems = [variant_of(item, number).stem for number in range(10)]
    assert [variant_of(item_of(tmp_path, DOSE), number).stem for number in range(10)] == stems
    assert stems[:3] == [
        "A person of 85 kg gets 1 mg/kg of 5 mg/mL.",
        "A person of 75 kg gets 1 mg/kg of 5 mg/mL.",
        "A person of 50 kg gets 2 mg/kg of 5 mg/mL.",
    ]
    assert variant_of(item, 10).stem == stems[0]
    other = item_of(tmp_path, DOSE.replace("      worked:", "      seed: another\n      worked:"))
    assert [variant_of(other, number).stem for number in range(10)] != stems


def test_a_table_has_a_variant_a_row_and_its_author_chooses_that_of_paper(tmp_path: Path) -> None:
    """Words and numbers of a row stand in stem and choices; figures asked for are shown."""
    item: Any = item_of(tmp_path, PICK)
    assert (count_of(item), item.stem) == (2, "Metformin: 1250 mg, and a tablet has 500 mg.")
    assert [choice.text for choice in variant_of(item, 0).choices] == ["1.5 tablets", "0.67 tablets"]
    assert [choice.text for choice in variant_of(item, 1, ",").choices] == ["2,5 tablets", "0,40 tablets"]


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("weight * dose", "weight * doze", (8, "L033",
         "total uses 'doze', which is no variable and no value above; there are weight, dose")),
        ("weight * dose", "weight *", (8, "L017",
         "variants.worked.total cannot be read: the end stands where a number or a name is expected")),
        ("total / 5", "total / (weight - 85)", (9, "L033",
         "ml has no value: it divides by 0, in variant 1 (weight 85, dose 1)")),
        ("min: 1}", "min: 9.5}", (9, "L033", "ml is 6.5, below its `min` of 9.5, in variant 5 (weight 65, dose 0.5)")),
        ("total / 5, decimals: 1, min: 1", "0 - total, max: -1000", (9, "L033",
         "ml is −85, above its `max` of −1000, in variant 1 (weight 85, dose 1)")),
        ("value: ml,", "value: mg,", (11, "L033",
         "value uses 'mg', which is no variable and no value above; there are weight, dose, total, ml")),
        ("value: ml, tolerance: 0.05", "range: [ml, 17]", (11, "L033",
         "answer is wrong in variant 3 (weight 50, dose 2): the lower end of `range` is above its upper end")),
        ("value: ml,", "value: 1 / (ml - 15),", (11, "L033",
         "value has no value: it divides by 0, in variant 2 (weight 75, dose 1)")),
        ("{weight} kg", "{wieght} kg", (10, "L033",
         "stem shows {wieght}, which is no variable and no worked value; there are weight, dose, total, ml")),
        ("{weight} kg", "`{weight}` kg", (10, "L033",
         "stem shows {weight} in code or in a formula, where no value can stand: write it beside")),
        ("{weight} kg", "$x + {weight}$ kg", (10, "L033",
         "stem shows {weight} in code or in a formula, where no value can stand: write it beside")),
        ("max: 90", "max: 50", (5, "L017", "variants.variables.weight has a `min` that is not below its `max`")),
        ("step: 5", "step: 0.0001", (5, "L017",
         "variants.variables.weight has more than 100000 numbers: take a larger `step`")),
        ("        dose:", "        sqrt:", (3, "L017", "variants use the name 'sqrt', which is a function")),
        ("total: weight", "weight: weight", (3, "L017", "variants use the name 'weight', which is declared twice")),
        ("      variables:\n", "      shown: 11\n      variables:\n", (3, "L017", "variants show variant 11 of 10")),
        ("decimals: 1,", "decimals: 1, significant_figures: 2,", (9, "L017",
         "variants.worked.ml is rounded twice: give `decimals` or `significant_figures`")),
        ("      worked:", "      rows: [{a: 1}]\n      worked:", (3, "L017",
         "variants need either `variables` with ranges or a table of `rows`")),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_line(old: str, new: str, finding: tuple[int, str, str], tmp_path: Path) -> None:
    """The author reads which value, why, and with which numbers."""
    assert finding in told(tmp_path, DOSE.replace(old, new, 1))


def test_rows_have_the_same_names_and_no_markup(tmp_path: Path) -> None:
    """A table is a table, and its words are words."""
    assert told(tmp_path, PICK.replace("drug: Aspirin, ", ""))[0][2] == (
        "variants have rows with different names: give every row the same ones"
    )
    assert told(tmp_path, PICK.replace("drug: Aspirin", 'drug: "*Aspirin*"'))
    assert told(tmp_path, PICK.replace("wanted / tablet", "wanted / drug"))[0][2] == (
        "right has no value: 'drug' has no value here, in variant 1 (drug Aspirin, tablet 100, wanted 150)"
    )


def test_gaps_of_every_variant_are_among_their_choices(tmp_path: Path) -> None:
    """What is right in the first variant only is told with the other."""
    cloze = (
        "  - id: c\n    type: cloze\n    variants:\n      rows: [{a: 1, b: 2}, {a: 2, b: 5}]\n"
        '    stem: "{a} and {{g}}."\n    gaps: [{id: g, answer: "{b}", choices: ["2", "{a}"]}]\n'
    )
    assert told(tmp_path, cloze) == [(6, "L022", "'5' is not among the choices of the gap (in variant 2)")]


def test_what_no_page_may_hold_is_every_variant(tmp_path: Path) -> None:
    """The stem of each variant of a private item is a trace of it."""
    item = item_of(tmp_path, DOSE)
    assert {variant_of(item, number).stem for number in range(10)} <= set(texts_of(item))


def test_a_signature_ends_with_any_change_of_the_numbers(tmp_path: Path) -> None:
    """The hash of the content covers what the shown variant does not tell."""
    first = content_hash(item_of(tmp_path, PICK))
    assert content_hash(item_of(tmp_path, PICK.replace("tablet: 100", "tablet: 50"))) != first
    assert content_hash(item_of(tmp_path, PICK + "    tags: [x]\n")) == first


def test_each_version_of_an_exam_asks_another_variant_and_its_key_agrees(tmp_path: Path) -> None:
    """Three versions of the sum have three answers; the key of each is that of what it prints."""
    item = item_of(tmp_path, DOSE)
    made = versions([PoolItem("dose", None, None, None, item)], "7", 3, ",")
    printed = [version.items[0][0].item for version in made]
    assert len({one.stem for one in printed}) == 3
    for version, one in zip(made, printed, strict=True):
        number = version.variants["dose"]
        assert one == variant_of(item, number, ",")
        assert in_letters(one, ()).startswith(f"{one.answer.value:g} ± 0.05 mL".split()[0])  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("number", "text"),
    [(5.0, "5"), (0.1 * 3, "0.3"), (-2.5, "−2.5"), (1e-6, "0.000001"), (123456789012.0, "123456789012"), (-0.0, "0")],
)
def test_numbers_are_shown_in_digits(number: float, text: str) -> None:
    """No exponent, no noise, no zero at the end, a true minus sign."""
    assert plain(number) == text


@pytest.mark.parametrize("name", ["moodle", "gift", "qti21"])
def test_each_variant_is_an_item_of_its_own_elsewhere(name: str, tmp_path: Path) -> None:
    """Other programs get every variant with its numbers and key, and the report says so."""
    item_of(tmp_path, PICK + "  - {id: other, type: short, stem: So?, answers: [{text: so}]}\n")
    files, findings = export(load_bank(tmp_path / "v.yaml"), OWN[name])
    message = "the 2 variants arrive as items of their own, pick-1 and so on"
    assert [(one.line, one.code, one.message) for one in findings if one.subject == "pick"] == [(7, "L047", message)]
    report = json.loads(files["v.losses.json"])
    assert report["notes"] == [f"pick: {message}."]
    assert {cell["item"] for cell in report["cells"]} == {"pick-1", "pick-2", "other"}
    assert [one["choices"][0] for one in json.loads(files["v.index.json"])["items"][:2]] == [
        "1.5 tablets",
        "2.5 tablets",
    ]
    assert files["v.losses.html"].count(message.encode()) == 1

"""What a page looks like: entries and boxes whole, heads that fit, columns as wide as their words."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pikepdf
from docutils import nodes

from course.outputs.pdf.visitors import lists
from course.outputs.pdf.worksheet import fill_cells, widen
from tests.course.outputs.print.marks import margins_text, page_words

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

ENTRIES = "".join(
    f"Term {n}\n: Begin{n} of an entry. {'Its words fill lines. ' * (n % 5 * 6)}\n\n  A second paragraph, End{n}.\n\n"
    for n in range(1, 40)
)
CONF = {
    "conf.py": 'extensions = ["myst_parser", "course.outputs.pdf"]\nproject = "Small"\n'
    'myst_enable_extensions = ["deflist", "colon_fence"]\n'
}


def _pages(made: Any) -> list[str]:
    with pikepdf.open(io.BytesIO(made.pdf)) as document:
        return [page_words(sheet) for sheet in document.pages]


def _broken(made: Any) -> list[int]:
    """Return the entries whose term, beginning and end are not on one page."""
    return [
        n
        for n in range(1, 40)
        if not any(f"Begin{n} " in text and f"End{n}." in text and f"Term {n} " in text for text in _pages(made))
    ]


def test_an_entry_of_a_list_of_definitions_stays_whole(make_book: Callable[..., Any]) -> None:
    """Term, first and last paragraph of each entry stand on one page, and the list is still one list."""
    made = make_book(f"# One\n\n{ENTRIES}", CONF)
    assert _broken(made) == []
    assert len(_pages(made)) > 5


def test_without_the_rule_entries_break(make_book: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: an entry may break, and some do."""
    monkeypatch.setattr(lists, "KEPT_WORDS", 0)
    assert _broken(make_book(f"# One\n\n{ENTRIES}", CONF)) != []


def test_a_head_never_takes_two_lines(make_book: Callable[..., Any]) -> None:
    """Where the titles of book and lesson do not fit beside each other, the head has that of the lesson alone."""
    long = "A lesson whose title is by itself about as long as a whole line of the running head of this whole book"
    words = "Words that fill a page. " * 400
    made = make_book(
        f"# Short\n\n{words}\n\n```{{toctree}}\nlong\n```\n",
        {"long.md": f"# {long}\n\n{words}\n"},
        course_pdf_title="The book of it all",
    )
    with pikepdf.open(io.BytesIO(made.pdf)) as document:
        heads = {"".join(" ".join(margins_text(sheet)).split()) for sheet in document.pages}
    assert any("Thebookofitall" in head and "Short" in head for head in heads)
    assert any("".join(long.split()) in head and "Thebookofitall" not in head for head in heads)


def test_key_points_stay_with_the_card_that_follows(make_book: Callable[..., Any]) -> None:
    """A box that a link to a card follows sticks to it, so that the link does not begin a page alone."""
    box = ":::{admonition} Key points\n:class: course-keypoints\nOne point.\n:::\n\n"
    card = ":::{admonition} Take away\n:class: course-jobaid\nA card.\n:::\n"
    made = make_book(f"# One\n\n{box}Words.\n\n{box}{card}", CONF)
    source = (made.builder.cache / "small.typ").read_text(encoding="utf-8")
    assert source.count("sticky: true, tone: 0)[") == 1


def _column_widths(*rows: tuple[str, ...]) -> list[int]:
    def row(cells: tuple[str, ...]) -> nodes.row:
        return nodes.row("", *(nodes.entry("", nodes.paragraph("", cell)) for cell in cells))

    group = nodes.tgroup("", *(nodes.colspec() for _ in rows[0]), cols=len(rows[0]))
    group += [nodes.thead("", row(rows[0])), nodes.tbody("", *map(row, rows[1:]))]
    table = nodes.table("", group, classes=["colwidths-auto"])
    fill_cells(table)
    widen(table)
    return [column["colwidth"] for column in group.findall(nodes.colspec)]


def test_each_column_of_a_form_has_room_for_its_words() -> None:
    """A narrow column beside many to write into is as wide as its longest word, and the others share the rest."""
    heads = ("Day", "Slept (hours)", "Fear", "Shaking", "Other", "Took it as planned?", "One good thing")
    day, slept, fear, *_ = widths = _column_widths(heads, ("Mon", "", "", "", "", "☐", ""))
    assert day >= 10 * (len("Mon") + 3)
    assert slept > day
    assert fear > day
    assert sum(widths) <= 10 * 77


def test_a_form_with_room_for_all_gives_each_what_it_wants() -> None:
    """Where the page has room for every cell on one line, the columns are as wide as that."""
    assert _column_widths(("Step", "Done"), ("Ask", "soon enough")) == [70, 140]


def test_the_steps_of_a_rating_share_a_line(make_book: Callable[..., Any]) -> None:
    """Forty ratings of five steps fill the two columns of a page; with a line a step they would fill three."""
    scale = "".join(f"\n      - {{id: s{n}, text: Step {n}}}" for n in range(1, 6))
    items = "".join(
        f"\n  - id: r-{n}\n    type: likert\n    stem: Part {n} was useful.\n    scale:{scale}" for n in range(40)
    )
    conf = 'extensions = ["myst_parser", "quizzes", "course.outputs.pdf"]\nproject = "Small"\nquizzes_banks = ["."]\n'
    bank = f"schema: quizbank/1\nid: ratings\ntitle: Ratings\nuse: survey\nitems:{items}\n"
    made = make_book("# One\n\n```{quiz} ratings\n```\n", {"conf.py": conf, "ratings.yaml": bank})
    asked = [text for text in _pages(made) if "was useful" in text]
    assert len(asked) == 1
    assert all(text.count("Step 5") == text.count("was useful") for text in asked)


def test_an_address_gets_no_hyphen_at_the_end_of_a_line(make_book: Callable[..., Any]) -> None:
    """Who types an address from paper would type the hyphen too; lines of every length end in one here."""
    lines = "\n\n".join(f"{'to be ' * n}<https://example.org/antiepileptic+benzodiazepines+{n}>" for n in range(1, 30))
    made = make_book(f"# One\n\n{lines}\n")
    words = "".join(_pages(made))
    assert made.spoken.count("benzodiazepines") == 29
    assert "-" not in words
    assert "\u2010" not in words

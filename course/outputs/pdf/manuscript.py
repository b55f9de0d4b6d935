"""What one edition collects while its documents are written: text by part, anchors, links, tables, findings."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from course.outputs.pdf.escape import literal
from quizzes.finding import Finding, Level

if TYPE_CHECKING:
    from pathlib import Path

    from course.outputs.pdf.fields import Field

BODY = "body"
ANSWERS = "answers"
FIGURE_WORDS = "figure words"
Spot = tuple[str, str]
"""A part and a document: the share of the document in this part of the edition."""
Place = tuple["Path", int]
"""A file of the author and a line of it."""


class Heading(NamedTuple):
    """One heading as it is bookmarked; `place` is None where no page has it, as that of the answer key."""

    level: int
    words: str
    place: Place | None = None


class Told(NamedTuple):
    """A picture or a formula: what is said in its place, and where it was written."""

    alt: str
    place: Place


@dataclass(frozen=True)
class Jump:
    """The opening of a link inside the book; it is written out when every anchor is known."""

    target: str
    path: Path
    line: int
    paged: str = ""
    """How a page is named, with `%1` for its number, where the link says on which page it arrives."""
    call: str = "paged"
    """The function of the theme that writes link and page."""


@dataclass
class TableShape:
    """One table as the source has it; the PDF must have the same.

    `column_heads` counts the cells of the header rows; `row_heads` holds, for each body row, the positions of the
    cells that head this row. A `guarded` table has a column without width that keeps its last two rows together; the
    finishing pass takes its tags away. Large print has a table that `reflows` as records and not as a table. `place`
    is where it was written.
    """

    column_heads: int = 0
    row_heads: list[list[int]] = field(default_factory=list)
    rows: int = 0
    guarded: bool = False
    reflows: bool = field(default=False, compare=False)
    place: Place | None = field(default=None, compare=False)

    @property
    def heads(self) -> int:
        """Return how many header cells the table has in all."""
        return self.column_heads + sum(map(len, self.row_heads))


@dataclass
class Manuscript:
    """The text of one edition in the making.

    A part is a stretch of the book (`body`, `answers`): each has its pieces by document, in writing order; `printed`
    is the order in which these shares are printed. Labels are `docname#id`, and `docname` for a document itself.
    `retitled` are the words of headings that hold more than words. `notes` is what visitors remember from page to page;
    `uses` are the labels of places at which a term of the glossary, named by its label, is used.
    With `partial` the text is a part of a course, and a link to another part becomes plain words.
    """

    docnames: frozenset[str]
    partial: bool = False
    parts: defaultdict[str, defaultdict[str, list[str | Jump]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    printed: list[Spot] = field(default_factory=list)
    tables: defaultdict[Spot, list[TableShape]] = field(default_factory=lambda: defaultdict(list))
    anchors: dict[str, str] = field(default_factory=dict)
    headings: defaultdict[Spot, list[Heading]] = field(default_factory=lambda: defaultdict(list))
    retitled: set[str] = field(default_factory=set)
    images: list[Told] = field(default_factory=list)
    formulas: list[Told] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    uses: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    findings: list[Finding] = field(default_factory=list)

    def note_use(self, term: str, label: str) -> bool:
        """Note a place at which a term of the glossary is used; say whether it is new."""
        is_new = label not in self.uses[term]
        if is_new:
            self.uses[term].append(label)
        return is_new

    def report(self, path: Path, line: int, code: str, message: str, hint: str = "") -> None:
        """Keep an error; the build fails with all of them once everything is read."""
        found = Finding(path, line, code, message, Level.ERROR, hint=hint)
        if found not in self.findings:
            self.findings.append(found)

    def all_tables(self, *, large: bool = False) -> list[TableShape]:
        """Return the tables in reading order, for large print those that are tables there, too."""
        return [shape for spot in self.printed for shape in self.tables[spot] if not (large and shape.reflows)]

    def all_headings(self) -> list[Heading]:
        """Return the headings in reading order."""
        return [heading for spot in self.printed for heading in self.headings[spot]]

    def announce(self, level: int, title: str) -> None:
        """Note a heading that no document has, such as that of the answer key, as the next to be printed."""
        spot = ("", str(len(self.printed)))
        self.headings[spot].append(Heading(level, title))
        self.printed.append(spot)

    def print(self, part: str, docname: str) -> str:
        """Return the Typst source of a document's share of a part, its links resolved, as the next to be printed."""
        self.printed.append((part, docname))
        return "".join(piece if isinstance(piece, str) else self._link(piece) for piece in self.parts[part][docname])

    def _link(self, jump: Jump) -> str:
        if jump.target in self.anchors:
            if jump.paged:
                return f"#{jump.call}(label({literal(self.anchors[jump.target])}), {literal(jump.paged)})["
            return f"#xref(label({literal(self.anchors[jump.target])}))["
        if self.partial:
            return "#["
        self.report(jump.path, jump.line, "P105", f"the link target '{jump.target}' is not in the book")
        return "#["

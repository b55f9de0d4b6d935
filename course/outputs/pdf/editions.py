"""What a run of the builder prints: the book, large print, handouts of lessons, one-page cards."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

KINDS = ("book", "instructor-book", "large-print", "handouts", "job-aids")
LESSONS, CARDS = "lessons/", "handouts/"
_SHORT = {"us-letter": "letter", "a4": "a4"}


@dataclass(frozen=True)
class Print:
    """One PDF: its path below the output folder without suffix, its paper, and whether the type is large."""

    path: str
    paper: str
    large: bool = False


@dataclass(frozen=True)
class Text:
    """What is written once and printed in one or more ways; `form` names the function of the theme."""

    form: str
    docnames: tuple[str, ...]
    prints: tuple[Print, ...]

    @property
    def is_book(self) -> bool:
        """Say whether it holds the whole course, with cover, contents, key and index."""
        return len(self.docnames) != 1 or self.form in ("book", "sheet")


def plan_texts(env: BuildEnvironment, config: Config, order: Sequence[str], name: str) -> list[Text]:
    """Return what the wanted editions print, pages in reading order; `name` is the file name of the book.

    An edition that is wanted alone stands right in the output folder; several share it, each sort of sheet in a folder
    of its own.
    """
    wanted = list(config.course_pdf_editions) or ["book"]
    alone = len(wanted) == 1
    papers = list(config.course_pdf_papers) or [config.course_pdf_paper]
    found = [*_book(config, order, name, papers, wanted)]
    if "handouts" in wanted:
        found += _sheets("handout", env, order, LESSONS, papers)
    if "job-aids" in wanted:
        found += _sheets("job-aid", env, order, CARDS, list(config.course_pdf_card_papers))
    return [_moved(text) for text in found] if alone else found


def _book(
    config: Config, order: Sequence[str], name: str, papers: Sequence[str], wanted: Sequence[str]
) -> Iterator[Text]:
    """Yield the text of the book; it is written once, for usual and for large type."""
    folders = {"book": "", "instructor-book": "", "large-print": "large-print/"}
    prints = [
        Print(f"{folders[kind]}{_named(name, paper, papers)}", paper, large=kind == "large-print")
        for kind in folders
        if kind in wanted
        for paper in papers
    ]
    if prints:
        yield Text(config.course_pdf_form, tuple(order), tuple(prints))


def _sheets(
    form: str, env: BuildEnvironment, order: Sequence[str], folder: str, papers: Sequence[str]
) -> Iterator[Text]:
    place = {"handout": "handouts", "job-aid": "job-aids"}[form]
    for docname in order:
        if docname.startswith(folder) and docname in env.all_docs:
            stem = PurePosixPath(docname).name
            yield Text(
                form, (docname,), tuple(Print(f"{place}/{_named(stem, paper, papers)}", paper) for paper in papers)
            )


def _named(name: str, paper: str, papers: Sequence[str]) -> str:
    """Return the file name; the paper is named only where there is more than one."""
    return f"{name}-{_SHORT[paper]}" if len(papers) > 1 else name


def _moved(text: Text) -> Text:
    prints = tuple(replace(one, path=PurePosixPath(one.path).name) for one in text.prints)
    return replace(text, prints=prints)

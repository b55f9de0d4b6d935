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
_PAGES = {"handout": "lessons/", "job-aid": "handouts/"}
_LARGE = "large-print/"
_HANDOUTS = {"handouts": "handouts/", "large-print": f"{_LARGE}handouts/"}
_SHORT = {"us-letter": "letter", "a4": "a4"}


@dataclass(frozen=True)
class Print:
    """One PDF: its path below the output folder without suffix, its paper, and whether the type is large."""

    path: str
    paper: str
    large: bool = False


@dataclass(frozen=True)
class PrintedText:
    """What is written once and printed in one or more ways; `form` names the function of the theme."""

    form: str
    docnames: tuple[str, ...]
    prints: tuple[Print, ...]

    @property
    def is_book(self) -> bool:
        """Say whether it holds the whole course, with cover, contents, key and index."""
        return len(self.docnames) != 1 or self.form in ("book", "sheet")


def plan_texts(env: BuildEnvironment, config: Config, order: Sequence[str], name: str) -> list[PrintedText]:
    """Return what the wanted editions print, pages in reading order; `name` is the file name of the book.

    An edition that is wanted alone stands right in the output folder; several share it, each sort of sheet in a folder
    of its own.
    """
    wanted = list(config.course_pdf_editions) or ["book"]
    alone = len(wanted) == 1
    papers = list(config.course_pdf_papers) or [config.course_pdf_paper]
    found = [*_book(config, order, name, papers, wanted)]
    if folders := [folder for edition, folder in _HANDOUTS.items() if edition in wanted]:
        found += _sheets("handout", env, order, papers, folders)
    if "job-aids" in wanted:
        found += _sheets("job-aid", env, order, list(config.course_pdf_card_papers), ["job-aids/"])
    return [_moved(text) for text in found] if alone else found


def _book(
    config: Config, order: Sequence[str], name: str, papers: Sequence[str], wanted: Sequence[str]
) -> Iterator[PrintedText]:
    """Yield the text of the book; it is written once, for usual and for large type."""
    folders = {"book": "", "instructor-book": "", "large-print": _LARGE}
    prints = [
        Print(f"{folders[kind]}{named(name, paper, papers)}", paper, large=kind == "large-print")
        for kind in folders
        if kind in wanted
        for paper in papers
    ]
    if prints:
        yield PrintedText(config.course_pdf_form, tuple(order), tuple(prints))


def _sheets(
    form: str, env: BuildEnvironment, order: Sequence[str], papers: Sequence[str], folders: Sequence[str]
) -> Iterator[PrintedText]:
    """Yield the sheets of one form; each is written once and printed into every folder, for every paper."""
    for docname in order:
        if docname.startswith(_PAGES[form]) and docname in env.all_docs:
            stem = PurePosixPath(docname).name
            prints = [
                Print(f"{folder}{named(stem, paper, papers)}", paper, large=folder.startswith(_LARGE))
                for folder in folders
                for paper in papers
            ]
            yield PrintedText(form, (docname,), tuple(prints))


def named(name: str, paper: str, papers: Sequence[str]) -> str:
    """Return the file name; the paper is named only where there is more than one."""
    return f"{name}-{_SHORT[paper]}" if len(papers) > 1 else name


def _moved(text: PrintedText) -> PrintedText:
    """Leave out the folder of the edition, which is the output folder itself."""
    prints = (replace(one, path=one.path.partition("/")[2] or one.path) for one in text.prints)
    return replace(text, prints=tuple(prints))

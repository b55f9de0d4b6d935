"""The editions a course can be built to: each is a value that can write itself."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from course.outputs.stamp import digest, read_stamp, recorded, revived, write_stamp

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from course.outputs.order import Order
    from quizzes.finding import Finding


def nothing(order: Order) -> str:  # noqa: ARG001 - every edition is asked alike
    """Say that an edition reads nothing beside the course."""
    return ""


@dataclass(frozen=True)
class Edition:
    """One edition.

    `write(order, folder, cache)` fills the empty `folder`, may keep what helps the next build in `cache`, and returns
    what it noticed; an error among it, or a FindingsError, and nothing is published. `entry` is the file that a reader
    opens first (a glob pattern), `about` one line about it. `inputs` returns a digest of what the edition reads beside
    the course. `grows`: `folder` may hold the earlier edition, to be brought up to date. `offered`: the website
    beside it links to it.
    """

    write: Callable[[Order, Path, Path], list[Finding]]
    entry: str
    about: str
    inputs: Callable[[Order], str] = nothing
    translated: bool = True
    takes_responses: bool = False
    grows: bool = False
    offered: bool = False

    @property
    def on_paper(self) -> bool:
        """Return whether it is made of sheets."""
        return self.entry.endswith(".pdf")

    def entry_in(self, folder: Path) -> Path:
        """Return the file that a reader opens first; the folder itself when the pattern finds none."""
        return next(iter(sorted(folder.glob(self.entry))), folder)

    def pages_in(self, folder: Path) -> int:
        """Count the pages of the edition: sheets of a PDF, files otherwise."""
        if self.on_paper:
            return sum(map(_sheets, folder.rglob("*.pdf")))
        suffix = self.entry.rpartition(".")[2]
        skipped = {"genindex.html", "search.html"}
        return sum(
            1 for path in folder.rglob(f"*.{suffix}") if path.name not in skipped and "_static" not in path.parts
        )


def _sheets(path: Path) -> int:
    import pikepdf

    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


def by_sphinx(
    builder: str,
    entry: str,
    about: str,
    *,
    doctrees: str = "doctrees",
    prints: tuple[str, ...] = (),
    tags: tuple[str, ...] = (),
    **given: Any,
) -> Edition:
    """Return an edition that one run of Sphinx writes; `prints` names what the builder `print` makes.

    Reading is the same work for every edition, so they share their `doctrees`; an edition keeps its own where it reads
    the pages otherwise. `given` are further fields of the edition.
    """

    def write(order: Order, folder: Path, cache: Path) -> list[Finding]:
        from course.outputs.sphinx_run import Run, run_sphinx

        settings: tuple[tuple[str, Any], ...] = (
            ("course_pdf_name", order.project.name),
            ("course_pdf_editions", prints),
            ("quizzes_answers_override", order.answers),
            *((("language", order.language),) if order.language else ()),
            *order.settings,
        )
        run = Run(order.project, builder, folder, cache / doctrees, order.jobs, settings, order.label, tags)
        return run_sphinx(run, order.progress)

    return Edition(write, entry, about, **given)


def packed(
    base: str, pack: Callable[[Order, Path, Path], list[Finding]], entry: str, about: str, **given: Any
) -> Edition:
    """Return an edition that is made of another one when that is finished, such as a package of the website.

    `pack(order, finished, folder)` reads the folder `finished`, which it leaves alone, and fills `folder`. Packages of
    the same base share it: it is written once for all of them.
    """

    def write(order: Order, folder: Path, cache: Path) -> list[Finding]:
        finished, findings = _finished(order, base, cache)
        return [*findings, *pack(order, finished, folder)]

    return Edition(write, entry, about, **{"translated": EDITIONS[base].translated, **given})


def _finished(order: Order, name: str, cache: Path) -> tuple[Path, list[Finding]]:
    """Return the folder of an edition in the cache, written anew unless the inputs are the same, and its findings."""
    folder, stamp = cache / "finished" / name, f"finished-{name}"
    inputs = digest(order.project, f"{name} {order.answers} {order.language} {EDITIONS[name].inputs(order)}")
    known = read_stamp(cache, stamp)
    if not folder.is_dir() or known.get("digest") != inputs:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        findings = EDITIONS[name].write(order, folder, cache)
        known = {"digest": inputs, "findings": recorded(findings)}
        write_stamp(cache, stamp, known)
    return folder, revived(known["findings"])


def _by_instructor(order: Order, folder: Path, cache: Path) -> list[Finding]:
    from course.outputs.instructor.edition import write_instructor

    return write_instructor(order.project, folder, cache / _TRAINERS, order.progress, order.responses)


def _by_pptx(order: Order, folder: Path, cache: Path) -> list[Finding]:
    from course.outputs.pptx.edition import write_pptx

    return write_pptx(order, folder, cache)


def _banks(order: Order, folder: Path, cache: Path) -> list[Finding]:
    from course.outputs.banks import write_banks

    return write_banks(order, folder, cache)


def _review(order: Order, folder: Path, cache: Path) -> list[Finding]:
    from course.outputs.review.write import write_review

    return write_review(order, folder, cache)


def _responses(order: Order) -> str:
    from course.responses import digest_of_responses

    return digest_of_responses(order.responses)


_PDF = ("print", "*.pdf")
_TRAINERS = "doctrees-instructor"
_PLAIN = "doctrees-plain"
"""Sphinx reads with straight quotation marks for these builders (its setting `smartquotes_excludes`)."""
EDITIONS = {
    "html": by_sphinx("html", "index.html", "the website", grows=True),
    "pdf": by_sphinx(*_PDF, "the book", prints=("book",), offered=True),
    "print": by_sphinx(
        *_PDF, "all that is printed", prints=("book", "handouts", "job-aids", "large-print"), offered=True
    ),
    "book": by_sphinx(*_PDF, "the book", prints=("book",), offered=True),
    "handouts": by_sphinx(*_PDF, "one handout a lesson", prints=("handouts",), offered=True),
    "job-aids": by_sphinx(*_PDF, "cards of one page", prints=("job-aids",), offered=True),
    "large-print": by_sphinx(*_PDF, "the book in 18 points", prints=("large-print",), offered=True),
    "epub": by_sphinx("epub", "*.epub", "an e-book", offered=True),
    "singlehtml": by_sphinx("singlehtml", "index.html", "the website as one page", grows=True, offered=True),
    "text": by_sphinx("text", "index.txt", "plain text", doctrees=_PLAIN, offered=True),
    "man": by_sphinx("man", "*.1", "a page for the command man", doctrees=_PLAIN),
    "latex": by_sphinx("latex", "*.tex", "sources for LaTeX"),
    "instructor": Edition(
        _by_instructor,
        "index.html",
        "the site with notes and keys, slides and guides, for a trainer",
        _responses,
        translated=False,
        takes_responses=True,
    ),
    "pptx": Edition(_by_pptx, "*.pptx", "the slides of sessions as presentations", translated=False),
    "instructor-book": by_sphinx(
        *_PDF,
        "the book with notes and keys, for a trainer",
        doctrees=_TRAINERS,
        prints=("instructor-book",),
        tags=("instructor",),
        translated=False,
    ),
    "banks": Edition(
        _banks, "*/*.losses.html", "its questions for the banks of platforms, with a report each", translated=False
    ),
    "review": Edition(_review, "index.html", "every block with what it rests on, for a reviewer", translated=False),
    "gettext": by_sphinx("gettext", "*.pot", "catalogues for translators", doctrees="doctrees-gettext"),
}
PACKAGES = {
    "scorm12": "a package of SCORM 1.2 for a learning platform",
    "scorm2004": "a package of SCORM 2004 for a learning platform",
    "cmi5": "a package of cmi5 for a platform with a record store",
}
"""The packages for learning platforms, made of the finished website."""
GROUPS = {"platforms": (*PACKAGES, "banks")}
"""Names that stand for several editions."""


def _package(kind: str) -> Callable[[Order, Path, Path], list[Finding]]:
    def pack(order: Order, finished: Path, folder: Path) -> list[Finding]:
        from course.outputs.platforms.package import write_package

        return write_package(kind, order, finished, folder)

    return pack


def _onefile(order: Order, finished: Path, folder: Path) -> list[Finding]:
    from course.outputs.onefile.write import write_onefile

    return write_onefile(order, finished, folder)


EDITIONS["onefile"] = packed("html", _onefile, "*.html", "the website in one file, for mail and phones", offered=True)
EDITIONS |= {kind: packed("html", _package(kind), "*.zip", about) for kind, about in PACKAGES.items()}

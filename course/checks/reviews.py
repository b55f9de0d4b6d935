"""R: who has signed what, and whether it still fits."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from course.checks.promises import claims_review
from course.checks.registry import Fault, check
from course.checks.translations import translated
from course.reviews import (
    content_hashes,
    fits,
    load_signatures,
    reviewed_hash,
    signed_hash,
    standing,
    what_to_read_first,
)
from course.reviews.sheet import rows_hash
from course.reviews.signature import CLINICAL
from course.reviews.standing import is_signed, kinds_of
from quizzes.finding import Level, counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from course.material import Material

_FIRST = 5


@check("R001", Level.WARNING)
def content_is_reviewed(material: Material) -> Iterator[Fault]:
    """Every page and item is signed by a qualified reviewer as it stands."""
    if reviewed_hash(material.project):
        return
    first = what_to_read_first(material)[:_FIRST]
    root = material.project.root
    places = [
        f"{one.path.relative_to(root) if one.path.is_relative_to(root) else one.path.name}:{one.line}" for one in first
    ]
    hint = f"read first: {', '.join(places)}" if places else ""
    yield Fault(material.project.settings, 1, f"not reviewed: {_lacking(material)}", hint=hint)


def _lacking(material: Material) -> str:
    """Say what a course lacks that is not reviewed."""
    current = content_hashes(material.project)
    lacking = [kind for kind in kinds_of(material.project) if not is_signed(material.project, kind, current)]
    if CLINICAL not in lacking:
        return f"no {' and no '.join(lacking)} review is signed as it stands"
    people = material.project.tables.review.people
    enough = f" by {people} people" if people > 1 else ""
    if any(one.holds_rows for one in load_signatures(material.project)[0]):
        state = standing(material.project)
        return f"{counted(len(state.open), 'block')} of {len(state.blocks)} not signed{enough} as they stand"
    return f"not signed{enough} as it stands" if enough else "nobody has signed this course as it stands"


@check("R002")
def signatures_fit(material: Material) -> Iterator[Fault]:
    """No signature is for content that has changed since."""
    current = content_hashes(material.project)
    for one in load_signatures(material.project)[0]:
        if not fits(one.signature, current) and not one.holds_rows:
            sheet = one.signature.blocks
            now = rows_hash(one.rows) if sheet else signed_hash(one.signature, current)
            other = f"another sheet than {sheet}" if sheet else "other content than this"
            message = f"{one.signature.name} signed {other}; its hash is now {now}"
            yield Fault(one.path, one.line, message, hint="have it reviewed again, or remove the record")


@check("R003")
def records_are_complete(material: Material) -> Iterator[Fault]:
    """Every record of a review names person, role, credentials, date, scope and the hash of the content."""
    signed, broken = load_signatures(material.project)
    yield from (Fault(one.path, one.line, one.message) for one in broken)
    for one in signed:
        if one.signature.date > material.today:
            yield Fault(
                one.path, one.line, f"{one.signature.name} signed on {one.signature.date}, which is still to come"
            )


@check("R004", Level.WARNING)
def signed_blocks_stand(material: Material) -> Iterator[Fault]:
    """No block that somebody signed has changed or gone since, unless as many have signed what came of it."""
    if not any(one.holds_rows for one in load_signatures(material.project)[0]):
        return
    by_record = Counter(
        (one.signed.path, one.signed.line, one.signed.signature.name) for one in standing(material.project).lost
    )
    for (path, line, name), number in sorted(by_record.items()):
        message = f"{counted(number, 'block')} changed or gone since {name} signed"
        yield Fault(path, line, message, hint="`course review status` shows what changed")


@check("R005")
def no_sentence_says_what_nobody_signed(material: Material) -> Iterator[Fault]:
    """No page, translation, notice or imprint says that a course is reviewed which nobody has signed as it stands."""
    if reviewed_hash(material.project):
        return
    tables, settings, own = material.project.tables, material.project.settings, material.project.language
    told = [(settings, 1, text, own) for text in (tables.review.title, tables.review.notice, *tables.print.imprint)]
    told += [(path, one.line, one.own_words, own) for path, one in material.passages()]
    told += [(path, line, text, path.parents[1].name) for path, line, _, text in translated(material)]
    for path, line, text, language in told:
        if said := claims_review(text, language):
            message = f"'{said}' is said here, and nobody has signed this course as it stands"
            yield Fault(path, line, message, hint="leave it out: the notice says who has signed what")

"""R: who has signed what, and whether it still fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.checks.registry import Fault, check
from course.reviews import content_hashes, fits, load_signatures, reviewed_hash, signed_hash, what_to_read_first
from quizzes.finding import Level

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
    yield Fault(material.project.settings, 1, "not reviewed: nobody has signed this course as it stands", hint=hint)


@check("R002")
def signatures_fit(material: Material) -> Iterator[Fault]:
    """No signature is for content that has changed since."""
    current = content_hashes(material.project)
    for one in load_signatures(material.project)[0]:
        if not fits(one.signature, current):
            now = signed_hash(one.signature, current)
            message = f"{one.signature.name} signed other content than this; its hash is now {now}"
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

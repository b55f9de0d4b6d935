"""What of the registries could be read, and what is missing: said on a page, so that nothing is called supported."""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import TYPE_CHECKING

from course.outputs.provider.paper import Grid, Paper, Words

if TYPE_CHECKING:
    from course.outputs.provider.paper import Part
    from course.project import Project

_HEADS = ("Registry", "What was read", "What could not be read", "What this program makes")


def registries_page(project: Project) -> Paper:
    """Return the page on registries: read, not read, made."""
    told = (
        "Nothing is sent from this program. Every file here is a dry run: somebody with an account has to compare it "
        "with what the registry asks today. Sources were pages and excerpts, some of them old, read up to 2026-11-29."
    )
    text = files("course.credit").joinpath("registries.csv").read_text(encoding="utf-8")
    rows = [_HEADS, *list(csv.reader(text.splitlines()))[1:]]
    parts: list[Part] = [Words(told), Grid(rows, (12, 34, 28, 26))]
    return Paper("registries", "en", "Registries: what could be read", parts, project.title, landscape=True)

"""The documents that a command is given: files, folders, and with `--fetch` addresses of the web."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizzes.finding import Finding, FindingsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@contextmanager
def given(names: Sequence[str], *, fetch: bool, private: bool = False) -> Iterator[list[Path]]:
    """Yield documents as files; those of the web are loaded into a folder that goes when they have been read.

    Raises FindingsError (N017) for an address without `fetch`, and for one that cannot be loaded.
    """
    from course.ingest.codes import IngestCode
    from course.ingest.fetch import ADDRESS
    from course.ingest.fetch import fetch as load

    with tempfile.TemporaryDirectory(prefix="course-fetched-") as folder:
        paths: list[Path] = []
        for number, name in enumerate(names):
            if not ADDRESS.match(name):
                paths.append(Path(name))
            elif not fetch:
                message = f"{name} is an address and no file, and nothing is loaded unless you say so"
                hint = "add --fetch to load it once, or save the page from the browser and give the file"
                raise FindingsError(Finding(Path("address"), 1, IngestCode.ADDRESS, message, hint=hint))
            else:
                found = load(name, private=private)
                path = Path(folder) / str(number) / found.name
                path.parent.mkdir()
                path.write_bytes(found.content)
                click.echo(f"loaded {found.address}: {len(found.content):,} bytes, kept as {found.name}", err=True)
                paths.append(path)
        yield paths

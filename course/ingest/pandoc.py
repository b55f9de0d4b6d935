"""Run pandoc as a process, which reads the formats that nobody else reads, and return its own tree as JSON.

pandoc (GPL-2 or later) is no part of this program: it is found on the PATH, or in `pypandoc_binary` where that is
installed. It runs in its sandbox, so that a document opens no other file and no address, and within bounds of time and
memory.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from course.ingest.codes import IngestCode
from quizzes.finding import Finding, FindingsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FORMATS = {
    ".rst": "rst", ".rest": "rst", ".adoc": "asciidoc", ".asc": "asciidoc", ".asciidoc": "asciidoc", ".odt": "odt",
    ".rtf": "rtf", ".tex": "latex", ".latex": "latex", ".epub": "epub", ".wiki": "mediawiki",
    ".mediawiki": "mediawiki", ".org": "org", ".textile": "textile",
    ".docbook": "docbook", ".dbk": "docbook", ".jats": "jats", ".dokuwiki": "dokuwiki", ".opml": "opml",
}  # fmt: skip
"""The formats that pandoc reads for `course new`, by suffix."""
PACKED = frozenset({".odt", ".epub"})
"""Those that are zip files and hold their pictures."""
EXTRA = "coursewright[pandoc]"
SECONDS = 300
_MEMORY = "-M2G"
_BEGINS = {
    ".odt": (b"PK\x03\x04", "an OpenDocument file"),
    ".epub": (b"PK\x03\x04", "an e-book"),
    ".rtf": (b"{\\rtf", "RTF"),
}
_GET = f'python -m pip install "{EXTRA}"; or install pandoc (https://pandoc.org/installing.html)'


@dataclass(frozen=True)
class Parsed:
    """A document as pandoc read it: its tree, what it said beside it, and the pictures that were in it, by path."""

    tree: Mapping[str, Any]
    said: tuple[str, ...] = ()
    media: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))


def parse(path: Path, content: bytes, letters: Mapping[str, str] | None = None) -> Parsed:
    """Return a document as pandoc reads it; texts are given in UTF-8, `letters` stand for private ones in it.

    Raises FindingsError when the content is not what the suffix says (N005), no pandoc that reads the format is
    installed (N007), or pandoc fails (N010).
    """
    suffix = path.suffix.lower()
    begin, kind = _BEGINS.get(suffix, (b"", ""))
    if not content.lstrip().startswith(begin):
        message = f"it does not begin like {kind}, though its name ends with {suffix}"
        hint = "give it the suffix of the program that wrote it, for example .docx or .txt"
        raise FindingsError(Finding(path, 1, IngestCode.BINARY, message, hint=hint))
    program = _program(path, FORMATS[suffix])
    with tempfile.TemporaryDirectory() as name:
        media = Path(name) / "media"
        order = [program, "+RTS", _MEMORY, "-RTS", "--sandbox", "--verbose", "--standalone", f"--extract-media={media}"]
        order += ["--from", FORMATS[suffix], "--to", "json"]
        done = _run(path, order, content, Path(name))
        found = {one.relative_to(name).as_posix(): one.read_bytes() for one in media.rglob("*") if one.is_file()}
    said = tuple(re.split(r"\n(?=\[)", done.stderr.decode("utf-8", "replace").strip()))
    known = {ord(letter): sign for letter, sign in (letters or {}).items()}
    tree = done.stdout.decode("utf-8").translate(known)
    return Parsed(json.loads(tree), said, MappingProxyType(_named(found, str(media))))


def _named(found: Mapping[str, bytes], folder: str) -> dict[str, bytes]:
    """Return pictures by the path that the tree names them with."""
    return {f"{folder}{path.removeprefix('media')}": content for path, content in found.items()}


def _run(path: Path, order: list[str], content: bytes, folder: Path) -> subprocess.CompletedProcess[bytes]:
    hint = "save it anew, or as .docx, .html or .md"
    try:
        return subprocess.run(  # noqa: S603 - a program that was found, and no shell
            order, input=content, capture_output=True, check=True, timeout=SECONDS, cwd=folder
        )
    except subprocess.CalledProcessError as error:
        said = " ".join(error.stderr.decode("utf-8", "replace").split())[:200]
        message = f"pandoc cannot read it: {said or f'it ended with {error.returncode}'}"
        raise FindingsError(Finding(path, 1, IngestCode.NOT_CONVERTED, message, hint=hint)) from error
    except (OSError, subprocess.SubprocessError) as error:
        message = f"pandoc cannot read it: {error if isinstance(error, OSError) else f'not within {SECONDS} seconds'}"
        raise FindingsError(Finding(path, 1, IngestCode.NOT_CONVERTED, message, hint=hint)) from error


def _program(path: Path, form: str) -> str:
    """Return a pandoc that reads a format; raises FindingsError (N007) when there is none."""
    programs = list(_programs())
    fits = next((program for program in programs if form in _reads(program)), None)
    if fits:
        return fits
    if programs:
        message = f"the pandoc that is installed ({programs[0]}) does not read {form}"
        hint = f'python -m pip install "{EXTRA}" brings one that does'
    else:
        message, hint = f"reading {path.suffix} needs pandoc, which is not installed", _GET
    hint += "; or save the document as .docx, .html or .md"
    raise FindingsError(Finding(path, 1, IngestCode.NO_CONVERTER, message, hint=hint))


def _programs() -> Iterator[str]:
    """Yield the programs: the one that the extra brings, whose version is known, before that of the system."""
    try:
        library: Any = import_module("pypandoc")
        bundled = Path(library.__file__).parent / "files"
    except ImportError:
        pass
    else:
        yield from (str(one) for name in ("pandoc", "pandoc.exe") if (one := bundled / name).is_file())
    if found := shutil.which("pandoc"):
        yield found


@cache
def _reads(program: str) -> frozenset[str]:
    """Return the formats that a pandoc reads, none when it does not run."""
    try:
        done = subprocess.run(  # noqa: S603 - a program that was found, and no shell
            [program, "--list-input-formats"], capture_output=True, check=True, timeout=SECONDS, text=True
        )
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return frozenset(done.stdout.split())

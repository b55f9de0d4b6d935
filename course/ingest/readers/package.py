"""Read the zip file of parts that an Office document is: in bounds, without entities, and never outside of it."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element as Element

MOST_FILES = 10_000
MOST_BYTES = 300_000_000
"""How much a package may hold unpacked: a file of a few kilobytes can unpack to terabytes."""
MOST_XML = 100_000_000
_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, OSError, RuntimeError, ValueError)
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_OLD = b"\xd0\xcf\x11\xe0"


class PackageError(Exception):
    """A document that cannot be opened; the message says why, `hint` what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: `kind` is the last word of its type, `target` a part, or an address that is not opened."""

    kind: str
    target: str
    is_external: bool = False


class Package:
    """A document as its parts by name; raises PackageError where a part is damaged or too big."""

    def __init__(self, content: bytes) -> None:
        if content.startswith(_OLD):
            hint = "open it in its program, take the password out, and save it as .docx"
            raise PackageError("it is protected with a password, or a file of an old Word", hint)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            sizes = [info.file_size for info in self._zip.infolist()]
        except _ERRORS as error:
            raise _damaged(error) from error
        if len(sizes) > MOST_FILES or sum(sizes) > MOST_BYTES:
            raise PackageError(f"it unpacks to {sum(sizes):,} bytes in {len(sizes):,} files, which is too much")
        self._names = {name.lower().lstrip("/"): name for name in self._zip.namelist()}
        self._relations: dict[str, Mapping[str, Relation]] = {}

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a part, None when there is none of this name."""
        stored = self._names.get(name.lower())
        if stored is None:
            return None
        try:
            return self._zip.read(stored)
        except _ERRORS as error:
            raise _damaged(error) from error

    def names(self) -> list[str]:
        """Return the names of its parts as they are stored."""
        return list(self._names.values())

    def css(self) -> str:
        """Return its style sheets in a row."""
        sheets = [self.read(name) or b"" for name in self._names if name.endswith(".css")]
        return "\n".join(one.decode("utf-8", "replace") for one in sheets)

    def part(self, name: str) -> Element | None:
        """Return a part of XML, None when there is none of this name."""
        content = self.read(name)
        return None if content is None else _parsed(name, content)

    def relations(self, name: str) -> Mapping[str, Relation]:
        """Return what a part refers to by id; the name "" stands for the package."""
        if name not in self._relations:
            folder, file = posixpath.split(name)
            root = self.part(posixpath.join(folder, "_rels", f"{file}.rels"))
            found = (
                {}
                if root is None
                else {one.get("Id", ""): _relation(folder, one) for one in root.iter("{*}Relationship")}
            )
            self._relations[name] = MappingProxyType(found)
        return self._relations[name]

    def related(self, name: str, kind: str) -> Iterator[str]:
        """Yield the names of the parts of a kind to which a part refers, in their order."""
        for relation in self.relations(name).values():
            if relation.kind == kind and not relation.is_external:
                yield relation.target

    @cached_property
    def main(self) -> str:
        """Return the name of the part in which the document begins."""
        found = next(self.related("", "officeDocument"), "")
        if found.lower() not in self._names:
            raise PackageError("it holds no document")
        return found


def repacked(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return a zip file in which parts, by their stored names, have another content; the others are as they are."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info, parts[info.filename] if info.filename in parts else old.read(info))
    return target.getvalue()


def _relation(folder: str, element: Element) -> Relation:
    kind = element.get("Type", "").rpartition("/")[2]
    target = element.get("Target", "")
    if element.get("TargetMode") == "External":
        return Relation(kind, target, is_external=True)
    path = unquote(target.partition("#")[0])
    return Relation(kind, posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/"))


def _parsed(name: str, content: bytes) -> Element:
    if len(content) > MOST_XML:
        raise PackageError(f"its part {name} is of {len(content):,} bytes, which is too much")
    # Office writes none; one could name files of this machine, or grow without end.
    if b"<!DOCTYPE" in content.replace(b"\0", b""):
        raise PackageError(f"its part {name} has a DOCTYPE, which no document of Office has")
    content = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", content)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _damaged(error) from error
    if root.getroottree().docinfo.doctype:
        raise PackageError(f"its part {name} has a DOCTYPE, which no document of Office has")
    return root


def _damaged(error: Exception) -> PackageError:
    if isinstance(error, RuntimeError) and "password" in str(error):
        return PackageError("it is protected with a password", "take the password out, and save it again")
    reason = str(error).strip("'\"").partition("\n")[0][:200]
    hint = "open it in its program, which may repair it, and save it again"
    return PackageError(f"the file is damaged: {reason or type(error).__name__}", hint)

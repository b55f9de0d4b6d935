"""The manifest of a release, and the list of the software that made it (CycloneDX 1.6, JSON)."""

from __future__ import annotations

import hashlib
import json
import platform
import re
from importlib.metadata import PackageNotFoundError, distribution
from typing import TYPE_CHECKING, Any

from course.project import day
from course.reviews import content_hashes, load_signatures
from course.reviews.hashes import read_by_reviewers
from course.reviews.signature import SCOPES
from quizzes.content import digest_of

if TYPE_CHECKING:
    from pathlib import Path

    from course.project import Project

FORM = "course-release/1"
TOOL = "coursewright"
_SHORT = 16
"""Signs of the hash that a record of completion prints."""
_NAME = re.compile(r"^[A-Za-z0-9._-]+")


def printed_hash(project: Project) -> str:
    """Return the hash of the content as the pages and a record of completion print it."""
    hashes = "".join(content_hashes(project).values())
    return hashlib.sha256(hashes.encode()).hexdigest()[:_SHORT]


def manifest_of(project: Project, version: str, built: Path | None) -> dict[str, Any]:
    """Return the manifest of a release; `built` is the folder of its finished editions."""
    signed, _ = load_signatures(project)
    return {
        "form": FORM,
        "course": project.name,
        "title": project.title,
        "version": version,
        "date": day.today().isoformat(),
        "hash": printed_hash(project),
        "content": content_hashes(project),
        "files": {
            f"{scope}/{name}": digest_of(path)
            for scope in SCOPES
            for name, path in sorted(read_by_reviewers(project, scope))
        },
        "signatures": [
            {
                **one.signature.model_dump(mode="json", by_alias=True, exclude_none=True),
                "record": one.path.name,
                "sha256": digest_of(one.path),
            }
            for one in signed
        ],
        "editions": _editions(built) if built else {},
    }


def _editions(built: Path) -> dict[str, dict[str, str]]:
    """Return the files of each edition with their hashes; what the build keeps for itself is none."""
    folders = sorted(path for path in built.iterdir() if path.is_dir() and not path.name.startswith("."))
    return {
        folder.name: {
            path.relative_to(folder).as_posix(): str(digest_of(path))
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
        for folder in folders
    }


def software() -> dict[str, Any]:
    """Return what made the release: this package with everything that it asks for and that is installed."""
    names = sorted(_needed(TOOL, {}))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": _component(TOOL)},
        "components": [
            *(_component(name) for name in names if name != TOOL),
            {"type": "platform", "name": platform.python_implementation(), "version": platform.python_version()},
        ],
    }


def _needed(name: str, known: dict[str, None]) -> dict[str, None]:
    """Return the names of a package and of what it needs, as far as it is installed."""
    key = re.sub(r"[-_.]+", "-", name).lower()
    try:
        package = distribution(key)
    except PackageNotFoundError:
        return known
    if key not in known:
        known[key] = None
        for line in package.requires or ():
            if (found := _NAME.match(line)) and "extra ==" not in line:
                _needed(found[0], known)
    return known


def _component(name: str) -> dict[str, Any]:
    package = distribution(name)
    license_ = next(iter(package.metadata.get_all("License-Expression") or ()), "")
    return {
        "type": "application" if name == TOOL else "library",
        "name": name,
        "version": package.version,
        "purl": f"pkg:pypi/{name}@{package.version}",
        **({"licenses": [{"expression": license_}]} if license_ else {}),
    }


def as_json(data: object) -> bytes:
    """Return a value as a file of JSON, which ends with a line break."""
    return (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode()

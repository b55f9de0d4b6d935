"""Pictures of questions: an exam is printed from a small project of its own, and they are brought there."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

FOLDER = "pictures"


def bring_pictures(app: Sphinx, document: nodes.document) -> None:
    """Copy each picture of the course that a question shows into the project, and let the question name the copy.

    A path that begins with a slash is meant from the folder of the course. What lies beside its bank was found when
    the bank was read, and is named from the small project; another is meant as the pages mean it on which questions
    stand, from `lessons` or from the folder of the course. What lies outside of all these, or is not there, keeps its
    name, and the builder says that it cannot be read.
    """
    folders = [Path(folder) for folder in (app.config.course_exam_root, *app.config.quizzes_banks) if folder]
    here = Path(app.srcdir)
    for picture in document.findall(nodes.image):
        if "://" not in picture["uri"] and not picture["uri"].startswith("data:"):
            picture["uri"] = next(
                (_copied(app, path) for path in _found(picture["uri"], folders, here)), picture["uri"]
            )


def _found(uri: str, folders: list[Path], here: Path) -> Iterator[Path]:
    root, *banks = folders
    starts = [here, root] if uri.startswith("/") else [root / "lessons", root, *banks]
    for start in starts:
        path = (start / uri.removeprefix("/")).resolve()
        inside = any(path.is_relative_to(folder.resolve()) for folder in folders)
        # `name.*` lets the builder choose among files of one name.
        if inside and (path.is_file() or (path.suffix == ".*" and any(path.parent.glob(path.name)))):
            yield path


def _copied(app: Sphinx, path: Path) -> str:
    """Copy a picture, or all of a name, into a folder that no other place shares; return the path in the project."""
    place = f"{FOLDER}/{hashlib.sha256(str(path.parent).encode()).hexdigest()[:12]}"
    target = Path(app.srcdir) / place
    target.mkdir(parents=True, exist_ok=True)
    for one in path.parent.glob(path.name) if path.suffix == ".*" else [path]:
        shutil.copyfile(one, target / one.name)
    return f"/{place}/{path.name}"

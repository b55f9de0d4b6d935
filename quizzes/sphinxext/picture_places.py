"""Where pictures of a bank lie: beside the bank, wherever the page is that shows it."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_ABROAD = re.compile(r"[a-z][a-z0-9+.-]*:|/|#", re.IGNORECASE)
"""Addresses of the web, and those that begin in the folder of the project."""


def find_pictures(node: nodes.Element, bank: Path, env: BuildEnvironment) -> None:
    """Let each picture of a text say where it lies, where it lies in the folder of the bank or below the project.

    Others keep their address, which Sphinx reads from the folder of the page.
    """
    for picture in node.findall(nodes.image):
        address = picture.get("uri", "")
        if not address or _ABROAD.match(address):
            continue
        inside = (bank.resolve(), Path(env.srcdir).resolve())
        path = (bank / unquote(address)).resolve()
        if any(path.is_relative_to(folder) for folder in inside) and (path.is_file() or any(_forms(path))):
            picture["uri"] = "/" + Path(os.path.relpath(path, inside[1])).as_posix()


def _forms(path: Path) -> list[Path]:
    """Return the files that a name such as `four.*` stands for."""
    return list(path.parent.glob(path.name)) if path.name.endswith(".*") and path.parent.is_dir() else []

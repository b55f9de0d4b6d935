"""Write files of an author: all or none, and never half a file."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def write_together(contents: Mapping[Path, bytes]) -> None:
    """Write each file beside its place, then put all in place; what fails or is interrupted leaves all as it was.

    At most one of the files may exist, and it comes last. A link stays a link, and a file keeps its permissions.
    """
    places = {path.resolve(): data for path, data in contents.items()}
    besides = {path: path.with_name(f".{path.name}.new") for path in places}
    made: list[Path] = []
    try:
        for path, data in places.items():
            besides[path].write_bytes(data)
            if path.exists():
                shutil.copymode(path, besides[path])
        for path in sorted(places, key=lambda path: path.exists()):
            besides[path].replace(path)
            made.append(path)
    except BaseException:
        for path in made:
            path.unlink()
        raise
    finally:
        for beside in besides.values():
            beside.unlink(missing_ok=True)

"""What each format writes and reads, word by word: the files in `told/`, read by a person.

    python -m tests.quizzes.formats.told      # writes them anew; read the difference before you keep it

A bank with every type goes out, with its loss report; files of strangers (`strangers/`) come in: the bank that is made
of each, what is said of it, or why it is refused.
"""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from course.ingest.fragment import html_to_markdown
from quizzes.finding import FindingsError
from quizzes.formats.convert import take_foreign
from quizzes.formats.export import export
from quizzes.formats.registry import OWN
from quizzes.load import load_bank

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizzes.finding import Finding

HERE = Path(__file__).parent
TOLD, STRANGERS = HERE / "told", HERE / "strangers"
EVERY = Path(__file__).parents[2] / "data" / "banks" / "every.yaml"


def told() -> dict[str, str]:
    """Return the text of each file in `told/` by its name."""
    found = {f"{name}.txt": "".join(_written(name)) for name, how in OWN.items() if how.write}
    return found | {f"{path.name}.txt": "".join(_read(path)) for path in sorted(STRANGERS.iterdir())}


def _written(name: str) -> Iterator[str]:
    files, findings = export(load_bank(EVERY), OWN[name])
    for part, data in files.items():
        if part.endswith(".losses.json"):
            yield f"==== {part}\n"
            yield from (" ".join(map(str, cell.values())) + "\n" for cell in json.loads(data)["cells"])
        elif name == "moodle" or OWN[name].suffix in part:  # page and index are alike for all formats
            yield from _shown(part, data)
    yield from _lines(findings)
    if OWN[name].read:
        with TemporaryDirectory() as folder:
            path = Path(folder) / f"{name}.{OWN[name].suffix}"
            path.write_bytes(files[f"every{OWN[name].suffix}"])
            yield "==== read back\n"
            yield from _read(path)


def _shown(name: str, data: bytes) -> Iterator[str]:
    if data.startswith(b"\x1f\x8b"):
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            for entry in archive:
                stream = archive.extractfile(entry)
                assert stream
                yield f"==== {name}/{entry.name}\n"
                yield stream.read().decode() if not entry.name.endswith(".png") else f"{entry.size}\n"
        return
    if not zipfile.is_zipfile(io.BytesIO(data)):
        yield f"==== {name}\n{data.decode()}"
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.infolist():
            yield f"==== {name}/{part.filename}\n"
            yield (
                archive.read(part).decode(errors="replace") if part.filename.endswith(".xml") else f"{part.file_size}\n"
            )


def _packed(path: Path) -> Iterator[str]:
    """Yield what is read from an archive whose parts stand in one text, each under its name."""
    with TemporaryDirectory() as folder:
        packed = Path(folder) / path.with_suffix(".zip").name
        with zipfile.ZipFile(packed, "w") as archive:
            for part in path.read_text(encoding="utf-8").split("==== ")[1:]:
                name, _, content = part.partition("\n")
                archive.writestr(name, content)
        yield from _read(packed)


def _read(path: Path) -> Iterator[str]:
    if path.suffix == ".txt" and path.name.startswith(("qti21", "ods", "xlsx", "docx")):
        yield from _packed(path)
        return
    how = OWN[path.name.split(".")[0]]
    try:
        taken = take_foreign(path, how, None, html_to_markdown, sieve=True)
    except FindingsError as error:
        yield from _lines(error.findings)
        return
    yield taken.text
    yield "".join(f"{name}: {len(data)} bytes\n" for name, data in taken.pictures.items())
    yield "".join(f"{name} was {foreign}\n" for name, foreign in taken.foreign.items())
    yield from _lines(taken.losses)


def _lines(findings: Iterable[Finding]) -> Iterator[str]:
    yield "==== said\n"
    for one in findings:
        yield f"{one.path.name}:{one.line}: {one.level} {one.code} {one.subject}: {one.message} ({one.hint})\n"


if __name__ == "__main__":
    for name, text in told().items():
        (TOLD / name).write_text(text, encoding="utf-8")

"""`quizzes export`, `import` and `responses`: banks and answers to and from other programs, without a course.

Another package can bring a better reader of HTML by the entry point `markdown` of the group `quizzes.html`; without one
a text that comes in keeps its words alone.
"""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING

from quizzes.finding import Finding, FindingsError, Level, counted
from quizzes.formats.bring import HtmlReader, UnknownFormatError, bring, words_only
from quizzes.formats.canvas_draw import draw_package
from quizzes.formats.export import export
from quizzes.formats.loss import FormatCode
from quizzes.formats.registry import formats
from quizzes.load import find_banks, load_bank
from quizzes.overlay import load_pool
from quizzes.responses_command import add_responses
from quizzes.settings import load_settings
from quizzes.stats_command import add_stats
from quizzes.writing import write_together

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quizzes.formats.format import Format
    from quizzes.load import BankFile

GROUP = "quizzes.html"
_MOST = 20


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status: 0, 1 for bad input or nothing to write, 2 for a wrong command line."""
    parser = _parser()
    asked = parser.parse_args(argv)
    try:
        done = asked.run(asked)
        return _told(done) if isinstance(done, tuple) else int(done)
    except UnknownFormatError as error:
        parser.error(str(error))
    except FindingsError as error:
        return _stopped(error.findings)
    except OSError as error:
        return _stopped([Finding(Path(str(error.filename or ".")), 1, "L001", str(error.strerror or error))])


def _told(done: tuple[int, list[Finding]]) -> int:
    _tell(done[1])
    return done[0]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("quizzes", description="Carry item banks to and from other programs.")
    verbs = parser.add_subparsers(required=True, metavar="COMMAND")
    out = verbs.add_parser("export", help="Write banks for other programs, each with a report of what is lost.")
    out.add_argument("source", metavar="BANK|FOLDER", type=Path)
    out.add_argument("--to", required=True, metavar="FORMATS", help="Comma list of formats; see `quizzes formats`.")
    out.add_argument("--out", required=True, type=Path, help="Folder; each format has its own in it.")
    out.add_argument("--overlay", type=Path, help="Folder of the private pool, exported too.")
    out.add_argument("--strict", action="store_true", help="Write nothing when answers would be judged otherwise.")
    out.set_defaults(run=_export)
    into = verbs.add_parser("import", help="Make banks of the questions of other programs.")
    into.add_argument("files", metavar="FILE", nargs="+", type=Path)
    into.add_argument("--from", dest="read_as", default="", metavar="FORMAT", help="Default: by what the files hold.")
    into.add_argument("--bank", metavar="ID", help="Id of the bank, for a single file; default: by the file's name.")
    into.add_argument("--out", type=Path, help="Folder of the banks; default: beside each file.")
    into.add_argument("--dry-run", action="store_true", help="Tell what would be taken and write nothing.")
    into.set_defaults(run=_import)
    add_stats(verbs)
    add_responses(verbs, _tell)
    verbs.add_parser("formats", help="List the formats.").set_defaults(run=_list)
    return parser


def _export(asked: argparse.Namespace) -> int:
    known, findings = formats()
    files: dict[Path, bytes | None] = {}
    names = list(dict.fromkeys(filter(None, (name.strip() for name in asked.to.split(",")))))
    if unknown := [name for name in names if name not in known or known[name].write is None]:
        written = ", ".join(name for name, one in known.items() if one.write)
        raise UnknownFormatError(f"--to: '{unknown[0]}' is not among {written}")
    for name in names:
        for file in _banks(asked.source, None if known[name].learners else asked.overlay):
            made, lost = _exported(file, known[name])
            findings += lost
            files |= {asked.out / name / part: data for part, data in made.items()}
    if "canvas" in names and asked.source.is_dir() and (blueprint := load_settings(asked.source).blueprint):
        made, lost = draw_package(_banks(asked.source, asked.overlay), blueprint)
        findings += lost
        files |= {asked.out / "canvas" / part: data for part, data in made.items()}
    refused = [replace(one, level=Level.ERROR) for one in findings if asked.strict and one.code == FormatCode.GRADED]
    if refused or not files:
        return _stopped(refused or findings)
    _tell(findings)
    write_together(files)
    for name in names:
        count = sum(path.parent.name == name for path in files)
        _say(f"{name}: {counted(count, 'file')} in {os.path.relpath(asked.out / name)}")
    return 0


def _exported(file: BankFile, how: Format) -> tuple[dict[str, bytes], list[Finding]]:
    try:
        return export(file, how)
    except FindingsError as error:
        return {}, list(error.findings)


def _banks(source: Path, overlay: Path | None) -> list[BankFile]:
    if source.is_file():
        return [load_bank(source), *(map(load_bank, find_banks(overlay)) if overlay else ())]
    if not find_banks(source):
        raise FindingsError(Finding(source, 1, "C067", "this folder has no bank"))
    public, private = load_pool(source, overlay)
    return [*public, *private]


def _import(asked: argparse.Namespace) -> int:
    if asked.bank and len(asked.files) > 1:
        raise UnknownFormatError("--bank goes with one file")
    made = bring(asked.files, asked.read_as, asked.bank, asked.out, html_reader())
    _tell(made.findings)
    if not asked.dry_run:
        write_together(made.files)
    for target, counts in made.lines:
        _say(f"{'would be ' if asked.dry_run else ''}written: {os.path.relpath(target)}: {counts}")
    return 0


def html_reader() -> HtmlReader:
    """Return the reader of HTML that a package brings, else one that keeps the words."""
    for entry in sorted(entry_points(group=GROUP, name="markdown"), key=lambda one: one.value):
        try:
            found: HtmlReader = entry.load()
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a package that fails costs its own reader alone
            told = f"{entry.value} cannot be loaded: {type(error).__name__}: {' '.join(str(error).split())}"
            _warn(f"warning: {told}; texts keep their words alone")
        else:
            return found
    return words_only


def _list(asked: argparse.Namespace) -> int:
    del asked
    known, broken = formats()
    _tell(broken)
    for one in known.values():
        ways = " and ".join(way for way, can in (("read", one.read), ("written", one.write)) if can)
        _say(f"{one.name:<12}  {one.about} ({ways})")
    return 0


def _tell(findings: Iterable[Finding]) -> None:
    """Print findings, the first of each code, and how many more there are."""
    seen: dict[str, int] = {}
    for one in dict.fromkeys(findings):
        seen[one.code] = seen.get(one.code, 0) + 1
        if seen[one.code] <= _MOST:
            _warn(f"{one.level}: {one}")
    for code, number in seen.items():
        if number > _MOST:
            _warn(f"… and {number - _MOST:,} more: {code} (the reports have all)")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _warn(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def _stopped(findings: Iterable[Finding]) -> int:
    _tell(findings)
    _warn("stopped: nothing was written")
    return 1

"""Measure how whole documents come through: words lost and made up, tables, formulas, seconds and memory by format.

    python -m tests.benchmarks.documents FOLDER [--each]

The words of the source are found by means of their own: in the XML of Word, in the text of a page, in Markdown as
CommonMark renders it, by `pdftotext`. A word is lost when neither the draft nor the list of losses has it as often.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import shutil
import subprocess
import sys
import time
import unicodedata
import zipfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import lxml.html
from lxml import etree

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
        "var",
    ]
)
_COLUMNS = ("format", "files", "words", "lost", "%", "added", "tables", "formulas", "CPU s", "MB", "refused")


def main() -> None:
    """Measure each document of a folder in a process of its own, and print a table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--each", action="store_true", help="a row for each document, with some of the words lost")
    given = arguments.parse_args()
    if given.folder.is_file():
        print(json.dumps(measured(given.folder)))
        return
    rows = defaultdict[str, list[dict[str, Any]]](list)
    for path in sorted(given.folder.iterdir()):
        if path.is_file() and path.suffix and path.name != "README.md":
            done = subprocess.run(
                [sys.executable, "-m", __spec__.name, str(path)], capture_output=True, text=True, check=False
            )
            row = (
                json.loads(done.stdout)
                if done.returncode == 0
                else {"refused": done.stderr.strip().rpartition("\n")[2]}
            )
            rows[path.suffix.lower()].append(row)
            if given.each:
                print(f"{path.name}: {_brief(row)}")
    print(" | ".join(_COLUMNS))
    for suffix, found in rows.items():
        print(" | ".join(_summed(suffix, found)))


def measured(path: Path) -> dict[str, Any]:
    """Return what becomes of one document."""
    from course.cli.new import draws
    from course.ingest.new import read_division
    from course.ingest.report import kept
    from quizzes.finding import FindingsError

    begun = time.process_time()
    try:
        _, division = read_division(path, draws=draws)
    except FindingsError as error:
        return {"refused": error.findings[0].message}
    spent = time.process_time() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    text, tables, formulas = source_of(path)
    said = Counter(tokens(" ".join(one.text for one in division.found)))
    told = Counter(tokens(" ".join(loss.words for loss in division.losses)))
    source = Counter(tokens(unbroken(text, said + told) if path.suffix.lower() == ".pdf" else text))
    count = kept(division)
    lost, added = source - said - told, said - source
    if path.suffix.lower() == ".pdf":
        parted(lost, added)
        lost, added = +lost, +added
    return {
        "words": source.total(), "lost": lost.total(), "added": added.total(), "some": [*lost][:12],
        "made": [*added][:12], "tables": [count["table"], tables], "formulas": [count["formula"], formulas],
        "seconds": spent, "memory": memory, "lessons": len(division.lessons),
        "sizes": [lesson.words for lesson in division.lessons][:20],
    }  # fmt: skip


def tokens(text: str) -> list[str]:
    """Return the words and numbers of a text; raised and lowered digits count as digits."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = re.sub(
        r"([\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff])", r" \1 ", plain
    )  # scripts without blanks, sign by sign
    return re.findall(r"[^\W_]+", re.sub(r"\[(?:deleted|inserted): ", " ", plain))


def source_of(path: Path) -> tuple[str, int, int]:
    """Return the words of a document, its tables and its formulas, by means that no reader here uses."""
    suffix = path.suffix.lower()
    if suffix in (".docx", ".pptx"):
        return _office(path)
    if suffix in (".odt", ".epub"):
        return _packed(path)
    if suffix == ".pdf":
        tool = shutil.which("pdftotext")
        done = subprocess.run([tool, path, "-"], capture_output=True, text=True, check=True) if tool else None
        return (once(done.stdout) if done else "", 0, 0)
    from course.ingest.decode import decode
    from course.ingest.losses import Losses

    text = decode(path.read_bytes(), Losses(), declares=suffix == ".html")
    if suffix == ".md":
        from markdown_it import MarkdownIt

        text = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    if suffix in (".html", ".md"):
        return _page(text)
    if suffix in _MARKS:
        return _MARKS[suffix].sub(" ", text), 0, 0
    return text, 0, 0


_MARKS = {
    ".rtf": re.compile(r"\{\\\*[^{}]*\}|\{\\(?:fonttbl|colortbl|info)(?:[^{}]|\{[^{}]*\})*\}|\\[a-z]+-?\d* ?|[{}]"),
    ".rst": re.compile(r"^\s*\.\. .*|^\s*:[\w-]+:.*|:[\w:]+:(?=`)|<[^<>]*>(?=`)", re.MULTILINE),
    ".asc": re.compile(r"^\[.*\]$|^:.*|image::?\S+\[|\(\(.*?\)\)|<<[\w-]+,?|link:\S+\[", re.MULTILINE),
}
"""What is markup and no word in formats that no other library reads."""


def _packed(path: Path) -> tuple[str, int, int]:
    """Return the words of OpenDocument or of an e-book, of the parts that hold its text."""
    words: list[str] = []
    tables = 0
    with zipfile.ZipFile(path) as parts:
        for name in parts.namelist():
            is_page = name.lower().endswith((".xhtml", ".html", ".htm")) and "nav" not in name and "toc" not in name
            if name == "content.xml" or is_page:
                root = etree.fromstring(parts.read(name), etree.XMLParser(recover=True, resolve_entities=False))
                body = next(root.iter("{*}body"), root)
                words += [" ".join(map(str, body.itertext()))]
                tables += sum(1 for _ in body.iter("{*}table"))
    return "\n".join(words), tables, 0


def once(text: str) -> str:
    """Return the words of pages without heads and feet, which stand on many of them and are told once."""
    pages = [page.strip().split("\n") for page in text.split("\f")]
    alike = Counter(key for page in pages for key in {_alike(line) for line in (*page[:4], *page[-6:])})
    least, seen = max(3, len(pages) // 5), set[str]()
    kept: list[str] = []
    for line in (line for page in pages for line in page):
        key = _alike(line)
        if alike[key] < least or key not in seen:
            kept.append(line)
        seen.add(key)
    return "\n".join(kept)


def _alike(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())[:40]


def parted(lost: Counter[str], added: Counter[str]) -> None:
    """Take out what is one word for the tool that found the words of a PDF, and two in the draft, for a hyphen."""
    for word in list(lost):
        for at in range(1, len(word)):
            while lost[word] and added[word[:at]] and added[word[at:]]:
                lost[word] -= 1
                added[word[:at]] -= 1
                added[word[at:]] -= 1


def unbroken(text: str, known: Counter[str]) -> str:
    """Return a text in which a word that a line has broken is whole where the draft has it as one."""

    def whole(found: re.Match[str]) -> str:
        joined = found[1] + found[2]
        return joined if known[joined.casefold()] else f"{found[1]}-{found[2]}"

    return re.sub(r"([^\W\d_]+)[-\u00ad]\n([^\W\d_]+)", whole, text)


def _office(path: Path) -> tuple[str, int, int]:
    words: list[str] = []
    tables = formulas = 0
    with zipfile.ZipFile(path) as parts:
        for name in parts.namelist():
            if re.search(r"(word/(document|footnotes|endnotes)|ppt/slides/slide\d+)\.xml$", name):
                root = etree.fromstring(parts.read(name))
                words += ["".join(map(_said, one.iter("{*}t", "{*}tab", "{*}br"))) for one in root.iter("{*}p")]
                tables += sum(1 for _ in root.iter(f"{_WORD}tbl"))
                formulas += sum(1 for _ in root.iter(f"{_MATH}oMath"))
    return "\n".join(words), tables, formulas


def _said(node: Any) -> str:
    return node.text or "" if etree.QName(node).localname == "t" else " "


def _page(text: str) -> tuple[str, int, int]:
    parser = lxml.html.HTMLParser(huge_tree=True)
    root = lxml.html.document_fromstring(text or "<p></p>", parser=parser)
    for element in list(root.iter("script", "style", "template", "head", "noscript", "annotation")):
        element.drop_tree()
    tables, formulas = sum(1 for _ in root.iter("table")), sum(1 for _ in root.iter("math"))
    for element in list(root.iter("math")):
        element.drop_tree()
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag not in _INLINE:
            element.text = f" {element.text or ''}"
            element.tail = f" {element.tail or ''}"
    return "".join(root.itertext()), tables, formulas


def _brief(row: dict[str, Any]) -> str:
    if "refused" in row:
        return f"refused: {row['refused']}"
    return (
        f"{row['lost']} of {row['words']} words lost {row['some']}, {row['added']} added {row['made']}, "
        f"{row['lessons']} lessons {row['sizes']}, {row['seconds']:.2f} s, {row['memory']} MB"
    )


def _summed(suffix: str, rows: list[dict[str, Any]]) -> list[str]:
    read = [row for row in rows if "refused" not in row]
    words, lost = sum(row["words"] for row in read), sum(row["lost"] for row in read)
    pairs = ["/".join(str(sum(row[name][at] for row in read)) for at in (0, 1)) for name in ("tables", "formulas")]
    share = f"{100 * lost / words:.2f}" if words else "–"
    seconds, memory = sum(row["seconds"] for row in read), max((row["memory"] for row in read), default=0)
    added = sum(row["added"] for row in read)
    numbers = (len(rows), words, lost, share, added, *pairs, f"{seconds:.1f}", memory, len(rows) - len(read))
    return [suffix, *map(str, numbers)]


if __name__ == "__main__":
    main()

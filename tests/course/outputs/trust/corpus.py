"""A small course that uses every field of every file, and what puts a hostile value into each of them.

Fields are found by walking the files, so that nobody has to list them; `test_text_is_text` holds that each text of
each model is among them.
"""

from __future__ import annotations

import csv
import hashlib
import io
import itertools
import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

import yaml

from course.charts import load_figure
from course.checks.wording import load_wording
from course.evidence import load_bibliography, load_facts, load_register
from course.project.load import load_project
from course.sessions.load import load_plan
from course.sphinxext.settings import settings_of
from quizzes.finding import FindingsError
from quizzes.load import load_bank
from quizzes.settings import load_objectives, load_settings
from quizzes.yaml12 import parse_document
from tests.conftest import REPOSITORY, ROOTS, copy_tea
from tests.course.instructor.conftest import add_sessions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Way = tuple[str | int, ...]
"""How a text is reached in a file, such as `("items", 2, "stem")`."""

MARK = "pwn"
PAYLOAD = (
    ' "\'></title></script></style><pwn{0} onclick=pwn{0}()>x</pwn{0}> #panic("pwn{0}") \\input{{pwn{0}}}'
    " [l](javascript:pwn{0}) -->]]> =pwn{0}()\n.pwn{0} so\n'pwn{0} so"
)
"""Markup of HTML, XML, Typst, LaTeX, Markdown, man pages and sheets in one text; {0} is the number of the field."""
NAME = "x'><pwn0>#panic(1)"
"""The name of a file."""
FOLDER = f'{NAME}"\n#panic("pwn0") [l](javascript:pwn0) \\input{{pwn0}}'
"""The name of the folder of a course."""
KEY = " ".join(f"x{PAYLOAD.format(0)}".split())
"""A key of a table whose keys are words, which no walk over the values reaches."""
ADDRESS = "javascript:pwn{0}()"

FIGURES = {
    "curve": """
kind: line
x: {label: Minutes, unit: min, min: 0, max: 9}
y: {label: Heat, unit: degrees}
series:
  - {name: Cup, points: [[0, 90], [9, 50]], dash: dashed}
""",
    "spans": """
kind: ranges
x: {label: Minutes}
rows:
  - {label: Green, from: 1, to: 3, open_end: true, note: not longer}
""",
    "parts": """
kind: stack
unit: grams
bars:
  - {label: Cup, parts: [{label: Water, value: 200}, {label: Leaf, value: 2}]}
""",
    "shared": """
kind: venn
sets: [{name: Green, text: heated}, {name: Black, text: turned}]
overlaps: [{sets: [Green, Black], text: one shrub}]
center: leaf
""",
    "grid": """
kind: grid
head: Sort
columns: [Kind, Minutes]
rows: [{label: Green, cells: [leaf, two]}]
""",
    "steps": """
kind: steps
items: [{title: Boil, text: The water.}, {title: Pour}]
""",
}
COURSE = """
[x.other]
note = "a text of somebody else"

[document]
title = "What is tea?"
sha256 = ""
license = "free"

[review]
title = "Not reviewed by a tea master"
notice = "No tea master has read and signed this course yet."
danger = ["hot"]
people = 2

[contact]
report_error = "https://example.org/new"

[site]
url = "https://example.org"
report = "https://example.org/told"

[html.theme_options]
announcement = "A new edition."
extra_footer = "Made in Kyoto."
toc_title = "On this page"
search_bar_text = "a word"
icon_links_label = "More"
repository_url = "https://github.com/acme/tea"
repository_branch = "main"
path_to_docs = "book"
use_edit_page_button = true
use_source_button = true
external_links = [{name = "The tea house", url = "https://example.org"}]
logo = {image_light = "figures/dot.svg", text = "Tea", alt_text = "A dot"}

[places]
here = "jp"
names = {jp = "Japan", uk = "UK"}
also = {112 = "a count"}

[places.rows.fire]
title = "Fire"
says.jp = {text = "call for help", source = ["leaf"], read = 2026-11-30}
says.uk = {text = "call aloud", source = ["leaf"], read = 2026-11-30}

[[people]]
name = "Ana Leaf"
role = "author"
credentials = "BSc"

[print]
imprint = ["A line of the imprint."]
"""
VARYING = {
    "id": "all-varying",
    "type": "numeric",
    "variants": {
        "variables": {"cups": {"min": 2, "max": 20, "step": 2}},
        "worked": {"half": "cups / 2"},
        "seed": "tea",
    },
    "stem": "How many are half of {cups} cups?",
    "answer": {"value": "half"},
    "feedback": "{half} cups.",
}
RECORD = (REPOSITORY / "tests" / "data" / "record.toml").read_text(encoding="utf-8")
RECORD = RECORD.replace("[activity]\n", '[activity]\naccreditation = "none"\n')
RECORD = RECORD.replace("[[person]]\n", '[[provider.joint]]\nname = "The pot house"\nrole = "hosts"\n\n[[person]]\n', 1)
LAMP = """---
minutes: 5
description: All kinds of questions.
allow: {T201: a short course}
---
# More

```{chart} curve
```

```{chart} spans
```

```{chart} parts
```

```{chart} shared
```

```{chart} grid
```

```{chart} steps
```

```{figure} ../figures/dot.svg
:alt: a dot
:target: https://example.org

A dot, drawn.
```

```{code-block} python
:caption: Some code

x = 1
```

```{image} ../figures/{NAME}.svg
:alt: another dot
```

```{index} single: kettle
```

```{admonition} A box
With words.
```

```{button-link} https://example.org
A button.
```

````{card} A card
:link: https://example.org

Inside.
````

## Practice

```{quiz} all
```
"""
DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><circle cx="5" cy="5" r="5"/></svg>'
PAGES = {"record": "# Record\n\n```{record}\n```\n", "review": "# Review\n\n```{review}\n```\n"}


def make_course(folder: Path) -> Path:
    """Write the small course into a new folder, and return it."""
    course = add_sessions(copy_tea(folder.parent, folder.name))
    head = (course / "course.toml").read_text(encoding="utf-8").partition("[document]")[0]
    head = head.replace(
        "[course]", '[course]\nsubtitle = "In two cups"\nlicense = "CC BY 4.0"\npublisher = "The press"'
    )
    synonyms = f'\n[search.synonyms]\n{json.dumps(KEY)} = ["leaf"]\n'
    (course / "course.toml").write_text(head + COURSE + RECORD + synonyms, encoding="utf-8")
    for name, text in FIGURES.items():
        common = f"id: {name}\ntitle: The {name}\nalt: What {name} shows.\ncaption: A caption.\nnote: A note.\n"
        (course / "figures" / f"{name}.yaml").write_text(common + text.lstrip(), encoding="utf-8")
    (course / "figures" / f"{NAME}.svg").write_text(DOT, encoding="utf-8")
    (course / "appendix" / f"{NAME}.md").write_text(
        "# A page\n\n![a dot](<../figures/dot.svg>)\n\nIn a fire {here}`fire`.\n", encoding="utf-8"
    )
    # The rules of good questions would refuse such texts, and nothing would be written.
    (course / "conf.py").write_text('extensions = ["course"]\ncourse_check = False\n', encoding="utf-8")
    (course / "figures" / "dot.svg").write_text(DOT, encoding="utf-8")
    (course / "lessons" / "03-more.md").write_text(LAMP.replace("{NAME}", NAME), encoding="utf-8")
    items = (ROOTS / "test-quiz-all" / "quizzes" / "all.yaml").read_text(encoding="utf-8")
    (course / "quizzes" / "all.yaml").write_text(_with_every_field(items), encoding="utf-8")
    index = (course / "index.md").read_text(encoding="utf-8")
    pages = "".join(f"\n{name}" for name in (*PAGES, f"appendix/{NAME}"))
    (course / "index.md").write_text(
        index.replace("short texts.\n", "short texts.\n\n```{activity}\n```\n").replace(
            "lessons/02-kinds\n", f"lessons/02-kinds\nlessons/03-more{pages}\n"
        ),
        encoding="utf-8",
    )
    for name, text in PAGES.items():
        (course / f"{name}.md").write_text(text, encoding="utf-8")
    plan = course / "instructor" / "sessions.yaml"
    slide, asks = 'title: "Your task"', 'title: "Your task", do: ["Wait."], ask: ["Is it dark?"]'
    focus = 'focus: "One vote only."'
    text = plan.read_text(encoding="utf-8").replace(slide, asks)
    plan.write_text(text.replace(focus, f'{focus}, skip: ["Vote: which plant?"]'), encoding="utf-8")
    settings = course / "quizzes" / "quizzes.toml"
    more = '\n[spelling]\ntee = "tea"\n'
    settings.write_text('abbreviations = ["TEA"]\n' + settings.read_text(encoding="utf-8") + more, encoding="utf-8")
    bib = course / "evidence" / "references.bib"
    bib.write_text(
        bib.read_text(encoding="utf-8").replace("year      =", "url = {https://example.org/leaf},\n  year =")
    )
    return course


def _with_every_field(text: str) -> str:
    bank = yaml.safe_load(text)
    bank |= {"license": "CC BY 4.0", "use": "pretest"}
    bank["items"][0] |= {"title": "The first", "allow": {"Q133": "because"}}
    bank["items"][1]["review"] = [{"by": "Ana", "role": "taster", "date": "2026-11-01", "content_sha256": "0" * 64}]
    for item in bank["items"]:
        if item["type"] == "cloze":
            item["gaps"][0]["also"] = ["azure"]
        if item["type"] == "numeric":
            item["answer"]["units"] = {KEY: 0.01}
        for part in ("pairs", "sequence", "answers", "gaps"):
            for one in item.get(part, ()):
                one.setdefault("feedback", "So it is.")
    bank["items"].append(VARYING)
    return yaml.safe_dump(bank, sort_keys=False, allow_unicode=True)


def _walk(value: Any, way: Way = ()) -> Iterator[tuple[Way, str]]:
    """Yield every text in tables and lists."""
    if isinstance(value, str):
        yield way, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _walk(inner, (*way, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _walk(inner, (*way, place))


def _changed(value: Any, new: Mapping[Way, str], way: Way = ()) -> Any:
    if isinstance(value, dict):
        return {key: _changed(inner, new, (*way, key)) for key, inner in value.items()}
    if isinstance(value, list):
        return [_changed(inner, new, (*way, place)) for place, inner in enumerate(value)]
    return new.get(way, value)


def _toml(value: Any) -> str:
    """Write a value of TOML in one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {_toml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value) if isinstance(value, str | int | float) else str(value)


@dataclass(frozen=True)
class Tables:
    """A file of tables and lists: YAML or TOML."""

    parse: Callable[[str], Any]
    write: Callable[[Any], str]

    def texts(self, text: str) -> Iterator[tuple[Way, str]]:
        """Yield every text with the way to it."""
        yield from _walk(self.parse(text))

    def put(self, text: str, new: Mapping[Way, str]) -> str:
        """Return the file with other texts."""
        return self.write(_changed(self.parse(text), new))


class Cells:
    """A CSV file: every cell below the head."""

    @staticmethod
    def texts(text: str) -> Iterator[tuple[Way, str]]:
        """Yield every cell with row and column."""
        head, *rows = csv.reader(io.StringIO(text))
        yield from (((row, head[at]), cell) for row, cells in enumerate(rows) for at, cell in enumerate(cells))

    @staticmethod
    def put(text: str, new: Mapping[Way, str]) -> str:
        """Return the file with other cells."""
        head, *rows = csv.reader(io.StringIO(text))
        out = io.StringIO()
        written = csv.writer(out)
        written.writerow(head)
        for row, cells in enumerate(rows):
            written.writerow([new.get((row, head[at]), cell) for at, cell in enumerate(cells)])
        return out.getvalue()


@dataclass(frozen=True)
class Lines:
    """A file of lines in which a pattern finds the texts; `spell` says how a text is written so that it stays words."""

    pattern: re.Pattern[str]
    spell: Callable[[str], str]

    def texts(self, text: str) -> Iterator[tuple[Way, str]]:
        """Yield every text with its place among the texts of the file."""
        yield from (((place,), found["text"]) for place, found in enumerate(self.pattern.finditer(text)))

    def put(self, text: str, new: Mapping[Way, str]) -> str:
        """Return the file with other texts."""
        places = itertools.count()

        def changed(found: re.Match[str]) -> str:
            value = new.get((next(places),))
            return found[0] if value is None else found[0].replace(found["text"], self.spell(value))

        return self.pattern.sub(changed, text)


YAML = Tables(
    lambda text: parse_document(text, Path("any.yaml")).data,
    lambda value: (
        "".join(f"{key}: {json.dumps(inner, indent=1)}\n" for key, inner in value.items())
        if isinstance(value, dict)
        else json.dumps(value, indent=1)
    ),
)


class Page:
    """A Markdown page: its front matter, its headings, and the arguments and options of directives that are words."""

    body = Lines(
        re.compile(
            r"^(?:#+ |[`:]{3,}\{(?:admonition|case|slide|index)\} |:(?:alt|caption|target): )(?P<text>.+)$",
            re.MULTILINE,
        ),
        lambda value: re.sub(r"([\\`*_{}\[\]<>#|$~^@&!'\"])", r"\\\1", " ".join(value.split())),
    )

    def texts(self, text: str) -> Iterator[tuple[Way, str]]:
        """Yield the texts of the front matter, then those of the body."""
        head, body = self._parted(text)
        yield from ((("head", *way), value) for way, value in (YAML.texts(head) if head else ()))
        yield from ((("body", *way), value) for way, value in self.body.texts(body))

    def put(self, text: str, new: Mapping[Way, str]) -> str:
        """Return the page with other texts."""
        head, body = self._parted(text)
        parts = {part: {way[1:]: value for way, value in new.items() if way[0] == part} for part in ("head", "body")}
        front = f"---\n{YAML.put(head, parts['head'])}---\n" if head else ""
        return front + self.body.put(body, parts["body"])

    @staticmethod
    def _parted(text: str) -> tuple[str, str]:
        if text.startswith("---\n"):
            head, _, body = text[4:].partition("\n---\n")
            return head + "\n", body
        return "", text


TOML = Tables(tomllib.loads, lambda value: "".join(f"{key} = {_toml(inner)}\n" for key, inner in value.items()))
WORKS = Lines(re.compile(r"= *\{(?P<text>[^{}]*)\}"), lambda value: re.sub(r"[{}]", "", value))
Format = Tables | Cells | Lines | Page


def _read_course(path: Path) -> None:
    settings_of(load_project(path.parent))


def _read_page(path: Path) -> None:
    """Refuse a page that names an objective which there is not: the build refuses it for that."""
    if any(name != name[:5] for name in re.findall(r'"(LO\d[^"]*)"', path.read_text(encoding="utf-8"))):
        raise FindingsError


def _read_facts(path: Path) -> None:
    works = load_bibliography(path.with_name("references.bib"))
    if any(key not in works for fact in load_facts(path) for key in fact.source_keys):
        raise FindingsError


FILES: tuple[tuple[str, Format, Callable[[Path], object]], ...] = (
    ("course.toml", TOML, _read_course),
    ("quizzes/quizzes.toml", TOML, lambda path: load_settings(path.parent)),
    ("quizzes/*.yaml", YAML, load_bank),
    ("objectives.yaml", YAML, load_objectives),
    ("wording.yaml", YAML, load_wording),
    ("instructor/sessions.yaml", YAML, load_plan),
    ("figures/*.yaml", YAML, load_figure),
    ("evidence/claims.csv", Cells(), load_register),
    ("evidence/facts.csv", Cells(), _read_facts),
    ("evidence/references.bib", WORKS, load_bibliography),
    ("*.md", Page(), _read_page),
)
"""The files of a course, how their texts are found, and what reads them; a value that is refused does no harm."""
OTHERS = ("conf.py", "source/tea.txt")
"""Files without fields, beside pictures: code, and the document, which the build only compares with its checksum."""


def is_read(read: Callable[[Path], object], path: Path) -> bool:
    """Say whether the reader of a file takes it as it is."""
    try:
        read(path)
    except FindingsError:
        return False
    return True


def poison(course: Path) -> dict[int, str]:
    """Put a hostile value into each text of each file whose reader takes it there; return the fields by number."""
    fields: dict[int, str] = {}
    for path in sorted(path for path in course.rglob("*") if path.is_file()):
        name = path.relative_to(course).as_posix()
        if name not in OTHERS and path.suffix != ".svg":
            kind, read = next((kind, read) for pattern, kind, read in FILES if PurePath(name).match(pattern))
            _poison_file(path, kind, read, fields)
    return fields


def _hostile(old: str, number: int) -> tuple[str, ...]:
    """Return what to try in the place of a text: the whole payload, one without line ends, and for addresses one."""
    whole = old + PAYLOAD.format(number)
    return (ADDRESS.format(number),) if "://" in old else (whole, " ".join(whole.split()))


def _poison_file(path: Path, kind: Format, read: Callable[[Path], object], fields: dict[int, str]) -> None:
    text = path.read_text(encoding="utf-8")
    taken: dict[Way, str] = {}
    texts = dict(kind.texts(text))
    for way, old in texts.items():
        number = len(fields) + 1
        # What names something in the same file is taken only where that is called so too.
        together = [other for other, same in texts.items() if same == old and other not in taken]
        for ways, value in itertools.product(([way], together), _hostile(old, number)):
            new = dict.fromkeys(ways, value)
            path.write_text(kind.put(text, taken | new), encoding="utf-8")
            if way not in taken and is_read(read, path):
                taken |= new
                fields[number] = f"{path.name} {'/'.join(map(str, way))}"
                break
    path.write_text(kind.put(text, taken), encoding="utf-8")


def settle(course: Path) -> None:
    """Let the document say what the register quotes, with its checksum in course.toml."""
    quoted = [claim.seed_text for claim in load_register(course / "evidence" / "claims.csv").claims]
    document = course / "source" / "tea.txt"
    document.write_text("\n\n".join(quoted), encoding="utf-8")
    settings = course / "course.toml"
    checksum = hashlib.sha256(document.read_bytes()).hexdigest()
    text = TOML.put(settings.read_text(encoding="utf-8"), {("document", "sha256"): checksum})
    settings.write_text(text, encoding="utf-8")

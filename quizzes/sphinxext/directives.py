"""The directives `{quiz}` and `{quiz-key}`."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_id

from quizzes.finding import FindingsError
from quizzes.sphinxext import nodes as q
from quizzes.sphinxext.banks import find_bank
from quizzes.sphinxext.build import add_stimulus, build_item
from quizzes.sphinxext.problems import Problem, warn, warn_findings
from quizzes.sphinxext.setting import Origin, Setting
from quizzes.sphinxext.texts import READING, TextPlace, TextReader
from quizzes.sphinxext.watched import watch
from quizzes.sphinxext.ways import set_ways

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from docutils import nodes

    from quizzes.load import BankFile
    from quizzes.model.types import Item

MODES = ("formative", "pretest", "posttest", "survey")
ANSWERS = ("none", "inline", "end", "key")


def one_of(values: Sequence[str]) -> Callable[[str], str]:
    """Return a converter that takes one of `values`."""
    return lambda argument: directives.choice(argument, values)


def percent(argument: str) -> int:
    """Convert `80` or `80%` to 80; raise ValueError outside 1 to 100."""
    number = int(argument.strip().removesuffix("%"))
    if not 1 <= number <= 100:  # noqa: PLR2004 - it is a percentage
        raise ValueError("a pass mark lies between 1 and 100 percent")
    return number


class QuizzesDirective(SphinxDirective):
    """What the directives of this package share: folders, numbering, ids."""

    @property
    def folders(self) -> list[Path]:
        """Return the folders of banks."""
        return [Path(folder) for folder in self.config.quizzes_banks]

    @property
    def cites(self) -> bool:
        """Say whether the project has a bibliography to cite from."""
        return "cite" in self.env.domains

    @property
    def answers(self) -> str:
        """Return where the answers go: the option, else the configuration; an override moves only what may be told."""
        asked = str(self.options.get("answers", self.config.quizzes_answers))
        return asked if asked == "none" else str(self.config.quizzes_answers_override or asked)

    def order_of(self, item_id: str) -> tuple[str, ...]:
        """Return the order in which `quizzes_orders` wants the parts of an item printed on this page."""
        return tuple(self.config.quizzes_orders.get(self.env.docname, {}).get(item_id, ()))

    def variant_of(self, item_id: str) -> int | None:
        """Return the variant of an item that `quizzes_variants` wants on this page, None for the one of its author."""
        wanted: int | None = self.config.quizzes_variants.get(self.env.docname, {}).get(item_id)
        return wanted

    def load(self, bank_id: str) -> BankFile | None:
        """Return the bank, noted as a dependency of the page; warn and return None when it cannot be had."""
        try:
            found = find_bank(bank_id, self.folders)
        except FindingsError as error:
            watch(self.env, *{finding.path for finding in error.findings})
            warn_findings(error.findings)
            return None
        if found is None:
            self._await(bank_id)
            listed = ", ".join(map(str, self.config.quizzes_banks)) or "empty"
            warn(Problem.BANK, f"no bank has the id {bank_id!r} (quizzes_banks: {listed})", self.where)
            return None
        watch(self.env, found.path)
        return found

    def _await(self, bank_id: str) -> None:
        """Read the page again in every build until the bank is there."""
        for folder in self.folders[:1]:
            path = folder / f"{bank_id}.yaml"
            if path.parent == folder:
                watch(self.env, path)

    @property
    def nested(self) -> bool:
        """Say whether the directive stands in the text of a question, where it would never end; warn if so."""
        inside = str(self.env.temp_data.get(READING) or "")
        if inside:
            warn(Problem.NESTED, f"the text of a question cannot hold {{{self.name}}}; it is left out", inside)
        return bool(inside)

    @property
    def where(self) -> tuple[str, int]:
        """Return the place of the directive for a warning."""
        return (self.env.docname, self.lineno)

    def claim(self, node: q.quiz_item) -> bool:
        """Give the item its id in the page; warn and return False when the page shows it already."""
        shown: set[str] = self.env.temp_data.setdefault("quizzes-items", set())  # type: ignore[assignment]
        name = node["item_id"]
        if name in shown:
            warn(Problem.TWICE, f"the item {name!r} stands twice in this page; it is left out here", self.where)
            return False
        shown.add(name)
        self.identify(node, name)
        return True

    def identify(self, node: nodes.Element, suggestion: str) -> None:
        """Give `node` the label of the directive, if any, and always an id that is unique in the page."""
        node["ids"].append(make_id(self.env, self.state.document, "", suggestion))
        self.state.document.note_explicit_target(node)

    def next_number(self) -> int:
        """Return the next number on this page and take it."""
        number = self.last_number() + 1
        self.env.temp_data["quizzes-number"] = number
        return number

    def last_number(self) -> int:
        """Return the number of the last question on this page so far: no two questions of a page share one."""
        return self.env.temp_data.get("quizzes-number") or 0


class QuizDirective(QuizzesDirective):
    """Show a bank, or a selection of its items."""

    required_arguments = 1
    option_spec: ClassVar = {
        "label": directives.unchanged_required,
        "name": directives.unchanged_required,
        "class": directives.class_option,
        "title": directives.unchanged_required,
        "nonumber": directives.flag,
        "mode": one_of(MODES),
        "select": directives.unchanged_required,
        "attempts": directives.positive_int,
        "pass-mark": percent,
        "answers": one_of(ANSWERS),
        "shuffle": directives.flag,
    }

    def run(self) -> list[nodes.Node]:
        """Return the quiz, or nothing when there is no question to show."""
        found = None if self.nested else self.load(self.arguments[0])
        if found is None:
            return []
        node = self._frame(found)
        reader = TextReader(self)
        for index in self._chosen(found):
            item = found.bank.items[index]
            number = 0 if "nonumber" in self.options else self.last_number() + 1
            built = self._item(found, index, item, reader, number)
            if self.claim(built):
                node += built
                self.env.temp_data["quizzes-number"] = number or self.last_number()
        set_ways(node, found.bank)
        return [node] if node.first_child_matching_class(q.quiz_item) is not None else []

    def _frame(self, found: BankFile) -> q.quiz:
        bank, options = found.bank, self.options
        node = q.quiz(
            bank=bank.id,
            mode=options.get("mode", "formative"),
            answers=self.answers,
            label=options.get("label", options.get("name", "")),
            attempts=options.get("attempts", 0),
            pass_mark=options.get("pass-mark", 0),
            classes=options.get("class", []),
        )
        self.set_source_info(node)
        reader = TextReader(self)
        title = reader.words(q.quiz_title(), options.get("title", bank.title), self._title_place(found))
        node += title
        if node["label"]:
            self.options["name"] = node["label"]
            self.add_name(node)
        else:
            self.identify(node, f"quiz-{bank.id}")
        return node

    def _title_place(self, found: BankFile) -> TextPlace:
        if "title" in self.options:
            return TextPlace(str(self.env.doc2path(self.env.docname)), self.lineno)
        return TextPlace(str(found.path), found.line("title"))

    def _item(self, found: BankFile, index: int, item: Item, reader: TextReader, number: int) -> q.quiz_item:
        setting = Setting(
            mode=self.options.get("mode", "formative"),
            answers=self.answers,
            number=number,
            attempts=self.options.get("attempts"),
            shuffle="shuffle" in self.options,
            bank=found.bank.id,
            cites=self.cites,
            order=self.order_of(item.id),
            variant=self.variant_of(item.id),
        )
        return bank_item(found, index, item, reader, setting)

    def _chosen(self, found: BankFile) -> list[int]:
        """Return the indexes of the items to show, in the order of the bank."""
        wanted = self.options.get("select", "")
        ids = [item.id for item in found.bank.items]
        if not wanted:
            return list(range(len(ids)))
        if wanted.strip().isdecimal():
            return _drawn(ids, int(wanted), found.bank.id)
        names = [name.strip() for name in wanted.split(",") if name.strip()]
        for name in names:
            if name not in ids:
                warn(Problem.ITEM, f"the bank {found.bank.id!r} has no item {name!r}", self.where)
        return [ids.index(name) for name in names if name in ids]


def bank_item(found: BankFile, index: int, item: Item, reader: TextReader, setting: Setting) -> q.quiz_item:
    """Return the tree of one item of a bank, with its case."""
    source = str(found.path)
    built = build_item(item, Origin(source, lambda *loc: found.line("items", index, *loc), 1), reader, setting)
    built["lang"] = found.bank.lang
    add_stimulus(built, found.bank, item, Origin(source, found.line, 1), reader)
    return built


def _drawn(ids: list[str], count: int, seed: str) -> list[int]:
    """Return `count` indexes that depend on the ids alone, so that every build shows the same items."""
    rank = {name: hashlib.sha256(f"{seed}/{name}".encode()).digest() for name in ids}
    drawn = sorted(range(len(ids)), key=lambda index: rank[ids[index]])[:count]
    return sorted(drawn)


class QuizKeyDirective(QuizzesDirective):
    """Show the answer key of this page's quizzes, or of the quiz with a label anywhere in the project."""

    option_spec: ClassVar = {"quiz": directives.unchanged_required, "class": directives.class_option}

    def run(self) -> list[nodes.Node]:
        """Return a placeholder that is filled when all pages are known."""
        node = q.quiz_key(quiz=self.options.get("quiz", ""), classes=self.options.get("class", []))
        self.set_source_info(node)
        return [node]

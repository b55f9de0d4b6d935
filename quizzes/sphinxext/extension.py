"""Wiring: the only module that registers anything with Sphinx."""

from __future__ import annotations

# ruff: noqa: ARG001, PLR0917 - the signature is fixed by the caller
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes as base
from sphinx.errors import ConfigError

from quizzes.sphinxext import nodes as q
from quizzes.sphinxext.assets import add_client, add_static_path, withhold_source
from quizzes.sphinxext.directives import ANSWERS, QuizDirective, QuizKeyDirective
from quizzes.sphinxext.domain import QuizzesDomain, QuizzesRole, quiz_title, resolve_ref
from quizzes.sphinxext.inline import QuizItemDirective
from quizzes.sphinxext.keys import FillKeys, KeyPages
from quizzes.sphinxext.linting import LEVELS, lint_banks
from quizzes.sphinxext.strings import CATALOGUE, LOCALE_DIR, _
from quizzes.sphinxext.texts import VALUES
from quizzes.sphinxext.transforms import HtmlSolutions, PrintForm
from quizzes.sphinxext.visitors import html, latex, man, texinfo, text, typst
from quizzes.sphinxext.watched import changed_pages
from quizzes.sphinxext.ways import LeadOn

if TYPE_CHECKING:
    from docutils.parsers.rst.states import Inliner
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

VISITORS = {
    "html": html.VISITORS,
    "latex": latex.VISITORS,
    "text": text.VISITORS,
    "man": man.VISITORS,
    "texinfo": texinfo.VISITORS,
    "typst": typst.VISITORS,
}


def setup_quizzes(app: Sphinx) -> ExtensionMetadata:
    """Register configuration, nodes, directives, roles, domain, transforms and the browser client."""
    app.add_message_catalog(CATALOGUE, str(LOCALE_DIR))
    app.add_config_value("quizzes_banks", ["quizzes"], "env", types=frozenset({list, tuple}))
    app.add_config_value("quizzes_answers", "end", "env", types=frozenset({str}))
    app.add_config_value("quizzes_answers_override", "", "env", types=frozenset({str}))
    app.add_config_value("quizzes_orders", {}, "env", types=frozenset({dict}))
    app.add_config_value("quizzes_variants", {}, "env", types=frozenset({dict}))
    app.add_config_value("quizzes_print", default=False, rebuild="env", types=frozenset({bool}))
    app.add_config_value("quizzes_lint", "off", "", types=frozenset({str}))
    app.connect("config-inited", check_config)
    app.connect("env-check-consistency", lint_banks)
    setup_nodes(app)
    app.setup_extension("quizzes.sphinxext.marks")
    app.add_domain(QuizzesDomain)
    app.add_directive("quiz", QuizDirective)
    app.add_directive("quiz-item", QuizItemDirective)
    app.add_directive("quiz-key", QuizKeyDirective)
    app.add_role("quiz", QuizzesRole(innernodeclass=base.inline, warn_dangling=True))
    app.add_role("item", QuizzesRole(innernodeclass=base.inline, warn_dangling=True))
    app.add_role("quiz-gap", gap_role)
    app.add_role("quiz-value", value_role)
    for transform in (FillKeys, HtmlSolutions, PrintForm):
        app.add_post_transform(transform)
    app.add_transform(LeadOn)
    app.connect("missing-reference", resolve_ref)
    key_pages = KeyPages()
    app.connect("env-get-outdated", changed_pages)
    app.connect("env-before-read-docs", key_pages.note_read)
    app.connect("env-updated", key_pages.outdated)
    app.connect("builder-inited", add_static_path)
    app.connect("html-page-context", add_client)
    app.connect("html-page-context", withhold_source, priority=100)  # before themes make buttons for the source
    return {"parallel_read_safe": True, "parallel_write_safe": True, "env_version": 3}


def setup_nodes(app: Sphinx) -> None:
    """Give every node a visitor for every output; quizzes can be numbered like figures."""
    for node in q.QUIZ_NODES:
        visitors: dict[str, Any] = {name: table[node] for name, table in VISITORS.items()}
        if node is q.quiz:
            app.add_enumerable_node(node, "quiz", quiz_title, **visitors)
        else:
            app.add_node(node, **visitors)


def check_config(app: Sphinx, config: Config) -> None:
    """Make folders absolute, say how `{numref}` words a quiz, and refuse values that nothing knows."""
    if config.quizzes_answers not in ANSWERS:
        raise ConfigError(f"quizzes_answers is {config.quizzes_answers!r}; it must be one of {', '.join(ANSWERS)}")
    if config.quizzes_answers_override not in ("", *ANSWERS):
        known = ", ".join(ANSWERS)
        raise ConfigError(f"quizzes_answers_override is {config.quizzes_answers_override!r}; it must be one of {known}")
    if config.quizzes_lint not in LEVELS:
        raise ConfigError(f"quizzes_lint is {config.quizzes_lint!r}; it must be one of {', '.join(LEVELS)}")
    config.quizzes_banks = [str((Path(app.confdir) / folder).resolve()) for folder in config.quizzes_banks]
    config.numfig_format = {"quiz": str(_("Quiz %s")), **config.numfig_format}


def gap_role(
    name: str, rawtext: str, text: str, lineno: int, inliner: Inliner, options: Any = None, content: Any = None
) -> tuple[list[base.Node], list[base.system_message]]:
    """Return the gap of a cloze text; the loader writes this role in place of `{{gap-id}}`."""
    return [q.quiz_gap(gap_id=text)], []


def value_role(
    name: str, rawtext: str, text: str, lineno: int, inliner: Inliner, options: Any = None, content: Any = None
) -> tuple[list[base.Node], list[base.system_message]]:
    """Return a value of an item that varies, named `item:value`; the reader of texts writes this role."""
    item, _, value = text.partition(":")
    shown = inliner.document.settings.env.temp_data.get(VALUES, {}).get(item, {})
    return [q.quiz_value("", shown.get(value, ""), name=value)], []

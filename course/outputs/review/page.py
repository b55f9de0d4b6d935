"""The page of a reviewer as HTML: the list to read first, every block with what it rests on, and the works."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from course.outputs.exam.words import filled
from course.outputs.review.beside import address_of, called, plain
from course.reviews.told import changed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from course.evidence import Work
    from course.outputs.review.beside import Evidence
    from course.outputs.review.shown import Shown
    from course.reviews.blocks import Block
    from course.reviews.standing import Standing
    from course.reviews.urgent import Urgent

_SHOWN = 120
"""Letters of a block in the list of what to read first."""

_TOLD = 90
"""Letters of what was read of a work that stand beside a block; the list of works has it whole."""

_WHO = {"name": " required", "role": " required", "credentials": " required", "licence_jurisdiction": ""}
"""What a reviewer says of themselves, and the attribute of its field: not everybody has a licence."""


@dataclass(frozen=True)
class Reviewed:
    """What the page is made of: the blocks with who signed them, in which order to read, and what they rest on."""

    title: str
    language: str
    state: Standing
    waiting: Sequence[Urgent]
    shown: Shown
    evidence: Evidence
    words: Mapping[str, str]
    order: Mapping[str, int] = field(default_factory=dict)

    def say(self, name: str, *values: object) -> str:
        """Return a word as HTML."""
        return escape(filled(self.words[name], *values))

    def rank(self, name: str) -> int:
        """Return where a file stands among the parts: pages as they are read, then all others."""
        return self.order.get(name, len(self.order))

    def files(self) -> Iterator[tuple[str, int, int]]:
        """Yield the name of each file with the places of its first block and of the one after its last."""
        start = 0
        blocks = self.state.blocks
        for at in range(1, len(blocks) + 1):
            if at == len(blocks) or (blocks[at].scope, blocks[at].name) != (blocks[start].scope, blocks[start].name):
                yield blocks[start].name, start, at
                start = at


def body_of(page: Reviewed) -> str:
    """Return the body of the page without its scripts."""
    return "\n".join([_head(page), '<div class="columns">', _nav(page), _main(page), "</div>"])


def _head(page: Reviewed) -> str:
    return (
        f'<a class="skip" href="#first">{page.say("skip")}</a><header><h1>{page.say("review", page.title)}</h1>'
        f'<p data-progress></p><p class="tools"><button type="button" data-next>{page.say("next")}</button> '
        f'<button type="button" data-save>{page.say("save")}</button></p>'
        '<p id="review-status" role="status"></p></header>'
    )


def _nav(page: Reviewed) -> str:
    parts = [f'<li><a href="#first">{page.say("first")}</a></li>']
    for place, (name, start, end) in sorted(enumerate(page.files()), key=lambda one: page.rank(one[1][0])):
        count = f'<span data-count="{start} {end}">{end - start}</span>'
        parts.append(f'<li><a href="#f{place}">{escape(name)}</a> {count}</li>')
    parts.append(f'<li><a href="#works">{page.say("works")}</a></li>')
    name = page.say("parts")
    return f'<nav aria-label="{name}"><details open><summary>{name}</summary><ul>{"".join(parts)}</ul></details></nav>'


def _main(page: Reviewed) -> str:
    files = "\n".join(_file(page, place, *file) for place, file in enumerate(page.files()))
    return f"<main>{_first(page)}\n{files}\n{_works(page)}</main>"


def _first(page: Reviewed) -> str:
    fields = "".join(
        f'<p><label for="who-{name}">{page.say(f"who_{name}")}</label>'
        f'<input id="who-{name}" data-who="{name}" type="text" autocomplete="off"{needed}></p>'
        for name, needed in _WHO.items()
    )
    place = {id(block): at for at, block in enumerate(page.state.blocks)}
    rows = [(place[id(one.block)], one) for one in page.waiting if one.block and one.score]
    listed = f"<ol>{''.join(_row(at, one) for at, one in rows)}</ol>" if rows else f"<p>{page.say('nothing')}</p>"
    return (
        f'<section class="part" id="first"><h2>{page.say("first")}</h2><p>{page.say("how")}</p>'
        f"<p>{page.say('keys')}</p>"
        f"<fieldset><legend>{page.say('who')}</legend>{fields}</fieldset>"
        '<p class="tools"><input id="review-open" class="hidden" type="file" accept=".json,application/json">'
        f'<label class="button" for="review-open">{page.say("openFile")}</label> '
        f'<button type="button" id="review-forget">{page.say("forget")}</button></p>'
        f"<p>{page.say('firstWhy')}</p>{listed}</section>"
    )


def _row(at: int, one: Urgent) -> str:
    assert one.block
    text = one.block.text if len(one.block.text) <= _SHOWN else f"{one.block.text[:_SHOWN]}…"
    return (
        f'<li><a href="#b{at}">{escape(text or one.block.name)}</a> '
        f'<span class="place">{escape(one.block.name)}</span> '
        f'<span class="why">{escape(", ".join(one.reasons))}</span> <strong data-mark="{at}"></strong></li>'
    )


def _file(page: Reviewed, place: int, name: str, start: int, end: int) -> str:
    reasons = {id(one.block): one for one in page.waiting}
    blocks = "\n".join(_block(page, at, reasons.get(id(page.state.blocks[at]))) for at in range(start, end))
    return f'<section class="part" id="f{place}"><h2>{escape(name)}</h2>\n{blocks}</section>'


def _block(page: Reviewed, at: int, urgent: Urgent | None) -> str:
    block = page.state.blocks[at]
    return (
        f'<article class="block" id="b{at}" data-at="{at}" tabindex="-1" aria-labelledby="n{at}">'
        f'<p class="place" id="n{at}">{escape(block.name)}, {page.say("line", block.line)}: {escape(block.kind)}</p>'
        f'<div class="words">{page.shown.html(block)}</div>'
        f'<div class="beside"><dl>{"".join(_beside(page, at, block, urgent))}</dl></div></article>'
    )


def _beside(page: Reviewed, at: int, block: Block, urgent: Urgent | None) -> Iterator[str]:
    found = page.evidence.of(block)
    works = [_named(page, key) for key in found.works]
    facts = [_fact(page, name) for name in found.facts]
    claims = [_claim(page, name) for name in found.claims]
    yield from _listed(page.say("sources"), works)
    yield from _listed(page.say("facts"), facts)
    yield from _listed(page.say("statements"), claims)
    if not (works or facts or claims):
        yield f"<dt>{page.say('sources')}</dt><dd>{page.say('none')}</dd>"
    yield from _listed(page.say("status"), list(_status(page, at, block, urgent)))


def _listed(name: str, lines: Iterable[str]) -> Iterator[str]:
    lines = list(lines)
    if lines:
        yield f"<dt>{name}</dt>{''.join(f'<dd>{line}</dd>' for line in lines)}"


def _named(page: Reviewed, key: str) -> str:
    work = page.evidence.work(key)
    place = page.shown.markup.links.get(f"cite:{key}")
    if work is None or place is None:
        return escape(key)
    told = plain(work.fields.get("verification", ""))
    doubt = told if len(told) <= _TOLD else f"{told[:_TOLD]}…"
    title = escape(plain(work.fields.get("title", "")))
    return f'<a href="#{place}">{escape(called(work))}</a> {title}{f" <em>({escape(doubt)})</em>" if doubt else ""}'


def _fact(page: Reviewed, name: str) -> str:
    fact = page.evidence.facts.get(name)
    if fact is None:
        return escape(name)
    where = f", {escape(fact.read_where)}" if fact.read_where else ""
    doubt = ' class="doubt"' if fact.status != "read" else ""
    return f"<b>{escape(name)}</b> {escape(fact.statement)} <em{doubt}>({page.say(fact.status.value)}{where})</em>"


def _claim(page: Reviewed, name: str) -> str:
    claim = page.evidence.claims.get(name)
    if claim is None:
        return escape(name)
    left = f" <em class='doubt'>{page.say('toVerify', claim.to_verify)}</em>" if claim.to_verify else ""
    return f"<b>{escape(name)}</b> “{escape(claim.seed_text)}” <em>({escape(claim.verdict)})</em>{left}"


def _status(page: Reviewed, at: int, block: Block, urgent: Urgent | None) -> Iterator[str]:
    signers = [f"{one.signature.name}, {one.signature.role}, {one.signature.date}" for one in page.state.signers[at]]
    yield from (page.say("signed", who) for who in signers)
    if urgent and urgent.was:
        was = urgent.was
        yield f"{page.say('changed', was.signed.signature.name)}: {escape(changed(was.row.text, block.text))}"
    elif not signers:
        yield page.say("open")
    if urgent and urgent.reasons:
        yield page.say("danger", ", ".join(urgent.reasons))


def _works(page: Reviewed) -> str:
    links = page.shown.markup.links
    rows = "".join(
        f'<li id="{links[f"cite:{key}"]}">{_work(work)}</li>'
        for key, work in (page.evidence.material.works or {}).items()
    )
    return f'<section class="part" id="works"><h2>{page.say("works")}</h2><ul>{rows}</ul></section>'


def _work(work: Work) -> str:
    parts = [
        escape(plain(work.fields.get(name, ""))) for name in ("author", "title", "journal", "note", "verification")
    ]
    address = address_of(work)
    link = f'<a href="{escape(address)}" rel="noreferrer">{escape(address)}</a>' if address else ""
    return f"<code>{escape(work.key)}</code> " + ". ".join(filter(None, [*parts, str(work.year or ""), link]))

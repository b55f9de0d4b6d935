"""What is printed and cut for a session: cards, sheets and forms, as Markdown with its sources."""

from __future__ import annotations

from string import ascii_uppercase
from typing import TYPE_CHECKING

from course.instructor.texts import Block, Cards, Part, as_text, boxes, bullets, flat, sized_table, table
from course.instructor.words import _, labelled
from course.shortcuts.quotes import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from course.instructor.stock import Stock
    from course.sessions.plan import BlankForm, Plan, Role, RolePlay

    Kit = Callable[[Stock], Iterator[Part]]

BLANK = r"\_" * 28
SHORT = r"\_" * 12
LETTERS = 6
SEATS = 15
"""How many people one sign-in sheet holds."""


def role_plays(stock: Stock) -> Iterator[Part]:
    """Yield for each role play what the trainer reads out, then the cards of one group."""
    path = stock.file.path
    for place, play in enumerate(stock.plan.role_plays):
        if stock.plays is not None and play.id not in stock.plays:
            continue
        line = stock.file.line("role_plays", place)
        facts = [
            labelled(_("Goal"), flat(play.goal)),
            labelled(_("Minutes"), str(play.minutes)),
            labelled(_("Safety, read aloud before each round"), flat(play.safety)),
        ]
        facts += [labelled(_("Afterwards"), flat(play.afterwards))] if play.afterwards else []
        ask = f"**{_('ASK')}**\n\n{bullets(play.debrief)}"
        yield Part(play.title, [Block(bullets(facts), path, line), Block(ask, path, line)])
        cards = [*(_role(role, stock.project.language) for role in play.roles), _observer(play), _debrief(play)]
        sheet = Cards(tuple((title, Block(text, path, line)) for title, text in cards), rows=2)
        yield Part(str(_("%1: cards for one group")).replace("%1", play.title), [sheet])


def _role(role: Role, language: str) -> tuple[str, str]:
    lines = [flat(role.card)]
    lines += [labelled(_("You begin"), quoted(flat(role.opening), language))] if role.opening else []
    lines += [labelled(_("Only you know; show this card to nobody"), flat(role.hidden))] if role.hidden else []
    return role.name, "\n\n".join(lines)


def _observer(play: RolePlay) -> tuple[str, str]:
    lead = str(_("Tick what you see or hear. Say nothing until the end."))
    return str(_("Observer")), f"{lead}\n\n{boxes(play.observer)}"


def _debrief(play: RolePlay) -> tuple[str, str]:
    lead = str(_("Step out first: say your own name. Then talk, in this order."))
    return str(_("Debrief")), f"{lead}\n\n{bullets(play.debrief)}"


def claim_cards(stock: Stock) -> Iterator[Part]:
    """Yield the statements of the document to be sorted, and the heads of the piles."""
    path, chosen = stock.register.path, [stock.register.by_id[name] for name in stock.plan.sort_claims]
    card, language = str(_("Card %1")), stock.project.language
    cards = [
        (card.replace("%1", str(number)), Block(quoted(flat(claim.seed_text), language), path, claim.line))
        for number, claim in enumerate(chosen, 1)
    ]
    yield Part(str(_("Cards")), [Cards(tuple(cards))])
    here = Block(str(_("Put the cards here.")), stock.file.path)
    yield Part(str(_("Piles")), [Cards(tuple((pile, here) for pile in stock.plan.sort_piles))])


def claim_key(stock: Stock) -> Iterator[Part]:
    """Yield for the trainer where each statement belongs and what to say."""
    path, chosen = stock.register.path, [stock.register.by_id[name] for name in stock.plan.sort_claims]
    lines = [[str(number), claim.id, str(claim.verdict), claim.answer] for number, claim in enumerate(chosen, 1)]
    head = map(str, (_("Card"), _("Statement"), _("Verdict"), _("What to say")))
    yield Part(str(_("Where each card belongs")), [Block(_only_for_you(), path), Block(table(head, lines), path)])


def obstacles(stock: Stock) -> Iterator[Part]:
    """Yield the cards of what comes in the way."""
    path, line = stock.file.path, stock.file.line
    cards = [(one.title, Block(one.card, path, line("obstacles", n))) for n, one in enumerate(stock.plan.obstacles)]
    yield Part(str(_("Cards")), [Cards(tuple(cards), rows=3)])


def obstacle_key(stock: Stock) -> Iterator[Part]:
    """Yield for the trainer what a good answer to each card holds."""
    path, line = stock.file.path, stock.file.line("obstacles")
    good = str(_("What a good answer holds"))
    expected = table([str(_("Card")), good], [[one.title, one.expect] for one in stock.plan.obstacles])
    yield Part(good, [Block(_only_for_you(), path), Block(expected, path, line)])


def _only_for_you() -> str:
    return str(_("Keep this page. Do not print it for participants."))


def vote_cards(stock: Stock) -> Iterator[Part]:
    """Yield one large letter a card, for votes that can be told apart without color."""
    here = Block(str(_("Hold up one card for each vote.")), stock.file.path)
    yield Part(
        str(_("Cards")), [Cards(tuple((letter, here) for letter in ascii_uppercase[:LETTERS]), rows=3, large=True)]
    )


def blank_form(form: BlankForm) -> Kit:
    """Return the kit of a form of the plan: sheets whose tables people fill in by hand."""

    def sheets(stock: Stock) -> Iterator[Part]:
        for sheet in form.sheets:
            lead = [Block(sheet.lead, stock.file.path)] if sheet.lead else []
            yield Part(sheet.title, [*lead, _form(stock, sheet.columns, sheet.rows)])

    return sheets


def sign_in(stock: Stock) -> Iterator[Part]:
    """Yield the list of who came; it asks for no more than is needed."""
    lead = (
        f"{_('Session')}: {BLANK} {_('Date')}: {SHORT} {_('Place')}: {BLANK}\n\n"
        f"{_('Trainer')}: {BLANK} {_('Producer')}: {SHORT}"
    )
    head = (_("Name"), _("Profession"), _("From"), _("Until"), _("Signature"))
    note = _(
        "This list shows attendance. Keep it only as long as your organization must, and share it with nobody else."
    )
    blocks = [Block(lead, stock.file.path), Block(str(note), stock.file.path), _form(stock, head, ("",) * SEATS)]
    yield Part(str(_("Who is here")), [*blocks])


def evaluation(stock: Stock) -> Iterator[Part]:
    """Yield the form to be filled in at the end, without a name."""
    path, line = stock.file.path, stock.file.line("evaluation")
    head = [*map(str, (_("Please tick one"), _("Not at all"), _("A little"), _("Mostly"), _("Fully")))]
    rows = [[text, "☐", "☐", "☐", "☐"] for text in stock.plan.evaluation]
    form = sized_table(head, rows, (48, 13, 13, 13, 13))
    yield Part(str(_("Your opinion")), [Block(str(_("No name, please.")), path), Block(form, path, line)])
    asks = (
        _("One thing I will do by Friday"),
        _("One thing that was missing or wrong"),
        _("Was anything like advertising?"),
    )
    yield Part(str(_("In your words")), [_form(stock, (_("Question"), _("Your answer")), asks)])


def certificate(stock: Stock) -> Iterator[Part]:
    """Yield the record of attendance: it promises no credit, because nobody accredits it."""
    lines = [
        f"**{stock.project.title}**", f"{_('Name')}: {BLANK}{BLANK}", str(_("attended the session")),
        f"{_('Format')}: {BLANK} {_('Date')}: {SHORT}", f"{_('Minutes attended, without pauses')}: {SHORT}",
        f"{_('Trainer')}: {BLANK} {_('Signature')}: {BLANK}", *_signed(stock),
        str(_("This paper shows attendance only. It is not continuing-education credit.")),
        f"{_('Accreditation')}: {flat(stock.plan.accreditation)}",
    ]  # fmt: skip
    yield Part(str(_("Attendance")), [Block("\n\n".join(lines), stock.file.path)])


def _signed(stock: Stock) -> Iterator[str]:
    """Yield the line for whoever signs for the provider, if course.toml names anybody."""
    provider = stock.project.tables.provider
    if provider and provider.signatory:
        yield f"{_('Provider')}: {BLANK}\n\n{as_text(provider.signatory)}"


def _form(stock: Stock, head: tuple[object, ...], rows: tuple[object, ...]) -> Block:
    """Return a table whose cells are left empty but for the first of each row."""
    first, count = _FIRST.get(len(head), 100 // len(head)), len(head) - 1
    widths = (first, *[(100 - first) // count] * count)
    lines = [(str(row), *[""] * count) for row in rows]
    return Block(sized_table([*map(str, head)], lines, widths), stock.file.path)


_FIRST = {2: 40, 3: 24}
"""The share of the first column, which has words, in a form of two or three columns."""

_WORK: dict[str, Kit] = {
    "role-plays": role_plays,
    "claim-cards": claim_cards,
    "claim-cards-key": claim_key,
    "obstacle-cards": obstacles,
    "obstacle-cards-key": obstacle_key,
    "vote-cards": vote_cards,
}
RECORDS: dict[str, Kit] = {"sign-in": sign_in, "evaluation": evaluation, "certificate": certificate}
"""What bears the name of whoever gives the session."""
KITS = {**_WORK, **RECORDS}
"""The kits that every course has, by the name that `{kit}` takes."""


def kits_of(plan: Plan) -> dict[str, Kit]:
    """Return the kits of a course in the order of printing: its own forms stand before the records of the session."""
    return {**_WORK, **{form.id: blank_form(form) for form in plan.forms}, **RECORDS}


def copies(plan: Plan, name: str) -> str:
    """Return how often a kit is printed, and what is done with it."""
    words = {
        "role-plays": _("the first page of each role play once, for you; the cards once a group of three, cut"),
        "claim-cards": _("once a pair, cut"),
        "claim-cards-key": _("once, for you alone"),
        "obstacle-cards": _("once a group, cut"),
        "obstacle-cards-key": _("once, for you alone"),
        "vote-cards": _("once a person, cut"),
        "sign-in": _("once for 15 people"),
        "evaluation": _("once a person"),
        "certificate": _("once a person"),
        **{form.id: form.copies for form in plan.forms},
    }
    return str(words[name])

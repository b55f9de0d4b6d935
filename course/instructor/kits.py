"""What is printed and cut for a session: cards, sheets and forms, as Markdown with its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.instructor.texts import Block, Part, bullets, flat, sized_table, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from course.instructor.plan import Role, RolePlay
    from course.instructor.stock import Stock

BLANK = r"\_" * 28
SHORT = r"\_" * 12


def role_plays(stock: Stock) -> Iterator[Part]:
    """Yield the cards of each role play: roles, observer, debrief."""
    path = stock.file.path
    for place, play in enumerate(stock.plan.role_plays):
        line = stock.file.line("role_plays", place)
        intro = f"**Goal:** {flat(play.goal)} ({play.minutes} minutes)\n\n**Safety:** {flat(play.safety)}"
        cards = [*(_role(role) for role in play.roles), _observer(play), _debrief(play)]
        yield Part(play.title, [Block(intro, path, line), Block(_cards(cards), path, line)])


def _role(role: Role) -> tuple[str, str]:
    lines = [flat(role.card)]
    lines += [f"**You begin:** “{flat(role.opening)}”"] if role.opening else []
    lines += [f"**Only you know:** {flat(role.hidden)}"] if role.hidden else []
    return role.name, "\n\n".join(lines)


def _observer(play: RolePlay) -> tuple[str, str]:
    ticks = "\n\n".join(f"☐ {flat(line)}" for line in play.observer)
    return "Observer", f"Tick what you see or hear. Say nothing until the end.\n\n{ticks}"


def _debrief(play: RolePlay) -> tuple[str, str]:
    return "Debrief", "The clinician speaks first, then the patient, then the observer.\n\n" + bullets(play.debrief)


def claim_cards(stock: Stock) -> Iterator[Part]:
    """Yield the statements of the document to be sorted, and the heads of the piles."""
    path, chosen = stock.register.path, [stock.register.by_id[name] for name in stock.plan.sort_claims]
    cards = [(f"Card {number}", f"“{flat(claim.seed_text)}”") for number, claim in enumerate(chosen, 1)]
    yield Part("Cards", [Block(_cards(cards), path)])
    yield Part("Piles", [Block(_cards([(pile, "Put the cards here.") for pile in stock.plan.sort_piles]), path)])


def claim_key(stock: Stock) -> Iterator[Part]:
    """Yield for the trainer where each statement belongs and what to say."""
    path, chosen = stock.register.path, [stock.register.by_id[name] for name in stock.plan.sort_claims]
    lines = [
        [str(number), claim.id, str(claim.verdict), claim.answer]
        for number, claim in enumerate(chosen, 1)
    ]  # fmt: skip
    text = "Keep this page. Do not print it for participants.\n\n" + table(
        ["Card", "Statement", "Verdict", "What to say"], lines
    )
    yield Part("Where each card belongs", [Block(text, path)])


def obstacles(stock: Stock) -> Iterator[Part]:
    """Yield the cards of what comes in the way."""
    path, line = stock.file.path, stock.file.line("obstacles")
    yield Part("Cards", [Block(_cards([(one.title, one.card) for one in stock.plan.obstacles]), path, line)])


def obstacle_key(stock: Stock) -> Iterator[Part]:
    """Yield for the trainer what a good answer to each card holds."""
    path, line = stock.file.path, stock.file.line("obstacles")
    expected = table(["Card", "A good answer holds"], [[one.title, one.expect] for one in stock.plan.obstacles])
    yield Part("What a good answer holds", [Block(expected, path, line)])


def workshop(stock: Stock) -> Iterator[Part]:
    """Yield the blank sheet of the taper workshop: no step is printed on it, on purpose."""
    path = stock.file.path
    lead = (
        "For a fictional person only. Write no real name. The sheet is blank on purpose: it gives no dose and no "
        "schedule, and it makes none."
    )
    yield Part("Decide", [Block(lead, path), _form(stock, ("", "Benefit", "Risk"), ("Going on", "Cutting down"))])
    rows: tuple[str, ...] = ("What matters to the person", "Who must be part of it", "Home or hospital, and why")
    yield Part("Before anything changes", [_form(stock, ("Question", "Our answer"), rows)])
    rows = (
        "Size, in percent, and percent of what", "Date of the next look", "Signs that mean hold",
        "Signs that mean emergency", "Form from the pharmacist", "Person to call",
    )  # fmt: skip
    yield Part("The first step", [_form(stock, ("Agree on", "Our answer"), rows)])
    rows = ("What happened", "Hold, slow, step back or go on", "Source that we would show")
    yield Part("After the obstacle card", [_form(stock, ("Then", "Our answer"), rows)])


def sign_in(stock: Stock) -> Iterator[Part]:
    """Yield the list of who came; it asks for no more than is needed."""
    lead = f"Session: {BLANK} Date: {SHORT} Place: {BLANK}\n\nTrainer: {BLANK} Producer: {SHORT}"
    yield Part("Who is here", [Block(lead, stock.file.path), _form(stock, _SIGN, ("",) * 13)])
    note = "This list shows attendance. Keep it only as long as your organization must, and share it with nobody else."
    yield Part("What the list is for", [Block(note, stock.file.path)])


_SIGN = ("Name", "Profession", "From", "Until", "Signature")


def evaluation(stock: Stock) -> Iterator[Part]:
    """Yield the form to be filled in at the end, without a name."""
    path, line = stock.file.path, stock.file.line("evaluation")
    head = ["Please tick one", "Not at all", "A little", "Mostly", "Fully"]
    rows = [[text, "☐", "☐", "☐", "☐"] for text in stock.plan.evaluation]
    yield Part("Your opinion", [Block("No name, please.", path), Block(table(head, rows), path, line)])
    asks = ("One thing I will do by Friday", "One thing that was missing or wrong", "Was anything like advertising?")
    yield Part("In your words", [_form(stock, ("Question", "Your answer"), asks)])


def certificate(stock: Stock) -> Iterator[Part]:
    """Yield the record of attendance: it promises no credit, because nobody accredits it."""
    lines = [
        f"**{stock.project.title}**", f"Name: {BLANK}{BLANK}", "attended the session", f"Format: {BLANK} Date: {SHORT}",
        f"Minutes attended, without pauses: {SHORT}", f"Trainer: {BLANK} Signature: {BLANK}",
        "This paper shows attendance only. It is not continuing-education credit.",
        f"Accreditation: {flat(stock.plan.accreditation)}",
    ]  # fmt: skip
    yield Part("Attendance", [Block("\n\n".join(lines), stock.file.path)])


def _form(stock: Stock, head: tuple[str, ...], rows: tuple[str, ...]) -> Block:
    """Return a table whose cells are left empty but for the first of each row."""
    first, count = _FIRST.get(len(head), 100 // len(head)), len(head) - 1
    widths = (first, *[(100 - first) // count] * count)
    return Block(sized_table(head, [(row, *[""] * count) for row in rows], widths), stock.file.path)


_FIRST = {2: 40, 3: 24}
"""The share of the first column, which has words, in a form of two or three columns."""


def _cards(cards: list[tuple[str, str]]) -> str:
    """Return cards to cut, two in a row."""
    inside = "".join(f"\n::::{{grid-item-card}} {title}\n{body}\n::::\n" for title, body in cards)
    return f":::::{{grid}} 2\n:gutter: 2\n:class-container: course-cards\n{inside}\n:::::"


KITS: dict[str, Callable[[Stock], Iterator[Part]]] = {
    "role-plays": role_plays,
    "claim-cards": claim_cards,
    "claim-cards-key": claim_key,
    "obstacle-cards": obstacles,
    "obstacle-cards-key": obstacle_key,
    "taper-workshop": workshop,
    "sign-in": sign_in,
    "evaluation": evaluation,
    "certificate": certificate,
}
"""The kits by the name that `{kit}` takes."""

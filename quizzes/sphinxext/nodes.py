"""The nodes of a question: what a quiz is made of, before any output format is chosen.

Every text is a child node with source and line (never an attribute), so that references, citations and translation
catalogues work inside questions. Attributes hold ids, numbers and flags only. The tree, `?` at most one, `*` any
number:

    quiz            bank mode answers label attempts pass_mark
      quiz_title?
      quiz_item*    item_id item_type answered_by bank revision number (0: none) points scored scoring attempts bloom
                    objectives mode answers (those of the quiz around it) key (the parts of `quizzes.key`) grading
                    (JSON of the key) fingerprint (hash of it) rubric (JSON of the points of each
                    criterion) next (JSON: the part of the case by the answer, "" ends it; "" without branches)
                    variants (values, key and words of each variant, see `varying`)
        quiz_title?
        quiz_stimulus?
        quiz_stem                                  may hold quiz_gap(gap_id, number), inline
                                                   every text may hold quiz_value(name), inline
        quiz_choices > quiz_choice*(choice_id, letter, correct) > quiz_choice_text, quiz_feedback?
                                                   single, multiple, truefalse; likert without keys and feedback;
                                                   feedback has worth: the points of its choice, "" without weights
        quiz_pairs   > quiz_pair*(pair_id, number) > quiz_premise, quiz_feedback?
                     > quiz_response*(value, template, letter)   in the order shown, distractors among them
        quiz_steps   > quiz_step*(step_id, letter) > quiz_choice_text, quiz_feedback?   in the order shown
        quiz_number  > quiz_unit?, quiz_feedback?
        quiz_answers multiline  > quiz_answer* > quiz_answer_text, quiz_feedback?
        quiz_essay lines  > quiz_model_answer, quiz_criterion*(criterion_id, points)
        quiz_gaps    > quiz_gap_key*(gap_id, number) > quiz_answer_text*, quiz_option*(value, template), quiz_feedback?
        quiz_hint*
        quiz_rationale?(references)                references: "key locator" each
        quiz_solution?                             made by post-transforms, see `transforms`
    quiz_key        quiz                           placeholder of `{quiz-key}`; filled by a post-transform
"""

from __future__ import annotations

# ruff: noqa: N801 - docutils finds visitors by the lower-case name of a node class
from docutils import nodes


class QuizNode(nodes.General, nodes.Element):
    """Base of every block of a question."""


class quiz(QuizNode):
    """A bank, or a selection of its items, at its place in a page."""


class quiz_title(nodes.General, nodes.TextElement):
    """The title of a quiz or of an item."""


class quiz_item(QuizNode):
    """One question with everything that belongs to it."""


class quiz_stimulus(QuizNode):
    """The case or passage that comes before the stem."""


class quiz_stem(QuizNode):
    """The question itself."""


class quiz_gap(nodes.Inline, nodes.Element):
    """A gap inside the stem of a cloze item."""


class quiz_value(nodes.Inline, nodes.TextElement):
    """A value of an item that varies; `name` is that of the value, `=` that of the key in words."""


class quiz_choices(QuizNode):
    """The choices, in the order shown."""


class quiz_choice(QuizNode):
    """One choice, or one point of a rating scale."""


class quiz_choice_text(QuizNode):
    """What the learner reads beside the button; also the text of a step."""


class quiz_feedback(QuizNode):
    """Read after answering: `target` is the id of the choice, `label` its letter, `worth` its points."""


class quiz_pairs(QuizNode):
    """Premises, then all responses in the order shown."""


class quiz_pair(QuizNode):
    """One premise."""


class quiz_premise(QuizNode):
    """The text of a premise."""


class quiz_response(QuizNode):
    """One response that can be chosen for a premise."""


class quiz_steps(QuizNode):
    """The steps of an ordering, in the order shown, which is not the key."""


class quiz_step(QuizNode):
    """One step."""


class quiz_number(QuizNode):
    """The field for a number."""


class quiz_unit(nodes.General, nodes.TextElement):
    """The unit printed after a number."""


class quiz_answers(QuizNode):
    """The field for a short answer, and the accepted answers."""


class quiz_answer(QuizNode):
    """One accepted answer."""


class quiz_answer_text(nodes.General, nodes.TextElement):
    """The words of an accepted answer."""


class quiz_essay(QuizNode):
    """The lines for an open answer; `lines` is how many paper has."""


class quiz_model_answer(QuizNode):
    """An answer that would get every point."""


class quiz_criterion(QuizNode):
    """One line of the rubric, worth `points`."""


class quiz_gaps(QuizNode):
    """The keys of the gaps of a cloze item."""


class quiz_gap_key(QuizNode):
    """The key of one gap, and the words to choose from when there are any."""


class quiz_option(nodes.General, nodes.TextElement):
    """A word to choose from in a gap."""


class quiz_hint(QuizNode):
    """A hint."""


class quiz_rationale(QuizNode):
    """Why the key is right, with its references as the last paragraph."""


class quiz_solution(QuizNode):
    """Key in words, feedback and rationale, taken out of the question."""


class quiz_key(QuizNode):
    """The place of an answer key."""


QUIZ_NODES: tuple[type[nodes.Element], ...] = (
    quiz, quiz_title, quiz_item, quiz_stimulus, quiz_stem, quiz_gap, quiz_choices, quiz_choice, quiz_choice_text,
    quiz_value, quiz_feedback, quiz_pairs, quiz_pair, quiz_premise, quiz_response, quiz_steps, quiz_step, quiz_number,
    quiz_unit,
    quiz_answers, quiz_answer, quiz_answer_text, quiz_gaps, quiz_gap_key, quiz_option, quiz_hint, quiz_rationale,
    quiz_solution, quiz_key, quiz_essay, quiz_model_answer, quiz_criterion,
)  # fmt: skip
"""Every node class of this package; each output format has a visitor for each of them."""

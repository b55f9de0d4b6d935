"""What other tools, and habits, call the keys and the types of a bank: guesses for who typed another name."""

from __future__ import annotations

OTHER_NAMES = {
    "question": "stem", "prompt": "stem", "options": "choices", "answers": "choices", "explanation": "rationale",
    "context": "rationale", "hint": "hints", "objectives": "objective", "references": "reference", "tag": "tags",
    "is_correct": "correct", "comment": "feedback", "shuffle_answers": "shuffle", "yes": "true", "no": "false",
    "True": "true", "False": "false", "name": "title", "questions": "items", "label": "text", "value": "text",
    "fraction": "weight", "score": "weight",
}  # fmt: skip
"""What other tools call the keys of a bank."""
NAMES_BY_TYPE = {
    "order": dict.fromkeys(("items", "steps", "choices", "options", "answers", "elements", "order"), "sequence"),
    "match": dict.fromkeys(("items", "choices", "options", "matches", "answers", "premises"), "pairs"),
    "short": dict.fromkeys(("answer", "accept", "accepted", "correct", "choices", "solutions"), "answers"),
    "cloze": dict.fromkeys(("blanks", "answers", "answer", "choices"), "gaps"),
    "numeric": dict.fromkeys(("value", "answers", "correct", "solution", "range"), "answer"),
    "likert": dict.fromkeys(("choices", "options", "points", "levels", "answers"), "scale"),
    "truefalse": dict.fromkeys(("correct", "answers", "key", "solution"), "answer"),
    "essay": {
        **dict.fromkeys(("criteria", "marks", "scoring_guide", "grading"), "rubric"),
        **dict.fromkeys(("answer", "answers", "solution", "sample_answer", "sample"), "model_answer"),
    },
    "single": dict.fromkeys(("answers", "items"), "choices"),
    "multiple": dict.fromkeys(("answers", "items"), "choices"),
}
"""What the keys of an item are called elsewhere, by the type that it has."""
OTHER_TYPES = {
    **dict.fromkeys(("mcq", "mc", "sc", "multiple-choice", "multiple_choice", "single-choice", "choice"), "single"),
    **dict.fromkeys(
        ("mr", "ma", "sata", "multiple-response", "multiple_response", "select-all", "checkbox"), "multiple"
    ),
    **dict.fromkeys(("tf", "true-false", "true/false", "true_false", "boolean", "bool"), "truefalse"),
    **dict.fromkeys(("matching", "pairs"), "match"),
    **dict.fromkeys(("ordering", "sequence", "ranking"), "order"),
    **dict.fromkeys(("number", "numerical", "calculation"), "numeric"),
    **dict.fromkeys(("shortanswer", "short-answer", "short_answer", "text", "string"), "short"),
    **dict.fromkeys(("fib", "fill-in", "fill-in-the-blank", "fill_in_the_blank", "gap", "blank"), "cloze"),
    **dict.fromkeys(("open", "open-ended", "free-text", "freetext", "long-answer", "extended-response", "es"), "essay"),
    **dict.fromkeys(("survey", "scale", "rating", "poll"), "likert"),
}
"""What other tools call the types of questions."""
CALLED_TYPE = frozenset({"type", "kind", "qtype", "questiontype", "question_type", "question-type"})
"""What other tools call the key `type`."""
RIGHT_CHOICE = frozenset({"answer", "key", "correct", "solution", "correct_answer", "right"})
"""What an item with choices has elsewhere for the right one."""

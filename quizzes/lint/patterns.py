"""The patterns of the rules about structure, stems and cues, compiled once."""

from __future__ import annotations

import re

from quizzes.lint.text_measures import word_set

I = re.IGNORECASE  # noqa: E741 - the name that `re` itself uses

# Structure -----------------------------------------------------------------------------------------------------------
ALL_OR_NONE = re.compile(
    r"\b(?:all|none|neither|both|any|each)(?: \w+)? of (?:the )?(?:above|below)\b|\b(?:all|none) (?:the )?above\b"
    r"|^\W*(?:all|none|neither|both|any)(?: (?:two|three|four|five|other|listed))?(?: of)?(?: the| these| those)?"
    r" (?:choices|options|answers)(?: (?:above|below|listed|given|apply|(?:is|are) (?:correct|right|true)))?\W*$"
    r"|^\W*(?:all|none|both|neither|any)(?: \w+)? of (?:them|these|those|the (?:above|below|rest))\W*$"
    r"|^\W*(?:all|none|both|neither) (?:are|is) (?:correct|right|true|wrong)\W*$|^\W*all (?:apply|correct)\W*$",
    I,
)
K_LETTERS = re.compile(
    r"^\W*(?:[Bb]oth )?(?:[Oo]ptions? |[Aa]nswers? )?\(?[A-Ea-e]\)?(?: ?, ?\(?[A-Ea-e]\)?)*,? (?:and"
    r"|&) \(?[A-Ea-e]\)?(?: only)?\W*$"
    r"|^\W*\(?[A-E]\)? only\W*$"
)
K_NUMBERS = re.compile(
    r"^\W*(?:both )?\(?(?:[1-6]|[IV]{1,3})\)?(?: ?, ?\(?(?:[1-6]|[IV]{1,3})\)?)*,? (?:and|&) \(?(?:[1-6]"
    r"|[IV]{1,3})\)?(?: only)?\W*$"
    r"|^\W*\(?(?:[1-6]|[IV]{1,3})\)? only\W*$"
)
NUMBERED_LIST = re.compile(r"(?:^|\s)\(?(?:1|I)[.)]\s.*?\(?(?:2|II)[.)]\s", re.DOTALL)
LABELLED_NOUN = re.compile(
    r"\b(?:vitamins?|hepatitis|influenza|blood|groups?|types?|schedules?|grades?|class(?:es)?)\b", I
)
POSITION = re.compile(
    r"\b(?:[Oo]ptions?|[Cc]hoices?|[Aa]nswers?|[Dd]istractors?) [A-E]\b(?!['’])"
    r"|\b(?:[Oo]ption|[Cc]hoice|[Aa]nswer) (?:[b-e]\b|\(?[1-5]\b|\([a-e]\))"
    r"|\b[Tt]he (?:first|second|third|fourth|fifth|last|previous|preceding|above|below|next) (?:option|answer)s?\b"
    r"(?! (?:for|to|in|would be to|he|she|they|given by)\b)"
    r"|\b[Tt]he (?:third|fourth|fifth|last|previous|preceding|above|below) choices?\b(?! (?:for|to|of|in)\b)"
    r"|\b[Tt]he (?:option|choice|answer)s? (?:above|below)\b"
    r"|(?:^|(?<=[.!?] )|\b(?:[Ss]ee|[Uu]nlike|[Ll]ike|[Bb]oth|[Cc]hoose|[Oo]ptions?|[Cc]hoices?|[Aa]nswers?) )\([A-E]\)"
)
TRUE_FALSE_WORDS = frozenset({"true", "false", "yes", "no"})
BLANK = re.compile(r"_{3,}")
FINAL_BLANK = re.compile(r"(?:_{3,}|[(（][ \u3000]*[)）])\W*$")
ASKED = ("?", "？", "؟", "՞", "፧", ":", "：")
"""What a question ends with in the scripts of the world; the colons come last."""
_BEFORE_TASK = r"^(?:(?:please|now|then|and|always|first|next),? )?"
TASK = re.compile(
    _BEFORE_TASK + r"(?:put|match|order|arrange|sort|rank|assign|connect|place|bring|number|pair|drag|type|write|enter"
    r"|give|name|state|list|define|describe|explain|fill|say|tell|label)\b",
    I,
)
"""A task that is answered by writing or moving."""
CHOICE_TASK = re.compile(
    _BEFORE_TASK + r"(?:select|choose|pick|mark|tick|check|click|indicate|circle|underline|identify|find|determine"
    r"|decide|calculate|compute|evaluate|simplify|solve|factori[sz]e|expand|differentiate|integrate|convert|estimate"
    r"|round|complete|finish|translate|predict|recall|classify|express|rewrite|correct|count|add|subtract|multiply"
    r"|divide|compare|rate|judge|answer|true or false|true/false|t/f)\b",
    I,
)
"""A task that a choice answers too."""
ASKS = re.compile(
    r"\b(?:who|whom|whose|what|which|when|where|why|how)\b"
    r"|^(?:is|are|was|were|do|does|did|can|could|will|would|should|has|have|had|may|must)\b",
    I,
)
"""A sentence that asks: with a question word, or by its order."""
SHOWN = re.compile(
    r"!\[|^[ >]*(?:`{3}|~{3}|:{3}|\||[-*+] |\d+[.)] )|\n(?: {4}|\t)\S|<(?:table|img|svg|pre)\b|\$\$", re.MULTILINE | I
)
"""What 'below' may point to: a picture, a table, a list, code, a formula."""
ORDER_WORDS = re.compile(r"\b(?:above|below)\b", I)
ONE_PATIENT = re.compile(
    r"\b(?:an?|the|this) (?:[\w-]+ ){0,3}(?:patient|client|caller|man|woman|boy|girl|infant|child|teenager|baby|male"
    r"|female|adult|resident|newborn)\b",
    I,
)
UNFOCUSED = re.compile(
    r"\bwhich (?:one )?(?:of (?:the following|these|those))(?: (?:statements?|sentences?|options?|answers?|claims?))?"
    r"(?: is| are)? (?:not )?(?:true|false|correct|incorrect|accurate|inaccurate|right|wrong)\b"
    r"|\bwhich (?:one|statements?|sentences?|options?|answers?) (?:is|are) (?:not )?(?:true|false|correct"
    r"|incorrect|accurate)\b"
    r"|^\W*(?:regarding|concerning|with respect to|as regards)\b",
    I,
)
CHOOSE_ALL = re.compile(
    r"\b(?:select|choose|pick|mark|tick|check|name|identify|indicate|click)(?: on)? (?:all|every|each|any|one or more"
    r"|the (?:two|three|four|five)|two|three|four|five|six|\d)\b|\ball (?:that|which) apply\b|\bmore than one (?:answer"
    r"|option|choice)\b|\b(?:which|what) \(?(?:if any|one or more)\b",
    I,
)
HOW_MANY = re.compile(
    r"\b(?:(?:select|choose|pick|mark|tick|check|name)(?: the)?|which|what) (two|three|four|five|six|[2-6])\b", I
)
NUMBER_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
SENSORY = re.compile(
    r"\b(?:shown|listed|pictured|seen|given|drawn|figure|image|picture|table|diagram|chart|graph|box|button|list) "
    r"(?:above|below|(?:to|on|at) the (?:left|right)|left|right|opposite)\b"
    r"|\b(?:above|below|left|right|left-hand|right-hand) (?:figure|image|picture|table|diagram|chart|graph|panel"
    r"|column)\b"
    r"|\b(?:the|in|marked|shown|colou?red|printed) (?:red|green|blue|yellow|orange)\b"
    r"(?= (?:figure|line|bar|box|area|curve|text|button|arrow|circle|column|dot|part|field)s?\b|[.?!,;:]|$)",
    I,
)
SENSORY_WORDS = word_set("above below left right opposite hand red green blue yellow orange")
AGE = re.compile(
    r"\b\d{1,3}[- ](?:year|month|week|day)s?[- ]old\b|\baged \d{1,3}\b|\bin (?:his|her|their) (?:early |late "
    r"|mid-?)?\d0s\b"
    r"|\b(?:one|other|man|woman|patient|client|[A-Z]\w+), (?:aged )?\d{1,3}\b",
    I,
)
SETTING = re.compile(
    r"\b(?:clinic|hospital|emergency (?:room|department)|ward|pharmacy|office|visit|appointment|home|school|college"
    r"|workplace|practice|line|phone|telephone|call|center|centre|unit|shelter|prison|teacher|nurse|student|worker"
    r"|driver|pharmacist|therapist|counsel(?:l)?or|physician|doctor|clinician|prescriber|caller|colleague|engineer"
    r"|cook|clerk|manager|retired|farmer|carpenter|mechanic|accountant|lawyer|coach|team|mother|father|parent)\b",
    I,
)
COMPLAINT = re.compile(
    r"\b(?:reports?|asks?|complains?|presents?|describes?|says?|tells?|wants?|wishes|needs?|calls?|comes?|stopped|has"
    r"|had|is|was|takes?|took|feels?|notices?|noticed|requests?|arrives?|seeks?|develops?|developed|with|denies|ran"
    r"|found|brings?|mentions?|worries|writes)\b",
    I,
)
PHONE = re.compile(r"(?<![\d-])(?:\+?1[-. ])?\(?([2-9]\d{2})\)?[-. ]{1,2}(\d{3})[-. ](\d{4})(?!\d)")
PUBLIC_PREFIXES = frozenset({"800", "833", "844", "855", "866", "877", "888"})
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@([\w-]+(?:\.[\w-]+)+)\b")
INVENTED_HOST = re.compile(r"(?:^|\.)example(?:\.(?:com|org|net))?$|\.(?:test|invalid|localhost)$", I)
RECORD_NUMBER = re.compile(r"\b(?:MRN|medical record(?: number| no\.?)?|patient id)\W{0,4}[A-Z]{0,3}-?\d{4,}", I)
SOCIAL_NUMBER = re.compile(r"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])")
FULL_NAME = re.compile(r"\b[A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z]+\b")
BIRTH = re.compile(
    r"\b(?:born|dob|d\.o\.b\.|date of birth|birth date|birthday)\b\W{0,4}(?:is |on |was )?\W{0,2}"
    r"(?:\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}|\d{1,2}\.? [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2},? \d{4})",
    I,
)
IMAGE = re.compile(r"!\[\s*\]\(")

# Cues ----------------------------------------------------------------------------------------------------------------
ABSOLUTE = re.compile(
    r"(?<!not )(?<!almost )(?<!nearly )(?<!hardly )(?<!virtually )\b(?:always|invariably|entirely|completely|solely"
    r"|guarantee[ds]?|without exception|no one|everyone|everybody|nobody|impossible|never)\b"
    r"|^\W*(?:all(?! of (?:the )?(?:above|them|these|those))(?! (?:the )?(?:above|choices|options|answers))|no"
    r"|none of the) (?:\w+ )?(?:\w+s|people|patients|children|men|women) (?!(?:of|in) the (?:above|options|answers))"
    r"|^\W*every \w+ (?:is|are|has|have|must|can|will|needs?|gets?)\b"
    r"|^\W*only \w+(?! (?:after|child))"
    r"|\b(?:all|every) (?:(?:the )?time|cases?|patients?|people|persons?|sedatives?|circumstances|situations)\b"
    r"|(?<!\d)\b100 ?(?:%|percent\b)(?! (?:oxygen|humidity|o2|solution|of))",
    I,
)
ABSOLUTE_WORDS = word_set(
    "always invariably entirely completely solely guarantee guaranteed guarantees exception no everyone everybody"
    " nobody must impossible never cannot none all only every 100"
)
HEDGE = re.compile(
    r"\b(?:usually|often|frequently|sometimes|rarely|occasionally|generally|commonly|typically|may|might)\b", I
)
"""Words of caution, which give a key away when it alone has them; 'many' and 'can be' are plain words."""
VAGUE = re.compile(
    r"\b(?:usually|often|frequently|sometimes|rarely|occasionally|generally|commonly|typically|may|might|could|can be"
    r"|many|few|some|several)\b",
    I,
)
MAY_MONTH = re.compile(
    r"\b(?:in|of|since|until|till|by|during|last|next|this|late|early|mid|from|to|before|after|on)[ -]May\b"
    r"|\bMay,? (?:of )?\d"
    r"|\b\d{1,2}(?:st|nd|rd|th)? May\b|^May$"
)
_AUX = r"(?:is|are|was|were|does|do|did|has|have|had|can|could|will|would|should|may|might|must)"
_ASKED = r"(?:which|what|who|whom|where|when|how|whose)"
RELATIVE = re.compile(
    rf"(?<=\w)(?<!following)(?<!these)(?<!below)(?<!above),? (?:that|who|whom|which|whose(?: \w+)?)"
    rf" (?:\w+ ){{0,2}}?(?:{_AUX} not|cannot|can['’]t|{_AUX}n['’]t)\b[^,;:?_]*",
    I,
)
"""'… that does not …' tells which thing is meant; the question itself is not turned round."""
NEGATION = re.compile(
    rf"\b{_ASKED}\b[^,;:?]*?\b{_AUX} (?:[\w’'-]+ ){{0,5}}?(not)\b(?! only\b)"
    rf"|\b{_ASKED}\b[^,;:?]*?\b(cannot|can['’]t|won['’]t|{_AUX}n['’]t)\b"
    rf"|^(?:\W*_{{3,}}|[^?]*\b(?:these|those|following|below)\b,?[^?]*?) {_AUX} (not)\b"
    rf"|\b{_AUX} (not)\b(?! only\b)[^.?;]*(?:[:_…])\W*$"
    r"|\b(except(?:ion)?)(?: for| of)?[\W_]*$|\b(?:all|each|every|any)\b[^.?]*?\b(except)\b(?! for smell)"
    r"|\bwith the (exception) of\W*$"
    r"|(?<!at )\b(least) (?:likely|appropriate|accurate|effective|important|useful|helpful|suitable|desirable"
    r"|consistent|indicated|probable|typical|relevant|safe|acceptable|correct|associated|expect(?:ed)?"
    r"|common(?! (?:multiple"
    r"|denominator)))\b"
    r"|(?-i:\b(LEAST|NOT|EXCEPT|FALSE|INCORRECT)\b)"
    r"|\b(?:is|are|was|were|be) (false|incorrect|untrue|inaccurate)\b(?! (?:positive|negative|alarm))"
    r"|\b(false|incorrect|untrue|inaccurate) (?:statement|answer|option|claim|assertion|choice|one)s?\b",
    I,
)
"""What turns a question round; a group holds the word. Capitals count in any place."""
NEGATIVE_WORDS = word_set("not cannot except exception least false incorrect untrue inaccurate")
"""Without one of these, or a contraction, nothing is turned round."""
OTHER_CLAUSE = re.compile(
    r"\b(?:about|of|for|by|from) not \w+ing\b|(?<!is )(?<!are )(?<!was )\bnot to \w+|\bleast restrictive\b|"
    r"\bwhy\b.*?(?=[,;:?]|$)|"
    r"\b(?:if|when|because|although|though|unless|while|who|whose|whom|until|since|so that|after|before|whether|where"
    r"|as long as|even if|that (?:he|she|it|they|we|you|the|a|an|this|her|his|their|no)"
    r"|which (?:he|she|it|they|we|you|the|a|an|her|his|their))\b.*?(?=[,;:?]|$)",
    I,
)
NEGATIVE_OPTION = re.compile(r"\b(?:not|never|cannot|nor)\b(?! only\b)|\b\w+n['’]t\b", I)
NEGATIVE_WORD = re.compile(
    r"^\W*(?:no|without)\b|\bwithout\b|\bun(?:able|likely|safe|stable|willing|aware|necessary|treated|related|important"
    r"|helpful|common|certain|clear|successful|controlled)\b",
    I,
)
ENDS_WITH_ARTICLE = re.compile(
    r"(?<!\bpoint )(?<!\bside )(?<!\bline )(?<!\bangle )(?<!\bvector )(?<!\bletter )(?<!\bvariable )(?<!\bfigure )"
    r"(?<!\bvalue of )(?<!\barrow )(?<!\bmarked )(?<!\blabel(?:ed) )(?<!\blabelled )(?<![\w/(])(a|an|A(?= _)|An)[\W_]*$"
)
ENDS_WITH_VERB = re.compile(r"\b(is|are|was|were)[\W_]*$", I)
BEGINS_WITH_VERB = re.compile(r"\W*(is|are|was|were)\b(?!\()", I)
VOWEL_SOUND = re.compile(r"hour|heir|honest|hono[u]?r|herb(?!i)", I)
CONSONANT_SOUND = re.compile(r"uni(?!n|m)|uni(?:on|q)|us[eu]|util|ur[aeio]|eu|ewe|one(?!rous)|once|ubiq|uter", I)
SPELLED_VOWEL = frozenset("AEFHILMNORSX8")
SINGULAR_S = re.compile(
    r"^(?:\w+(?:ss|us|is|itis|osis|ics)|diabetes|herpes|rabies|measles|mumps|series|species|news|always|perhaps"
    r"|rickets|shingles)$",
    I,
)
ING_NOUN = re.compile(
    r"^(?:nothing|something|anything|everything|during|morning|evening|spring|string|thing|things|bring|swing|sting"
    r"|wing|ceiling|king|ring|lasting|breathing|bleeding|swelling|training|counsel(?:l)?ing|feeling"
    r"|sibling|sterling|darling|pudding|sing)$",
    I,
)

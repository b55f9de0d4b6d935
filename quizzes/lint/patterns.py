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
FINAL_BLANK = re.compile(r"_{3,}\W*$")
TASK = re.compile(
    r"^(?:put|match|order|arrange|sort|rank|assign|connect|place|bring|number|pair|drag|type|write|enter|calculate"
    r"|give|name|state|complete|select|choose)\b",
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
    r"\b(?:select|choose|pick|mark|tick|check|name) (?:all|every|each|the (?:two|three|four|five)|two|three|four"
    r"|five|six|\d)\b",
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
    r"|guarantee[ds]?|without exception|no one|everyone|everybody|nobody|must|impossible)\b"
    r"|\b(?:never|cannot|none)\b"
    r"|(?<!not )(?<!almost )(?<!nearly )(?<!at )(?<!after )(?<!above )(?<!first of )(?<!-)\ball\b(?!-|y\b)"
    r"|(?<!not )(?<!the )(?<!if )(?<!-)\bonly\b(?! (?:after|one of|child))"
    r"|(?<!not )(?<!almost )\bevery\b(?! (?:\d|other|few|one|two|three|four|five|six|eight|ten|twelve|second|third"
    r"|day|night|morning|evening|hour|week|month|year|visit|minute|quarter|time)\b)"
    r"|\b100 ?(?:%|percent\b)",
    I,
)
ABSOLUTE_WORDS = word_set(
    "always invariably entirely completely solely guarantee guaranteed guarantees exception no everyone everybody"
    " nobody must impossible never cannot none all only every 100"
)
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
NEGATION = re.compile(
    r"\b(?:not|except(?!ional)|(?<!at )(?<!but not )least|incorrect|false(?![- ](?:positive|negative|alarm))|untrue"
    r"|exception|cannot)\b(?! only\b)|\b\w+n['’]t\b",
    I,
)
OTHER_CLAUSE = re.compile(
    r"\b(?:about|of|for|by|from) not \w+ing\b|(?<!is )(?<!are )(?<!was )\bnot to \w+|\bleast restrictive\b|"
    r"\b(?:if|when|because|although|though|unless|while|who|whose|whom|until|since|so that|after|before|whether|where"
    r"|as long as|even if|that (?:he|she|it|they|we|you|the|a|an|this|her|his|their|no)"
    r"|which (?:he|she|it|they|we|you|the|a|an|her|his|their))\b.*?(?=[,;:?]|$)",
    I,
)
NEGATIVE_OPTION = re.compile(
    r"\b(?:not|no|never|without|cannot|nor)\b|\b\w+n['’]t\b"
    r"|\bun(?!der|til|less|ion|iq|iver|anim|cle|it(?:s|ed|y|e|ing|ary)?\b|ction|ison|iform|ify|ilateral|ipolar)\w{4,}",
    I,
)
ENDS_WITH_ARTICLE = re.compile(r"\b(a|an)\W*$", I)
ENDS_WITH_VERB = re.compile(r"\b(is|are|was|were)\W*$", I)
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

FINITE_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|could|will|would|may|might|should|must|does|do|protects|helps|causes"
    r"|needs)\b",
    I,
)

"""The words of the wording rules: abbreviations, stigma, unsafe notation, spelling, groups, roles."""

from __future__ import annotations

import re

from quizzes.lint.text_measures import word_set

I = re.IGNORECASE  # noqa: E741 - the name that `re` itself uses

ABBREVIATIONS = word_set(
    "NOT EXCEPT LEAST FALSE TRUE INCORRECT ALL AND OR NO YES ONLY BEST MOST FIRST ANY NONE US USA UK EU AM PM ID OK TV"
    " PDF URL II III IV VI VII VIII IX XI XII"
)
"""Capitals that need no explanation: emphasis, Roman numbers, words everybody reads; settings add those of a field."""

ABBREVIATION = re.compile(r"(?<![\w-])([A-Z][A-Z0-9]{1,5})s?(?!\w)")
STIGMA = re.compile(
    r"\b(?:addicts?|addicted|(?:drug |alcohol |substance |opioid |benzo\w* )?abusers?|junkies?|druggies?"
    r"|drug[- ]seek(?:er|ing)s?"
    r"|pill poppers?|alcoholics?|crackheads?|(?:clean|dirty) (?:urine|screen|drug (?:test|screen)|test|sample"
    r"|specimen|time)s?"
    r"|(?:got|gets?|getting|stay(?:s|ed|ing)?|been|is|are|was) clean\b(?=[.,;?!]|$| (?:for|since|from|now))"
    r"|(?:drug|pill|benzo\w*|opioid|substance|cocaine|heroin|alcohol) habits?"
    r"|(?:kick|break|feed|support|fund)(?:s|ed|ing)? (?:the|a|his|her|their|this|that) habit|habit|drug of choice"
    r"|(?:substance|drug|alcohol|opioid|benzo\w*|prescription|medication) abuse|abus(?:e|es|ed|ing)"
    r"|(?:drug|substance|opioid|benzo\w*|clonazepam|iv|injection) users?|the users?|doctor[- ]shop(?:ping|pers?|s)?"
    r"|recreational(?:ly)? us(?:e|ers?|ing)|get(?:s|ting)? high|illicit drugs?)\b",
    I,
)
STIGMA_OK = re.compile(
    r"(?:potential for|risks? of|history of) abuse|boxed warning[^.]*|abuse, misuse,? and addiction"
    r"|abuse \(label term\)"
    r"|abuse[- ](?:deterrent|potential|liability)|drug abuse and dependence"
    r"|substance abuse and mental health services administration|national institute on (?:drug abuse|alcohol\b[^.]*)"
    r"|(?:child|elder|sexual|physical|domestic|emotional|spousal|verbal|animal) abuse|abuse (?:hot|help)lines?"
    r"|habit[- ]forming"
    r"|alcoholics anonymous|alcoholic (?:hepatitis|liver|cirrhosis|ketoacidosis|beverages?|drinks?|cardiomyopathy"
    r"|solution)"
    r"|non-?alcoholic|the users? (?:guide|manual|interface|name|account|experience|groups?)"
    r"|(?:sleep(?:ing)?|eating|healthy?|good|daily|new|small|morning|evening|reading|bowel|study|writing|working|useful"
    r"|exercise|drinking|body|dietary|lifestyle) habits?|habits? of (?!choice)\w+ing|in the habit of"
    r"|habit(?:s)? of asking"
    r"|by habit|(?:term|word|phrase|title|heading|label)s? [“\"'‘]?abuse|addicted to (?:work|coffee|chocolate"
    r"|exercise|television)",
    I,
)
STIGMA_WORDS = word_set(
    "addict addicts addicted abuser abusers junkie junkies junky druggie druggies seeker seekers seeking popper"
    " poppers alcoholic alcoholics crackhead crackheads clean dirty habit habits choice abuse abuses abused"
    " abusing user users doctor shopping shopper shoppers shops recreational recreationally high illicit"
)
TRAILING_ZERO = re.compile(r"(?<![\d.,])\d+\.\d*0\s?(?:mg|mcg|µg|μg|g|mL|ml|L|kg|hours?|h|mmol|units?)\b(?!/)")
NAKED_DECIMAL = re.compile(r"(?<![\d.])\.\d+\s?(?:mg|mcg|µg|μg|g|mL|ml|L|kg)\b")
UNSAFE_NUMBER = re.compile(r"\d\s?(?:IU|U)\b(?!-|\.?S\b)|\d\s?cc\b|\bMS \d+(?:\.\d+)? ?mg|\d ?mg (?:of )?MS\b")
UNSAFE_WORD = re.compile(
    r"[µμ]g\b|\b(?:Mg|M)SO4\b|(?<!\w)(?:d/c|D/C)(?:['’]?d)?(?!\w)"
    r"|\b(?:mg|mcg|g|mL|ml|tablets?|tabs?|capsules?|doses?|dosed|take[ns]?|taking|given|daily|times|clonazepam"
    r"|order(?:ed)?)"
    r"(?: \w+)?,? (?:at )?(?:q\.?d\.?|QD|q\.?o\.?d\.?|QOD|h\.?s\.?|HS|qhs|QHS)(?![\w-])"
)
UNSAFE_WORDS = word_set("qd qod hs qhs q d o h s c mso4 mgso4")
OPINION = re.compile(
    r"\b(?:do|would|did) you (?:personally |really )?(?:think|believe|feel|prefer|like best)\b"
    r"|\bin your (?:own |personal |honest )?(?:opinion|view|experience)\b|\bhow do you feel\b|\byour favou?rite\b",
    I,
)
MISSPELLINGS = {
    "weened": "weaned", "acheive": "achieve", "acheived": "achieved",
    "difficulities": "difficulties", "recieve": "receive", "recieved": "received", "seperate": "separate",
    "occured": "occurred", "occurence": "occurrence", "definately": "definitely", "neccessary": "necessary",
    "untill": "until", "wich": "which", "teh": "the", "adress": "address", "beleive": "believe",
    "dependance": "dependence", "independant": "independent", "maintainance": "maintenance",
    "perscription": "prescription", "perscribe": "prescribe", "perscribed": "prescribed", "siezure": "seizure",
    "siezures": "seizures", "withdrawl": "withdrawal", "withdrawls": "withdrawals", "symptons": "symptoms",
    "anxeity": "anxiety", "diagnosises": "diagnoses", "intial": "initial", "judgement call": "judgment call",
    "paitent": "patient", "paitents": "patients", "pharamcist": "pharmacist", "tolerence": "tolerance",
    "priviledge": "privilege", "reccomend": "recommend", "recomend": "recommend", "reccomended": "recommended",
    "begining": "beginning", "commited": "committed", "concious": "conscious", "existance": "existence",
    "immediatly": "immediately", "noticable": "noticeable", "persistant": "persistent", "posession": "possession",
    "publically": "publicly", "succesful": "successful", "suprise": "surprise", "tommorow": "tomorrow",
    "truely": "truly", "wierd": "weird", "loose control": "lose control", "loosing control": "losing control",
    "loose weight": "lose weight", "an physical": "a physical", "are relieves": "relieves",
}  # fmt: skip
MISSPELLED = re.compile(rf"\b(?:{'|'.join(MISSPELLINGS)})\b", I)
MISSPELLED_WORDS = frozenset(word.split()[0] for word in MISSPELLINGS)
WOK = re.compile(
    r"\b(?:to|at|can|will|may|must|should|not|we|they|you|who|people) wok\b|\bwok (?:with|closely|together)\b", I
)
TWICE = re.compile(r"\b([^\W\d_]{2,}) \1\b(?!['’-])", I)
TWICE_OK = word_set("had that bye knock no very really so far cha tut hear duran baden walla pago yo")
GROUP = re.compile(
    r"\b(?:African[- ]American|Afro-\w+|Caucasian|Hispanic|Latin[oax]|Asian(?:[- ]American)?|Native American|Indigenous"
    r"|Arab|Jewish|Muslim|Hindu|Roma|Puerto Rican|Mexican(?:[- ]American)?|Chinese|Indian|Nigerian|Somali|Irish"
    r"|(?:[Bb]lack|[Ww]hite|[Bb]rown)(?= (?:\w+ )?(?:man|woman|men|women|patient|person|people|client|male|female|boy"
    r"|girl|teenager|student|teacher|mother|father|nurse|adult|veteran|caller)s?\b))"
    r"(?= (?:\w+ ){0,2}(?:man|woman|men|women|patient|person|people|client|male|female|boy|girl|teenager|student"
    r"|teacher|mother|father|nurse|adult|veteran|worker|caller|family|immigrant|engineer|clerk|descent|origin)s?\b)"
)
JOB_STEREOTYPE = re.compile(
    r"\b(?:male nurses?|(?:female|lady|woman|women) (?:doctors?|physicians?|surgeons?|pharmacists?|engineers?"
    r"|scientists?)"
    r"|m[ae]n(?:kind|power)|policem[ae]n|firem[ae]n|chairm[ae]n|salesm[ae]n|mailm[ae]n|foreman|housewi(?:fe|ves)"
    r"|cleaning lad(?:y|ies)|stewardess(?:es)?|lady clerk|male secretar(?:y|ies)|working mothers?)\b",
    I,
)
FAIRNESS_WORDS = word_set(
    "american african afro caucasian hispanic latino latina latinx asian native indigenous arab jewish muslim"
    " hindu roma puerto mexican chinese indian nigerian somali irish black white brown male female lady woman"
    " women mankind manpower policeman policemen fireman firemen chairman chairmen salesman salesmen mailman"
    " mailmen foreman housewife housewives cleaning stewardess stewardesses working"
)
"""Without one of these there is nothing to judge about fairness."""
PERSON = re.compile(
    r"\b\d{1,3}[- ]year[- ]old\b|\b(?:patients?|clients?|callers?|colleagues?|pharmacists?|nurses?|person|people|man"
    r"|men|woman|women|adults?|child(?:ren)?|teenagers?|students?|teachers?|therapists?|counsel(?:l)?ors?|physicians?"
    r"|doctors?|clinicians?|prescribers?|coach(?:es)?|team|mother|father|parents?|daughter|son|friend|neighbou?r"
    r"|employees?|managers?|learners?|you|she|he|somebody|someone|case|family|partner|veterans?|workers?|drivers?)\b",
    I,
)

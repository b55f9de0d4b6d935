"""The words of the wording rules: abbreviations, stigma, unsafe notation, spelling, groups, roles."""

from __future__ import annotations

import re

from quizzes.lint.text_measures import word_set

I = re.IGNORECASE  # noqa: E741 - the name that `re` itself uses

EMPHASIS = word_set(
    "NOT EXCEPT LEAST FALSE TRUE INCORRECT CORRECT ALL AND OR NO YES ONLY BEST MOST FIRST LAST NEXT ANY NONE EACH EVERY"
    " BOTH TWO THREE FOUR ONE MORE LESS WORST WORSE BETTER HIGH LOW HIGHEST LOWEST NEVER ALWAYS BEFORE AFTER MUST"
    " SHOULD COULD WOULD CAN CANNOT MAY MIGHT WILL DO DOES DID IS ARE WAS WERE HAS HAVE HAD WHO WHAT WHEN WHERE WHY HOW"
    " WHICH WITH FROM INTO OUT UP DOWN ON OFF IN BY TO OF FOR AT AN THE THIS THAT AS IF THEN ELSE BUT ALSO SAME OTHER"
    " NEW OLD INSIDE NOTE HINT READ LIST SELECT CHOOSE APPLY APPLIES MARK CHECK"
)
"""Words in capitals for emphasis."""
ABBREVIATIONS = EMPHASIS | word_set(
    "US USA UK EU UN AM PM ID OK TV PDF URL DNA RNA ATP HIV AIDS IQ CEO NASA GPS DVD CD PC FAQ NATO BBC FBI CIA WHO AD"
    " BC BCE CE PIN ATM SMS VIP DIY UFO LED UV USB SI WWW"
)
"""Capitals that everybody reads; settings add those of a field, and the profile those of its readers."""
CLINICAL = word_set(
    "ECG EKG EEG EMG MRI CT PET ICU ED ER IV IM PO BP HR RR BMI CNS CSF GI CPR COPD TB STI MRSA RBC WBC CBC INR PTT"
    " LDL HDL TSH FSH LH GABA SSRI NSAID ACE FDA CDC NIH PTSD ADHD OCD REM DVT PE MI CHF UTI NPO PRN RN LPN OR OB"
    " PPE AED HPV HSV RSV PCR BUN GFR ABG PSA NICU ABO RH ST QT QRS"
)
"""What nurses and physicians read without help."""
TECHNICAL = word_set(
    "API HTTP HTTPS HTML CSS JSON XML YAML SQL CPU GPU RAM ROM SSD URL URI UTF ASCII IDE GUI CLI OS IO IP TCP UDP DNS"
    " SSH FTP REST CRUD OOP UI UX AI ML LAN WAN VPN PHP AWS GCC LLVM JVM JIT SDK PNG JPEG GIF SVG CSV REPL AST DOM GNU"
    " MIT BSD OSI MVC ORM"
)
"""What programmers read without help."""

ABBREVIATION = re.compile(r"(?<![\w.-])([A-Z]{2,6})s?(?![\w.]|-?\d)")
"""Capitals alone: with a figure (CD4, HCO3, S1, T4) they are a formula, a sound, a vertebra, a cell."""
NO_ABBREVIATION = re.compile(r"[ACGTU]{3,}|[IVXLCDM]+|([A-Z])\1+|(?:([A-Z])\2){2,}|[A-F]{4,}|[ABO]{2}")
"""Sequences of bases, Roman numbers, genotypes, orders of letters."""
_DRUG = r"(?:drugs?|substances?|alcohol|opioids?|opiates?|benzo\w*|cocaine|heroin|prescriptions?|medications?|pills?)"
_PERSON = r"(?:he|she|they|i|we|patient|client|person|man|woman|mother|father|partner|son|daughter)"
STIGMA = re.compile(
    r"\b(?:addicts?|addicted|(?:drug |alcohol |substance |opioid |benzo\w* )?abusers?|junkies?|druggies?"
    r"|drug[- ]seek(?:er|ing)s?|pill poppers?|crackheads?|alcoholics"
    r"|alcoholic(?=(?: (?:who|with|and|is|was|has|needs|patients?|clients?|m[ae]n|wom[ae]n|mother|father|parents?"
    r"|adults?|persons?|in|from|for))?(?:[\s.,;:?!)]|$))(?! (?:\w*ferment|\w*bever|drink))"
    r"|dirty (?:urines?|screens?|drug (?:test|screen)s?|tests?|(?:\w+ )?samples?|specimens?)"
    r"|clean (?:drug (?:test|screen)s?|urine (?:test|screen)s?|time)"
    rf"|\b{_PERSON} (?:\w+ )?(?:got|gets?|getting|stays?|stayed|been|is|are|was) clean\b"
    r"(?=[.,;?!]|$| (?:for|since|from|now))"
    rf"|{_DRUG} habits?|(?:kick|break|feed|support|fund)(?:s|ed|ing)? (?:the|a|his|her|their) habit"
    r"|(?:his|her|their|your) drug of choice"
    rf"|{_DRUG} abuse|abus(?:e|es|ed|ing) (?:of )?(?:\w+ )?{_DRUG}|history of {_DRUG} abuse"
    r"|(?:drug|substance|opioid|benzo\w*|clonazepam|iv|injection|heroin|cocaine) users?|the users?"
    r"|doctor[- ]shop(?:ping|pers?|s)?|recreational (?:drug|users?)"
    r"|(?:to get|getting|gets?) high (?:on|off|with|from))\b",
    I,
)
STIGMA_STEMS = (
    "abus", "addict", "alcoholic", "choice", "clean", "crackhead", "dirty", "druggie", "habit", "high", "junkie",
    "junky", "popper", "recreational", "seek", "shop", "user",
)  # fmt: skip
"""One of these is in whatever `STIGMA` finds; looking for them costs a fiftieth of it."""
STIGMA_OK = re.compile(
    r"(?:potential for|risks? of) (?:\w+ )?abuse|boxed warning[^.]*|abuse, misuse,? and addiction"
    r"|abuse \(label term\)|abuse[- ](?:deterrent|potential|liability)|drug abuse and dependence"
    r"|substance abuse and mental health services administration|national institute on (?:drug abuse|alcohol\b[^.]*)"
    r"|alcoholics anonymous|alcoholic (?:hepatitis|liver|cirrhosis|ketoacidosis|beverages?|drinks?|cardiomyopathy"
    r"|solution|fermentation|neuropathy|fatty|pancreatitis|encephalopathy|extracts?|gastritis)"
    r"|non-?alcoholic|the users? (?:guide|manual|interface|name|account|experience|groups?|input)"
    r"|(?:sleep(?:ing)?|eating|healthy?|good|daily|new|small|morning|evening|reading|bowel|study|writing|working|useful"
    r"|exercise|drinking|body|dietary|lifestyle) habits?"
    r"|(?:term|word|phrase|title|heading|label)s? [“\"'‘]?abuse|addicted to (?:work|coffee|chocolate"
    r"|exercise|television)",
    I,
)
STIGMA_WORDS = word_set(
    "addict addicts addicted abuser abusers junkie junkies junky druggie druggies seeker seekers seeking popper"
    " poppers alcoholic alcoholics crackhead crackheads clean dirty habit habits choice abuse abuses abused"
    " abusing user users doctor shopping shopper shoppers shops recreational recreationally high"
)
MACHINES = word_set(
    "computer computers software app apps application website web site browser click clicks interface file files screen"
    " password login program programs code server database data account device system network page page's button menu"
    " phone keyboard design designer product input code's api manual tool model variable function string"
)
"""Where one of these stands, 'the user' uses a machine."""
DOSING = word_set(
    "dose doses dosage dosages dosed dosing tablet tablets capsule capsules take takes taking taken daily twice patient"
    " patients client clients prescribe prescribes prescribed prescription prescriptions prescriber medication"
    " medications medicine medicines administer administers administered infusion inject injected injection order"
    " orders ordered nurse insulin heparin penicillin vitamin fluid clonazepam opioid morphine taper oral bolus syringe"
)
"""Words about giving a medicine: there notation can kill, elsewhere 2.0 kg is a figure of physics."""
TRAILING_ZERO = re.compile(r"(?<![\d.,])\d+\.\d*0\s?(?:mg|mcg|µg|μg|g|mL|ml|L|kg|hours?|h|mmol|units?)\b(?!/)")
NAKED_DECIMAL = re.compile(r"(?<![\d.])\.\d+\s?(?:mg|mcg|µg|μg|g|mL|ml|L|kg)\b")
UNSAFE_NUMBER = re.compile(r"\d\s?(?:IU|U)\b(?!-|/|\.? ?S\b)|\d\s?cc\b|\bMS \d+(?:\.\d+)? ?mg|\d ?mg (?:of )?MS\b")
UNSAFE_WORD = re.compile(
    r"[µμ]g\b(?! ?/ ?(?:d?L|m?l|ml|g|kg|m))|\b(?:Mg|M)SO4\b|(?<!\w)(?:d/c|D/C)(?:['’]?d)?(?!\w)"
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

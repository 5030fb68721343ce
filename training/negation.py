"""Negated phrases for `sentiment`, made by rule: labelled words of the corpus in frames that turn them.

Reviews say “not good” often and “not bad” seldom; from them alone a network learns that “not” blames. Each
frame here comes with and without its negation, filled with words whose label the corpus gives, so that
the label depends on both. The sentences that negation is measured by (lessons/negation.json) have
other frames.
"""

import itertools
import random
from collections import Counter

Example = tuple[list[str], int]

# frames: (negated, plain); ADJECTIVE, THING (“a dull plot”), LIKED and WORKS (verbs) are to be filled
ADJECTIVES = [
    ("not ADJECTIVE in the least", "ADJECTIVE to the last"),
    ("not at all ADJECTIVE", "altogether ADJECTIVE"),
    ("not even remotely ADJECTIVE", "even more ADJECTIVE"),
    ("not that ADJECTIVE after all", "that ADJECTIVE after all"),
    ("i did n't find the PART ADJECTIVE", "i did find the PART ADJECTIVE"),
    ("i would n't call the PART ADJECTIVE", "i would call the PART ADJECTIVE"),
    ("nobody could call the PART ADJECTIVE", "anybody would call the PART ADJECTIVE"),
    ("and yet the PART is not ADJECTIVE", "and yet the PART is ADJECTIVE"),
    ("the PART is n't ADJECTIVE , i thought", "the PART is ADJECTIVE , i thought"),
    ("the PART was n't very ADJECTIVE", "the PART was very ADJECTIVE"),
    ("their PART are not so ADJECTIVE", "their PART are so ADJECTIVE"),
    ("the PART are n't ADJECTIVE either", "the PART are ADJECTIVE too"),
    ("its PART was never ADJECTIVE , not once", "its PART was always ADJECTIVE"),
    ("the PART never gets ADJECTIVE", "the PART soon gets ADJECTIVE"),
    ("the PART never feels ADJECTIVE", "the PART feels ADJECTIVE"),
    ("the PART is hardly ADJECTIVE", "the PART is truly ADJECTIVE"),
    ("the PART is far from ADJECTIVE", "the PART is close to ADJECTIVE"),
    ("the PART is anything but ADJECTIVE", "the PART is nothing but ADJECTIVE"),
    ("there is nothing ADJECTIVE in the PART", "there is something ADJECTIVE in the PART"),
    ("the PART goes on without being ADJECTIVE", "the PART goes on while being ADJECTIVE"),
    ("the PART can not be called ADJECTIVE", "the PART can be called ADJECTIVE"),
    ("no , the PART does n't seem ADJECTIVE", "yes , the PART does seem ADJECTIVE"),
    ("not the most ADJECTIVE PART", "the most ADJECTIVE PART"),
    ("the PART is neither long nor ADJECTIVE", "the PART is both long and ADJECTIVE"),
]  # fmt: skip
THINGS = [
    ("not THING at all", "THING through and through"),
    ("that was n't THING , to be fair", "that was THING , to be fair"),
    ("we did not see THING tonight", "we did see THING tonight"),
    ("one can hardly call that THING", "one can surely call that THING"),
    ("i never thought of that as THING", "i always thought of that as THING"),
    ("far from being THING", "close to being THING"),
]
LIKED = [  # what somebody does to a work
    ("we did n't LIKED the PART", "we did LIKED the PART"),
    ("i never LIKED the PART", "i still LIKED the PART"),
    ("you wo n't LIKED the PART", "you will LIKED the PART"),
    ("nobody will LIKED the PART", "everybody will LIKED the PART"),
    ("i could not LIKED the PART", "i could LIKED the PART"),
]
WORKS = [  # what a work does to somebody
    ("the PART does n't WORKS us", "the PART does WORKS us"),
    ("the PART did not WORKS anybody", "the PART did WORKS everybody"),
    ("at no time does the PART WORKS me", "at all times does the PART WORKS me"),
    ("the PART wo n't WORKS you", "the PART will WORKS you"),
    ("nothing in the PART could WORKS me", "much in the PART could WORKS me"),
    ("the PART fails to WORKS us", "the PART manages to WORKS us"),
]
PARTS = (
    "plot script cast ending direction music dialogue pace humour camera characters actors jokes songs "
    "scenes opening premise heroine hero villain effects editing screenplay"
).split()
VERBS = {  # label → what one does, what a work does
    1: ("like enjoy love recommend admire trust praise believe appreciate".split(),
        "entertain convince move charm impress thrill touch delight surprise engage".split()),
    0: ("hate dislike regret despise mind resent blame mock".split(),
        "bore disappoint annoy irritate tire insult offend bother confuse drag".split()),
}  # fmt: skip
BEST = {  # superlatives, which the corpus seldom labels
    1: "best finest funniest greatest smartest strongest freshest loveliest".split(),
    0: "worst dullest weakest silliest dumbest poorest ugliest".split(),
}
SUPERLATIVES = [
    ("not the BEST PART", "the BEST PART"),
    ("hardly the BEST PART of the year", "surely the BEST PART of the year"),
    ("that PART is n't the BEST", "that PART is the BEST"),
    (
        "i have seen PART like that before , it was not their BEST",
        "i have seen PART like that , their BEST",
    ),
]
_DEGREES = frozenset("very so too more as be is quite".split())  # an adjective follows
_TAKEN = frozenset("not no never n't nothing without hardly".split())


def words(examples: list[Example]) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """Adjectives, and things (“a dull plot”), of the corpus by label."""
    labels = {tuple(tokens): label for tokens, label in examples if len(tokens) < 4}
    after = Counter(b for tokens, _ in examples for a, b in itertools.pairwise(tokens) if a in _DEGREES)
    adjectives, things = {0: [], 1: []}, {0: [], 1: []}
    for tokens, label in sorted(labels.items()):
        if _TAKEN.intersection(tokens):
            continue
        if len(tokens) == 1 and tokens[0].isalpha() and after[tokens[0]] > 1:
            adjectives[label].append(tokens[0])
        if len(tokens) == 3 and tokens[0] in ("a", "an") and tokens[1] in after:
            things[label].append(" ".join(tokens))
    return adjectives, things


def phrases(examples: list[Example], each: int, seed: int) -> list[Example]:
    """Each frame filled so often with its negation, and half as often without, for both labels."""
    chooser = random.Random(seed)
    adjectives, things = words(examples)
    slots = {
        "ADJECTIVE": (ADJECTIVES, adjectives),
        "THING": (THINGS, things),
        "LIKED": (LIKED, {label: verbs[0] for label, verbs in VERBS.items()}),
        "WORKS": (WORKS, {label: verbs[1] for label, verbs in VERBS.items()}),
        "BEST": (SUPERLATIVES, BEST),
    }
    made = []
    for slot, (frames, fillers) in slots.items():
        for negated, plain in frames:
            for label in (0, 1):
                for frame, count, verdict in ((negated, each, 1 - label), (plain, each // 2, label)):
                    for _ in range(count):
                        phrase = frame.replace(slot, chooser.choice(fillers[label]))
                        phrase = phrase.replace("PART", chooser.choice(PARTS))
                        made.append((phrase.split() + ["."] * chooser.randint(0, 1), verdict))
    return made


def frames() -> list[str]:
    """Every frame, negated and plain, as it is filled: with PART and one slot."""
    return [
        f for group in (ADJECTIVES, THINGS, LIKED, WORKS, SUPERLATIVES) for pair in group for f in pair
    ]

"""What the tokenizers know of writing: signs that stand for each other, and the patterns that cut a text.

Data alone, which a second program can take over as it stands: the patterns mean the same to Python's
`regex` and to JavaScript's regular expressions with the flag `u`. Letters and marks are told by Unicode's
general categories and scripts (Unicode Standard Annex 44), emoji by Technical Standard 51.
"""

# One sign for all that are typed or printed in its place. Done first: the normal form NFKC would make a
# blank of some of them (´ is an accent that stands on a blank).
_SAME = {
    "'": "‘’‚‛′‵´`ʹʼʻʽ՚׳᾽᾿＇｀ꞌ❛❜\u0374\u0384\u1fef\u1ffd",
    '"': "“”„‟″‶‴‷⁗«»‹›❝❞〝〞〟＂ʺˮ״「」『』｢｣﹁﹂﹃﹄",
    "-": "‐‑‒–—―−⁃˗⁻₋⸺⸻﹘﹣－־︱︲",
    "'n": "ŉ",
    "\n": "\r\v\f\x85\u2028\u2029",
    "": "\ufe0e\ufe0f",  # whether an emoji is coloured
}
SIGNS = {"\r\n": "\n"} | {sign: one for one, signs in _SAME.items() for sign in signs}
SIGN = "\r\n|[" + "".join(sign for sign in SIGNS if len(sign) == 1) + "]"

# Accents that stand alone (¨ ¯ ˜ …): NFKC would make a blank of each, and they are left out of it.
ALONE = "¨¯¸˘-˝ͺ\u0385῀῁῍-῏῝-῟῭\u1fee῾‗‾゛゜ﱞ-ﱣ﹉-﹌ﹰﹲﹴﹶﹸﹺﹼﹾ￣"
COMPOSED = f"[^{ALONE}]+"

# One picture, however many signs it is made of: a flag is two letters, a family people and joiners.
_PERSON = r"\p{Extended_Pictographic}\p{Emoji_Modifier}?"
_TAGS = "[\U000e0020-\U000e007f]*"
EMOJI = rf"\p{{Regional_Indicator}}{{2}}|{_PERSON}{_TAGS}(?:\u200d{_PERSON})*"

# What can't be seen, outside an emoji; group 1 is what stays.
INVISIBLE = rf"({EMOJI})|(?![\n\t])[\p{{Cc}}\p{{Cf}}\p{{Cs}}]"

# Letters of any script; marks above, below and beside them belong to the word.
_LETTER = r"\p{L}\p{Nl}\p{No}\p{Script=Braille}"
# Marks that go: those on no letter, and accents of no script in particular that made no letter with theirs.
MARKS = rf"(?<![{_LETTER}\p{{M}}])\p{{M}}+|(?=\p{{M}})\p{{Script=Inherited}}"

# A word keeps its apostrophes ("don't"), a number stays whole, any other sign stands alone.
_LETTERS = rf"[{_LETTER}\p{{M}}]+"
WORD = rf"{EMOJI}|{_LETTERS}(?:'{_LETTERS})*|\p{{Nd}}+|[^\p{{Z}}\p{{Cf}}\n\t]"

BLANKS = r"[\p{Z}\t]+"  # in a line
BLANK = r"[\p{Z}\t\n\v\f\r\x85]+"  # a token that is nothing else
CHARACTER = rf"{EMOJI}|[^\p{{M}}\p{{Cf}}]\p{{M}}*"

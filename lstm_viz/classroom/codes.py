"""The names of a class: four letters to say aloud, and long random texts for its teacher and its members."""

import hashlib
import secrets

LETTERS = "BCDFGHKMNPRSTVWXYZ"  # no I, J, L, O, Q, U, which look like others; no vowels, so no words
LENGTH = 4


def new_code() -> str:
    """One of 18⁴ = 104,976 codes, drawn at random."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def read_code(text: str) -> str | None:
    """The code that somebody typed, in any case and with blanks; None where it can't be one.

    >>> read_code(" bk tm "), read_code("BKTI")
    ('BKTM', None)
    """
    code = "".join(text[:40].split()).upper()
    return code if len(code) == LENGTH and set(code) <= set(LETTERS) else None


def new_token() -> str:
    """192 random bits, as a text for a link."""
    return secrets.token_urlsafe(24)


def hashed(token: str) -> str:
    """What the store keeps of a token: who reads the store can't lead a class or vote for anybody."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()

"""The optional password at the start: stored as an argon2 hash, never as what was typed."""

from __future__ import annotations

import unicodedata
from typing import Final

from thidua_desktop.domain.errors import OfficeError

SHORTEST: Final = 6


def password_hash(password: str) -> str:
    """The hash to keep. OfficeError ``access.too_short`` below six letters."""
    from argon2 import PasswordHasher

    if len(password) < SHORTEST:
        raise OfficeError("access.too_short", count=SHORTEST)
    return PasswordHasher().hash(_composed(password))


def password_fits(password: str, stored: str) -> bool:
    """Whether the password is the one of the hash; False for a hash that cannot be read."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(stored, _composed(password))
    except (InvalidHashError, VerificationError, UnicodeError):
        return False


def _composed(password: str) -> str:
    """UniKey may write a letter composed or in parts: both are the same password."""
    return unicodedata.normalize("NFC", password)

"""Errors for whoever maintains the program: where and what kind, without a name, number or address."""

from __future__ import annotations

import re
import traceback
from pathlib import PurePath
from typing import Final

_BLANK: Final = "…"
_QUOTED: Final = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|“[^”\n]*”|`[^`\n]*`")
_PATH: Final = re.compile(r"(?:[A-Za-z]:)?(?:[\\/][^\s\\/:]+){2,}")
_TOKEN: Final = re.compile(r"[^\s,;:()\[\]{}=<>/\\|]+")
_PLAIN: Final = re.compile(r"[a-z_][a-z_.\-]*\.?|\d{1,2}|[+\-*.!?…]+")
_TECHNICAL: Final = re.compile(
    "UNIQUE|NOT|NULL|CHECK|FOREIGN|KEY|PRIMARY|INSERT|INTO|VALUES|UPDATE|SET|DELETE|FROM|SELECT|WHERE|AND|OR"
    "|SQL|Errno|WinError|None|True|False|Permission|No|Is"
)
_PARTS_SHOWN: Final = 3


def redacted(message: str) -> str:
    """The message with everything that may be data of the office blanked.

    Stored are plain lower-case ASCII words, numbers of two digits and words of SQL: enough to report one fault
    from another, too little to name anybody.
    """
    without = _PATH.sub(_BLANK, _QUOTED.sub(_BLANK, message))
    return _TOKEN.sub(lambda match: match[0] if _harmless(match[0]) else _BLANK, without)


def redacted_trace(error: BaseException) -> str:
    """The trace of an error and of its causes; messages are ``redacted``, paths lose the folders above."""
    lines: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        for frame in traceback.extract_tb(current.__traceback__):
            lines.append(f"  {_short(frame.filename)}:{frame.lineno} {frame.name}")
        lines.append(f"{type(current).__module__}.{type(current).__qualname__}: {redacted(str(current))}")
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return "\n".join(lines)


def _harmless(token: str) -> bool:
    return bool(_TECHNICAL.fullmatch(token) or _PLAIN.fullmatch(token))


def _short(filename: str) -> str:
    return "/".join(PurePath(filename).parts[-_PARTS_SHOWN:])

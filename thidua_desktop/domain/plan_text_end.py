"""The end of a plan: closing sentence, recipients, signature, and what follows as annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from thidua_desktop.domain.plan_text_lines import Line, flat
from thidua_desktop.domain.plan_text_parts import Recipient, Signer, Source
from thidua_desktop.domain.plan_text_words import PlanWords

_RECIPIENTS: Final = re.compile(r"noi nhan\s*:?")
_PURPOSE: Final = re.compile(
    r"\(\s*((?:để\s+)?(?:b/c|báo cáo|p/h|ph|t/h|thực hiện|phối hợp|biết|chỉ đạo)[^)]*)\)", re.IGNORECASE
)
_DASH: Final = re.compile(r"^[-–+]\s*")
_PERSON: Final = re.compile(r"(?:[A-ZĐÀ-Ỹ][\wà-ỹ]*\s+){1,5}[A-ZĐÀ-Ỹ][\wà-ỹ]*")
_SIGNED: Final = re.compile(r"\((?:đã ký|đã kí|ký tên.*)\)", re.IGNORECASE)
_BLANK: Final = re.compile(r"[\s.…_]*")
_CLOSING: Final = re.compile(
    r"tren day la|(?:ke hoach|chi thi) nay (?:co hieu luc|duoc)|nhan duoc (?:ke hoach|chi thi) nay"
)


@dataclass(frozen=True, slots=True)
class End:
    """``body``: how many of the lines belong to the numbered text."""

    body: int
    closing: str
    recipients: tuple[Recipient, ...]
    signer: Signer
    annexes: tuple[Line, ...]
    unread: tuple[Line, ...]


def read_end(lines: Sequence[Line], words: PlanWords) -> End:
    """From ``Nơi nhận`` on; without it from the last line that signs on."""
    start = next((n for n, line in enumerate(lines) if _RECIPIENTS.match(flat(line.text))), None)
    if start is None:
        signed = [n for n, line in enumerate(lines) if _is_signature(line.text, words)]
        start = signed[0] if signed else len(lines)
    body = start
    closing = ""
    if body and _CLOSING.search(flat(lines[body - 1].text)):
        body -= 1
        closing = lines[body].text
    return _tail(lines[start:], words, body=body, closing=closing)


def _tail(lines: Sequence[Line], words: PlanWords, *, body: int, closing: str) -> End:
    recipients: list[Recipient] = []
    signer = Signer()
    annexes: list[Line] = []
    unread: list[Line] = []
    in_list = False
    for line in lines:
        text = line.text
        if _RECIPIENTS.match(flat(text)):
            in_list = True
            rest = text[_RECIPIENTS.match(flat(text)).end() :]  # type: ignore[union-attr]
            recipients.extend(_recipients(rest, line))
        elif not annexes and not signer.name and _is_signature(text, words):
            in_list, signer = False, _signed(signer, line, words)
        elif signer.position and not signer.name and not annexes and _is_name(text):
            signer = Signer(signer.prefix, signer.position, text.strip(), signer.source)
        elif _SIGNED.fullmatch(text) or _BLANK.fullmatch(text):
            continue
        elif in_list and (_DASH.match(text) or text.endswith((";", "."))):
            recipients.extend(_recipients(text, line))
        elif annexes or signer.prefix or signer.position:
            (annexes if annexes or not text.startswith("(") else unread).append(line)
        else:
            unread.append(line)
    return End(body, closing, tuple(recipients), signer, tuple(annexes), tuple(unread))


def _recipients(text: str, line: Line) -> list[Recipient]:
    """One a line; pasted together they are told apart by the semicolon before the next dash."""
    found = []
    for piece in re.split(r";\s*(?=[-–]\s)", text):
        name = _DASH.sub("", piece.strip()).strip(" ;.")
        purpose = ""
        if said := _PURPOSE.search(name):
            purpose = said[1].strip()
            name = (name[: said.start()] + name[said.end() :]).strip(" ;.")
        if name:
            found.append(Recipient(name, purpose, Source(line.number, piece.strip())))
    return found


def _is_signature(text: str, words: PlanWords) -> bool:
    if not text.isupper() or len(text) > 90:
        return False
    plain = flat(text)
    begins = any(plain.startswith(prefix) for prefix in words.prefixes)
    return begins or any(plain == place or plain.startswith(f"{place} ") for place in words.positions)


def _signed(signer: Signer, line: Line, words: PlanWords) -> Signer:
    """Prefix and position, on one line or two; the later prefix (``KT. CHỦ TỊCH``) goes with the body's."""
    text = line.text.strip()
    plain = flat(text)
    source = signer.source or Source(line.number, text)
    if any(plain.startswith(prefix) for prefix in words.prefixes):
        for place in words.positions:
            if plain.endswith(f" {place}") and plain.split(" ", 1)[1] != place:
                cut = len(text) - len(place)
                return Signer(_joined(signer.prefix, text[:cut].strip()), text[cut:], "", source)
        return Signer(_joined(signer.prefix, text), signer.position, "", source)
    return Signer(signer.prefix, _joined(signer.position, text), "", source)


def _joined(before: str, after: str) -> str:
    return f"{before}\n{after}" if before else after


def _is_name(text: str) -> bool:
    return len(text) <= 40 and bool(_PERSON.fullmatch(text.strip()))

"""The end of a plan: closing sentence, recipients, signature, and what follows as annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from thidua_desktop.domain.plan_layout.signature import person_of, signs
from thidua_desktop.domain.plan_text.head import placed_date
from thidua_desktop.domain.plan_text.lines import Line, flat
from thidua_desktop.domain.plan_text.parts import Recipient, Signer, Source
from thidua_desktop.domain.plan_text.words import PlanWords

_RECIPIENTS: Final = re.compile(r"noi nhan\s*:?")
_PURPOSE: Final = re.compile(
    r"\(\s*((?:để\s+)?(?:b/c|báo cáo|p/h|ph|t/h|thực hiện|phối hợp|biết|chỉ đạo)[^)]*)\)", re.IGNORECASE
)
_DASH: Final = re.compile(r"^[-–+]\s*")
_SIGNED: Final = re.compile(r"\((?:đã ký|đã kí|ký tên.*)\)", re.IGNORECASE)
_BLANK: Final = re.compile(r"[\s.…_]*")
_LONGEST_BLOCK: Final = 8
_CLOSING: Final = re.compile(
    r"tren day la|(?:ke hoach|chi thi|huong dan|quy che) nay (?:co hieu luc|duoc)|nhan duoc (?:ke "
    r"hoach|chi thi) nay"
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
    dated: Line | None = None
    """Place and date, where they stand above the signature and not in the head."""


def read_end(lines: Sequence[Line], words: PlanWords) -> End:
    """From ``Nơi nhận`` on; without it from the last line that signs on. A signature may stand above it."""
    start = next((n for n, line in enumerate(lines) if _RECIPIENTS.match(flat(line.text))), None)
    if start is None:
        signed = [n for n, line in enumerate(lines) if signs(line.text, words)]
        start = signed[-1] if signed else len(lines)
        while start and (start - 1 in signed or placed_date(lines[start - 1].text)):
            start -= 1
    else:
        start = _signed_above(lines, start, words)
    body = start
    closing = ""
    if body and _CLOSING.search(flat(lines[body - 1].text)):
        body -= 1
        closing = lines[body].text
    return _tail(lines[start:], words, body=body, closing=closing)


def _signed_above(lines: Sequence[Line], start: int, words: PlanWords) -> int:
    """The first line of a signature block that ends right above ``Nơi nhận``."""
    place = start
    while place and start - place < _LONGEST_BLOCK:
        text = lines[place - 1].text
        if not (signs(text, words) or person_of(text, words) or _SIGNED.fullmatch(text) or placed_date(text)):
            break
        place -= 1
    return place if any(signs(line.text, words) for line in lines[place:start]) else start


def _tail(lines: Sequence[Line], words: PlanWords, *, body: int, closing: str) -> End:
    recipients: list[Recipient] = []
    signer = Signer()
    annexes: list[Line] = []
    unread: list[Line] = []
    dated: Line | None = None
    in_list = False
    for line in lines:
        text = line.text
        person = person_of(text, words) if signer.position and not signer.name and not annexes else None
        if _RECIPIENTS.match(flat(text)) and not annexes:
            in_list = True
            rest = text[_RECIPIENTS.match(flat(text)).end() :]  # type: ignore[union-attr]
            recipients.extend(_recipients(rest, line))
        elif not annexes and not signer.name and signs(text, words):
            in_list, signer = False, _signed(signer, line, words)
        elif person:
            signer = replace(signer, name=person[1], rank=person[0])
        elif _SIGNED.fullmatch(text) or _BLANK.fullmatch(text):
            continue
        elif not annexes and placed_date(text):
            dated = line
        elif in_list and recipients and _goes_on(recipients[-1], text):
            recipients[-1] = _longer(recipients[-1], text)
        elif in_list and (_DASH.match(text) or text.endswith((";", "."))):
            recipients.extend(_recipients(text, line))
        elif annexes or signer.prefix or signer.position:
            (annexes if annexes or not text.startswith("(") else unread).append(line)
        else:
            unread.append(line)
    return End(body, closing, tuple(recipients), signer, tuple(annexes), tuple(unread), dated)


def _goes_on(recipient: Recipient, text: str) -> bool:
    """The recipient above has no end and this line no dash: its line was cut."""
    open_end = not recipient.source.text.rstrip().endswith((";", ".", ")", ","))
    return (
        open_end and not _DASH.match(text) and not text.isupper() and bool(_DASH.match(recipient.source.text))
    )


def _longer(recipient: Recipient, more: str) -> Recipient:
    """A recipient whose line was cut."""
    source = Source(recipient.source.line, f"{recipient.source.text} {more}")
    return _recipients(source.text, Line(source.line, source.text))[0]


def _recipients(text: str, line: Line) -> list[Recipient]:
    """One a line; pasted together they are distinguished by the semicolon before the next dash."""
    found = []
    for piece in re.split(r";\s*(?=[-–]\s)", text):
        name = _DASH.sub("", piece.strip()).strip(" ;.")
        purpose = ""
        if message := _PURPOSE.search(name):
            purpose = message[1].strip()
            name = (name[: message.start()] + name[message.end() :]).strip(" ;.")
        if name:
            found.append(Recipient(name, purpose, Source(line.number, piece.strip())))
    return found


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

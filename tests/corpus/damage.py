"""Ways a file is spoiled between the sender and the office: bytes, parts of the archive, single cells."""

from __future__ import annotations

import io
import re
import zipfile
from random import Random
from typing import Final

_TOKENS: Final = (
    b"<c", b"</c>", b"<v>", b"</v>", b"<row", b'r="A1"', b'r="XFD1048576"', b't="s"', b't="e"', b't="n"',
    b't="inlineStr"', b"<f>1/0</f>", b"&#0;", b"&amp;", b"]]>", b"<!--", b"\x00", b"-1",
    b"1E308", b"99999999999", b"NaN",
    b"0.5", b"<mergeCell ",
    b'ref="A1:XFD9"', b'hidden="1"', b'<is><t>x</t></is>', b"=1+1",
)  # fmt: skip


def damaged(data: bytes, chance: Random, *, inside: bool = True) -> bytes:
    """The file with some of its bytes, or (``inside``) the text of its parts, changed."""
    if inside and data.startswith(b"PK") and chance.random() < 0.7:
        try:
            return _inside(data, chance)
        except (zipfile.BadZipFile, OSError, ValueError):
            pass
    return _bytes(data, chance, times=chance.randint(1, 12))


def _inside(data: bytes, chance: Random) -> bytes:
    """The parts unpacked, one to three of them changed, packed again: the archive itself stays sound."""
    source = zipfile.ZipFile(io.BytesIO(data))
    parts = {name: source.read(name) for name in source.namelist()}
    likely = [name for name in parts if "sheet" in name or "haredStrings" in name or name == "content.xml"]
    for _ in range(chance.randint(1, 3)):
        name = chance.choice(likely if likely and chance.random() < 0.8 else list(parts))
        parts[name] = _xml(parts[name], chance)
        if chance.random() < 0.03:
            del parts[name]
            likely = [other for other in likely if other in parts]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


def _xml(part: bytes, chance: Random) -> bytes:
    kind = chance.randrange(7)
    if kind == 0 or len(part) < 40:
        return _bytes(part, chance, times=chance.randint(1, 6))
    if kind == 1:
        place = chance.randrange(len(part))
        return part[:place] + chance.choice(_TOKENS) + part[place:]
    if kind == 2:
        start = chance.randrange(len(part))
        return part[:start] + part[start + chance.randint(1, 400) :]
    if kind == 3:
        start = chance.randrange(len(part))
        piece = part[start : start + chance.randint(1, 800)]
        place = chance.randrange(len(part))
        return part[:place] + piece * chance.randint(1, 20) + part[place:]
    numbers = list(re.finditer(rb"\d+", part))
    if kind in {4, 5} and numbers:
        found = chance.choice(numbers)
        other = str(chance.choice((0, 1, 2, 7, 59, 60, 61, 31313, 45_000, 1_048_576, 2**31, 10**30))).encode()
        return part[: found.start()] + other + part[found.end() :]
    words = list(re.finditer(rb"(?<=>)[^<]{2,80}(?=<)", part))
    if not words:
        return part
    first, second = chance.choice(words), chance.choice(words)
    return part[: first.start()] + second[0] + part[first.end() :]


def _bytes(data: bytes, chance: Random, *, times: int) -> bytes:
    spoiled = bytearray(data)
    for _ in range(times):
        if not spoiled:
            break
        place = chance.randrange(len(spoiled))
        if chance.random() < 0.3:
            del spoiled[place : place + chance.randint(1, 200)]
        elif chance.random() < 0.3:
            spoiled[place:place] = chance.randbytes(chance.randint(1, 30))
        else:
            spoiled[place] = chance.randrange(256)
    return bytes(spoiled)

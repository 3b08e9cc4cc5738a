"""A sender's workbook as a package of parts: what is not touched goes out byte for byte as it came in."""

from __future__ import annotations

import io
import posixpath
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from typing import IO, Final, cast

from thidua_desktop.workbooks.returned.xml import appended, elements, plain, prefix_of, quoted, spliced

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "[Content_Types].xml"
_SPREADSHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
CONTENT: Final = {"sheet": f"{_SPREADSHEET}.worksheet+xml", "comments": f"{_SPREADSHEET}.comments+xml"}
VML: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_IN_MEMORY: Final = 16 << 20
Stream = Callable[[IO[bytes], IO[bytes]], None]


@dataclass(frozen=True, slots=True)
class Relation:
    """One arrow from a part; ``target`` is the part it leads to, ``kind`` the last word of its type."""

    id: str
    kind: str
    target: str


class Package:
    """Parts read as they are, put, dropped, or let through a function piece by piece.

    ValueError or BadZipFile when it is no workbook of this kind.
    """

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._new: dict[str, bytes] = {}
        self._dropped: set[str] = set()
        self._changed: dict[str, IO[bytes]] = {}
        self._names = {name.lower(): name for name in self._archive.namelist()}
        book = [one.target for one in self.relations("") if one.kind == "officeDocument"]
        if not book or not self.has(book[0]) or MAIN.encode() not in self.read(book[0]):
            raise ValueError("no workbook of the usual kind")
        self.book = book[0]

    def has(self, part: str) -> bool:
        return part in self._new or (part not in self._dropped and part.lower() in self._names)

    def read(self, part: str) -> bytes:
        """A part in UTF-8. KeyError without it."""
        if part in self._new:
            return self._new[part]
        if part in self._dropped:
            raise KeyError(part)
        return plain(self._archive.read(self._name(part)))

    def open(self, part: str) -> IO[bytes]:
        """A sheet of the sender's, piece by piece."""
        return self._archive.open(self._name(part))

    def put(self, part: str, data: bytes) -> None:
        self._new[self._name(part) if part.lower() in self._names else part] = data

    def change(self, part: str, through: Stream) -> None:
        """Lets a large part go through a function; what comes out waits on the disk."""
        stored = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - lives until it is written
        self._changed[self._name(part)] = cast("IO[bytes]", stored)
        with self.open(part) as source:
            through(source, self._changed[self._name(part)])

    def drop(self, part: str) -> None:
        """Takes a part, its arrows and its content type out of the package."""
        self._dropped |= {part, _relations_of(part)}
        self._new.pop(part, None)
        xml = self.read(_TYPES)
        names = [one for one in elements(xml) if one.attributes.get("PartName", "").lstrip("/") == part]
        self.put(_TYPES, spliced(xml, [(one.start, one.end, b"") for one in names]))

    def free(self, pattern: str) -> str:
        """A part name nobody bears yet, made of ``pattern`` with a number."""
        number = 1
        while self.has(pattern.format(number)):
            number += 1
        return pattern.format(number)

    def parts(self, ending: str) -> list[str]:
        """Names of the parts that end so."""
        return [name for name in self._archive.namelist() if name.lower().endswith(ending)]

    def relations(self, part: str) -> list[Relation]:
        """The arrows that leave a part; those to the outside are left out."""
        where = _relations_of(part)
        if not self.has(where):
            return []
        return [
            Relation(
                one.attributes.get("Id", ""),
                one.attributes.get("Type", "").rpartition("/")[2],
                _resolved(part, one.attributes.get("Target", "")),
            )
            for one in elements(self.read(where))
            if one.tag == "Relationship" and one.attributes.get("TargetMode") != "External"
        ]

    def relate(self, part: str, kind: str, target: str) -> str:
        """Adds an arrow from a part and returns its id."""
        where = _relations_of(part)
        empty = (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_RELATIONS}"/>'
        )
        xml = self.read(where) if self.has(where) else empty.encode()
        found = elements(xml)
        taken = {one.attributes.get("Id") for one in found}
        new = next(f"rIdTd{number}" for number in range(1, len(taken) + 2) if f"rIdTd{number}" not in taken)
        tag = (
            f'<{prefix_of(xml).decode()}Relationship Id="{new}" Type="{OFFICE}/{kind}" '
            f'Target="/{quoted(target)}"/>'
        )
        self._dropped.discard(where)
        self.put(where, spliced(xml, [appended(xml, found[0], tag.encode())]))
        return new

    def unrelate(self, part: str, relation: str) -> None:
        """Takes an arrow away."""
        where = _relations_of(part)
        xml = self.read(where)
        gone = [one for one in elements(xml) if one.attributes.get("Id") == relation]
        self.put(where, spliced(xml, [(one.start, one.end, b"") for one in gone]))

    def name_type(self, part: str, content: str) -> None:
        """Says what a new part is."""
        self._add_type(f'Override PartName="/{quoted(part)}" ContentType="{content}"')

    def name_ending(self, ending: str, content: str) -> None:
        """Says what parts of an ending are, unless the package says it already."""
        known = {one.attributes.get("Extension", "").lower() for one in elements(self.read(_TYPES))}
        if ending not in known:
            self._add_type(f'Default Extension="{ending}" ContentType="{content}"', first=True)

    def written(self) -> bytes:
        """The whole package again, in the sender's order, new parts at its end."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
            for sent in self._archive.infolist():
                item, name = copy(sent), sent.filename
                if name in self._dropped and name not in self._new:
                    continue
                if name in self._changed:
                    item.file_size = self._changed[name].tell()
                    self._changed[name].seek(0)
                    with out.open(item, "w") as sink, self._changed[name] as stored:
                        shutil.copyfileobj(stored, sink)
                else:
                    data = self._new[name] if name in self._new else self._archive.read(name)
                    out.writestr(item, data, sent.compress_type)
            known = set(self._archive.namelist())
            for name, data in self._new.items():
                if name not in known:
                    out.writestr(name, data)
        return target.getvalue()

    def close(self) -> None:
        """Lets go of what waits on the disk; call it however the work ended."""
        for stored in self._changed.values():
            stored.close()

    def _name(self, part: str) -> str:
        return self._names.get(part.lower(), part)

    def _add_type(self, words: str, *, first: bool = False) -> None:
        xml = self.read(_TYPES)
        root = elements(xml)[0]
        tag = f"<{prefix_of(xml).decode()}{words}/>".encode()
        edit = (root.open_end, root.open_end, tag) if first else appended(xml, root, tag)
        self.put(_TYPES, spliced(xml, [edit]))


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _resolved(part: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))

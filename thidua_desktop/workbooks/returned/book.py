"""The list of sheets of a workbook: ours goes in before all others, one of an earlier marking goes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from thidua_desktop.workbooks.returned.package import CONTENT, OFFICE, Package
from thidua_desktop.workbooks.returned.xml import (
    Edit,
    Element,
    appended,
    elements,
    prefix_of,
    quoted,
    spliced,
    with_attribute,
    words,
)

_BEFORE_NAMES: Final = ("sheets", "functionGroups", "externalReferences")


@dataclass(frozen=True, slots=True)
class BookSheet:
    """A sheet by its name and the part that holds it."""

    name: str
    part: str


def sheets_of(package: Package) -> list[BookSheet]:
    """The sheets in order, chart sheets too."""
    targets = {one.id: one.target for one in package.relations(package.book)}
    found: list[BookSheet] = []
    for one in elements(package.read(package.book)):
        if one.tag == "sheet":
            arrow = next((value for key, value in one.attributes.items() if key.endswith(":id")), "")
            found.append(BookSheet(one.attributes.get("name", ""), targets.get(arrow, "")))
    return found


def take_out(package: Package, name: str) -> None:
    """Takes a sheet out of the workbook with everything that named it."""
    xml = package.read(package.book)
    found = [one for one in elements(xml) if one.tag == "sheet"]
    place = next((number for number, one in enumerate(found) if one.attributes.get("name") == name), None)
    if place is None or len(found) == 1:
        return
    gone = found[place]
    arrow = next((value for key, value in gone.attributes.items() if key.endswith(":id")), "")
    part = next((one.target for one in package.relations(package.book) if one.id == arrow), "")
    edits: list[Edit] = [(gone.start, gone.end, b"")]
    for one in elements(xml):
        local = one.attributes.get("localSheetId", "") if one.tag == "definedName" else ""
        if local and int(local) == place:
            edits.append((one.start, one.end, b""))
        elif local and int(local) > place:
            edits.append(_tag(xml, one, localSheetId=str(int(local) - 1)))
    package.put(package.book, spliced(xml, edits))
    package.unrelate(package.book, arrow)
    if package.has(part):
        package.drop(part)


def put_first(package: Package, name: str, sheet: bytes, *, titles: str, filtered: str) -> None:
    """Puts a sheet before all others and opens the workbook on it.

    ``titles`` are rows every page repeats, ``filtered`` the range that can be filtered, both with ``$``.
    """
    part = package.free("xl/worksheets/sheetTd{}.xml")
    package.put(part, sheet)
    package.name_type(part, CONTENT["sheet"])
    arrow = package.relate(package.book, "worksheet", part)
    xml = package.read(package.book)
    found = elements(xml)
    listed = next(one for one in found if one.tag == "sheets")
    number = max((int(one.attributes.get("sheetId", "0")) for one in found if one.tag == "sheet"), default=0)
    p = prefix_of(xml).decode()
    tag = f'<{p}sheet xmlns:tdr="{OFFICE}" name="{quoted(name)}" sheetId="{number + 1}" tdr:id="{arrow}"/>'
    edits: list[Edit] = [(listed.open_end, listed.open_end, tag.encode())]
    for one in found:
        if one.tag == "definedName" and one.attributes.get("localSheetId"):
            edits.append(_tag(xml, one, localSheetId=str(int(one.attributes["localSheetId"]) + 1)))
        elif one.tag == "workbookView":
            edits.append(_tag(xml, one, activeTab="0", firstSheet="0"))
    if not any(one.tag == "workbookView" for one in found):
        view = f'<{p}bookViews><{p}workbookView activeTab="0"/></{p}bookViews>'
        edits.append((listed.start, listed.start, view.encode()))
    place = words(f"'{name.replace(chr(39), chr(39) * 2)}'!")
    named = (
        f'<{p}definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">{place}{filtered}'
        f'</{p}definedName><{p}definedName name="_xlnm.Print_Titles" localSheetId="0">{place}{titles}'
        f"</{p}definedName>"
    )
    edits.append(_named(xml, found, p, named))
    package.put(package.book, spliced(xml, edits))


def _named(xml: bytes, found: list[Element], prefix: str, named: str) -> Edit:
    names = next((one for one in found if one.tag == "definedNames"), None)
    if names is not None:
        return appended(xml, names, named.encode())
    after = max(one.end for one in found if one.depth == 1 and one.tag in _BEFORE_NAMES)
    return after, after, f"<{prefix}definedNames>{named}</{prefix}definedNames>".encode()


def _tag(xml: bytes, one: Element, **attributes: str) -> Edit:
    opening = xml[one.start : one.open_end]
    for name, value in attributes.items():
        opening = with_attribute(opening, name, value)
    return one.start, one.open_end, opening

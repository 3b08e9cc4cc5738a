"""Papers a dossier must hold, by award (``dossier.toml``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from thidua_desktop.catalogue.acts import CONFIDENCES
from thidua_desktop.catalogue.awards import award_by_code
from thidua_desktop.catalogue.conditions import Source
from thidua_desktop.catalogue.reading import Table, read_file
from thidua_desktop.domain.eligibility.rules import Confidence

When = Literal["always", "work", "rating", "sudden"]
_WHEN: tuple[When, ...] = ("always", "work", "rating", "sudden")


@dataclass(frozen=True, slots=True)
class DossierItem:
    """One paper. ``when``: always, only when the dossier rests on an initiative or research (``work``) or on
    the rating alone (``rating``), or only for achievements outside the plan (đột xuất). ``excepted``: awards
    whose dossier the law lists by itself.
    """

    code: str
    kinds: tuple[str, ...]
    awards: tuple[str, ...]
    when: When
    source: str
    confidence: Confidence
    excepted: tuple[str, ...] = ()


@cache
def load_dossier() -> tuple[DossierItem, ...]:
    """All papers, in the order they are put into a dossier. OfficeError ``catalogue.…``."""
    file = read_file("dossier.toml")
    items = tuple(_item(table) for table in file.tables("paper"))
    file.finish()
    return items


def dossier_of(award_code: str, *, occasion: str, by_work: bool) -> tuple[DossierItem, ...]:
    """What is asked for this award. ``by_work``: it rests on an initiative or research."""
    kind = award_by_code(award_code).kind
    asked = {"always": True, "work": by_work, "rating": not by_work, "sudden": occasion == "DOT_XUAT"}
    return tuple(
        item
        for item in load_dossier()
        if (kind in item.kinds or award_code in item.awards)
        and award_code not in item.excepted
        and asked[item.when]
    )


def _item(table: Table) -> DossierItem:
    source = Source("", "", "U").of(table)
    item = DossierItem(
        code=table.text("code"),
        kinds=table.texts("kinds"),
        awards=table.texts("awards"),
        excepted=table.texts("except"),
        when=table.choice("when", _WHEN),
        source=source.words(table),
        confidence=table.choice("confidence", CONFIDENCES),
    )
    table.finish()
    return item

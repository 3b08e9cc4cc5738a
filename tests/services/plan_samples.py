"""Plans taken from the sample texts, and papers read back as their words."""

from __future__ import annotations

import dataclasses
import io
import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from pypdf import PdfReader

from thidua_desktop.domain.plan_text.lines import sentences
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.planning.from_text import Reading, read_file, take
from thidua_desktop.services.planning.lines import written

SAMPLES = Path(__file__).parents[1] / "samples" / "plans"
NAMES = (
    "phat_dong_2023",
    "phat_dong_2024",
    "cong_tac_2023",
    "chi_thi_2025",
    "others/xa_phat_dong",
    "others/phuong_chi_thi",
    "others/hoi_dong_cong_tac",
    "others/truong_phat_dong",
)
SOURCES = frozenset({"source", "sources", "line", "numbers"})


def reading(name: str) -> Reading:
    return read_file(SAMPLES / f"{name}.txt")


def taken(app: AppContext, found: Reading, *, year: int = 2024) -> int:
    """Everything found agreed to."""
    plan_id, _ = take(app, found, agreed={offer.key: {} for offer in found.offers}, year=year)
    return plan_id


def facts(value: Any) -> Any:
    """A value without where it was read; the mark that closes a text is none of its words."""
    if isinstance(value, str):
        return value.replace(" ./.", ".").replace("./.", ".")
    if isinstance(value, tuple):
        return tuple(facts(one) for one in value)
    if dataclasses.is_dataclass(value):
        named = [one.name for one in dataclasses.fields(value) if one.name not in SOURCES]
        return tuple((name, facts(getattr(value, name))) for name in named)
    return value


def packed(words: str) -> str:
    """Words without blanks, as lines are broken elsewhere on paper."""
    return re.sub(r"\s+", "", words)


def pdf_words(data: bytes) -> str:
    """All words of a PDF in the order they were drawn, without page numbers."""
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    return packed("\n".join(re.sub(r"^\s*\d+\s*\n", "", page) for page in pages))


def docx_words(path: Path) -> str:
    """All words of a .docx in order."""
    with ZipFile(path) as package:
        xml = package.read("word/document.xml").decode("utf-8")
    plain = re.sub(r"<[^>]+>", "", re.sub(r"</w:p>|<w:br/>", "\n", xml))
    for name, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        plain = plain.replace(name, letter)
    return packed(plain)


def lost(app: AppContext, plan_id: int, words: str) -> list[str]:
    """Sentences of a stored plan that do not stand on the paper in their order."""
    missing, start = [], 0
    for line in written(app, plan_id).lines[4:]:
        for cell in line.split("\t"):
            for sentence in sentences(cell):
                sought = packed(sentence).removesuffix("./.").rstrip(".;")
                at = words.find(sought, start)
                if at < 0:
                    missing.append(sentence)
                elif "\t" not in line and not _at_the_end(sentence):
                    start = at
    return missing


def _at_the_end(sentence: str) -> bool:
    """Recipients and signer stand side by side: their order on paper is by columns."""
    return sentence.startswith("- ") or sentence.isupper() or len(sentence) < 30

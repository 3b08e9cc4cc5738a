"""Which title or form a few words mean: names, short names, learned spellings; never a silent default."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from thidua_desktop.domain.awards.awards import Award
from thidua_desktop.domain.text import clean, search_key

_LEAD: Final = re.compile(
    r"^(?:(?:de nghi|de xuat|dang ky|xet|tang thuong|tang|cong nhan|danh hieu thi dua|danh hieu|"
    r"hinh thuc khen thuong|hinh thuc|dat|thuong|khen thuong|dh|huong|trao tang|trao|nhan|xin|bieu duong) )+"
)
_REMARK: Final = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_TIMES: Final = re.compile(
    r"\b(?:nam|lan) thu (?:\d{1,2}|nhat|hai|ba|tu|nam|sau|bay|tam|chin|muoi)\b|\blan \d{1,2}\b"
    r"|\b\d{1,2} nam (?:lien tuc|lien tiep|lien|lien ke)\b|\b(?:lien tuc|lien tiep)\b"
)
_YEAR: Final = re.compile(r"\b(?:nam hoc|nam|nh|nien khoa) \d{4}(?: \d{4})?\b")
_COUNT: Final = re.compile(r"\b\d{1,4} (?:nguoi|ca nhan|tap the|dong chi|dc|ho|truong hop|don vi)\b")
_SPLIT: Final = re.compile(r"[;,+/\n&|]|\s[-–—]\s| và ", re.IGNORECASE)
_LEVEL: Final = re.compile(
    r"\b(?:tinh|huyen|xa|phuong|so|bo|chinh phu|thu tuong|co so|toan quoc|thanh pho|khong|chua)\b"
)
_CLASS: Final = re.compile(r"\bhang (1|2|3|i|ii|iii)\b")
_CLASSES: Final = {"1": "nhat", "i": "nhat", "2": "nhi", "ii": "nhi", "3": "ba", "iii": "ba"}
_GIVEN: Final = re.compile(
    r"\b(?:ubnd|uy ban nhan dan) (\w+(?: \w+)?) (?:xet )?tang(?: thuong)? (giay khen|bang khen|co thi dua)\b"
)
_FORMS: Final = {"giay khen": "GK", "gk": "GK", "bang khen": "BK", "bk": "BK"}
_LEVELS: Final = {
    "xa": "XA", "phuong": "XA", "thi tran": "XA", "dac khu": "XA", "huyen": "HUYEN", "quan": "HUYEN",
    "thi xa": "HUYEN", "tinh": "TINH", "so": "SO",
}  # fmt: skip
_FORM_OF_LEVEL: Final = re.compile(
    rf"({'|'.join(_FORMS)}) (?:(?:cua|cap|do|ct|chu|tich|ubnd|uy|ban|nhan|dan|giam|doc|gd) )*"
    rf"({'|'.join(sorted(_LEVELS, key=len, reverse=True))})((?: \w+){{0,8}})"
)
_FILLER_WORDS: Final = (
    "cua do chu tich ubnd uy ban nhan dan tang thuong danh hieu hinh thuc va doi voi cap ct"
)
_FILLER: Final = frozenset(_FILLER_WORDS.split())


@dataclass(frozen=True, slots=True)
class AwardReading:
    """Codes found, and the pieces not understood: ``unknown``, or ``open_level`` (several awards begin so).

    ``ambiguous``: names found whose level the catalogue itself leaves open.
    """

    codes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    open_level: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()


class AwardIndex:
    """Looks spellings up. Build once for a file: answers are remembered."""

    def __init__(self, awards: Iterable[Award], aliases: Mapping[str, str] | None = None) -> None:
        self.by_code = {award.code: award for award in awards}
        self._exact: dict[str, str] = {}
        for award in self.by_code.values():
            for spelling in (award.name, award.short_name, *award.synonyms):
                self._exact.setdefault(_key(spelling), award.code)
        for spelling, code in (aliases or {}).items():
            if code in self.by_code:
                self._exact[_key(spelling)] = code
        self._exact.pop("", None)
        bags: dict[frozenset[str], set[str]] = {}
        for spelling, code in self._exact.items():
            bags.setdefault(_bag(spelling), set()).add(code)
        self._bags = {
            bag: next(iter(codes)) for bag, codes in bags.items() if len(codes) == 1 and len(bag) > 1
        }
        self._longest = max((spelling.count(" ") + 1 for spelling in self._exact), default=0)
        self._read: dict[str, AwardReading] = {}

    def is_placeholder(self, code: str) -> bool:
        """The level is open: "Giấy khen" without saying whose."""
        award = self.by_code.get(code)
        return award is not None and (award.placeholder or "chưa rõ" in award.name)

    def exact(self, words: str) -> str | None:
        """The award these words name as a whole, or None."""
        key = _key(words)
        return self._exact.get(key) or self._prefix(key) or self._bags.get(_bag(key)) or self._by_level(key)

    def _by_level(self, key: str) -> str | None:
        """``Giấy khen của UBND phường Hòa An``: the form, its level, and the name of the place behind."""
        found = _FORM_OF_LEVEL.fullmatch(key)
        if not found or self.within(found[3]):
            return None
        code = f"{_FORMS[found[1]]}_{_LEVELS[found[2]]}"
        return code if code in self.by_code else None

    def read(self, words: str) -> AwardReading:
        """All awards of a cell: "LĐTT, CSTĐCS" gives two."""
        known = self._read.get(words)
        if known is None:
            known = self._read[words] = self._read_cell(words)
        return known

    def within(self, words: str) -> tuple[str, ...]:
        """Awards named anywhere in a title or group row; the longest name wins over one inside it."""
        tokens = _key(words).split(" ")
        found: list[str] = []
        place = 0
        while place < len(tokens):
            for length in range(min(self._longest, len(tokens) - place), 0, -1):
                piece = " ".join(tokens[place : place + length])
                code = self._exact.get(piece)
                if code and (length > 1 or len(piece) > 2):
                    found.append(code)
                    place += length
                    break
            else:
                place += 1
        return tuple(dict.fromkeys(found))

    def given(self, words: str) -> tuple[str, ...]:
        """``… Chủ tịch UBND tỉnh tặng Bằng khen …``: the giver first, then what is given."""
        found = _GIVEN.search(search_key(words))
        code = self.exact(f"{found[2]} cua chu tich ubnd {found[1]}") if found else None
        return (code,) if code else ()

    def _read_cell(self, words: str) -> AwardReading:
        pieces = [piece for piece in map(clean, _SPLIT.split(words)) if any(c.isalpha() for c in piece)]
        several = [self._exact.get(_key(piece)) for piece in pieces]
        whole = None if len(pieces) > 1 and all(several) else self.exact(words) or self._without_remark(words)
        if whole:
            return self._reading([whole], [])
        codes: list[str] = []
        unknown: list[str] = []
        for piece in pieces:
            code = self.exact(piece) or self._without_remark(piece)
            if code:
                codes.append(code)
            else:
                unknown.append(piece)
        return self._reading(codes, unknown)

    def _without_remark(self, words: str) -> str | None:
        """``CSTĐ cơ sở (năm thứ 3)``: a remark in brackets that names no award and no level says nothing."""
        remarks = _REMARK.findall(words)
        if not remarks or any(self.within(remark) or _LEVEL.search(search_key(remark)) for remark in remarks):
            return None
        return self.exact(_REMARK.sub(" ", words))

    def _reading(self, codes: list[str], unknown: list[str]) -> AwardReading:
        ambiguous = tuple(self.by_code[code].name for code in codes if self.is_placeholder(code))
        open_level = tuple(piece for piece in unknown if self._begins_several(_key(piece)))
        strange = tuple(piece for piece in unknown if piece not in open_level)
        return AwardReading(tuple(sorted(dict.fromkeys(codes))), strange, open_level, ambiguous)

    def _begins_several(self, key: str) -> bool:
        """``CSTĐ``, ``Chiến sĩ thi đua``: the beginning of the names of more than one award."""
        starts = (f"{key} ", key) if " " not in key and len(key) > 3 else (f"{key} ",)
        return len({code for spelling, code in self._exact.items() if spelling.startswith(starts)}) > 1

    def _prefix(self, key: str) -> str | None:
        """Ends with a place, as in "Giấy khen … UBND huyện Lâm Thượng": a full name of 4 words or more and
        up to 4 more words.
        """
        tokens = key.split(" ")
        for length in range(len(tokens) - 1, max(3, len(tokens) - 5), -1):
            code = self._exact.get(" ".join(tokens[:length]))
            if code and not self.is_placeholder(code):
                rest = " ".join(tokens[length:])
                if self.within(rest):
                    return None
                if any(other in rest.split(" ") for other in ("tap", "chien", "lao", "giay", "bang", "co")):
                    return None
                return code
        return None


def _key(words: str) -> str:
    key = search_key(unicodedata.normalize("NFKC", words))
    key = key.replace(" sy ", " si ").replace("chien sy", "chien si")
    key = key.replace("huan chuong ld ", "huan chuong lao dong ")
    key = _CLASS.sub(lambda found: f"hang {_CLASSES[found[1]]}", key)
    key = _COUNT.sub(" ", _YEAR.sub(" ", key))
    if "thu" in key or "lien" in key or "lan" in key:
        key = _TIMES.sub(" ", key)
    key = " ".join(key.split())
    return _LEAD.sub("", key + " ").strip() or key


def _bag(key: str) -> frozenset[str]:
    return frozenset(token for token in key.split(" ") if token not in _FILLER)

"""Text typed in the encodings before Unicode: TCVN3 (fonts ``.Vn…``) and VNI-Windows (fonts ``VNI-…``).

A workbook shows such text as Western letters: "NguyÔn V¨n An" (TCVN3), "Nguyeãn Vaên An" (VNI). Whether a
column
is such text is decided by syllables: the reading under which most of its words are legal Vietnamese wins,
the text
as it stands winning ties. TCVN3 must be decoded before cleaning: its ``ư`` is the soft hyphen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, Literal

Encoding = Literal["unicode", "tcvn3", "vni"]

# One letter a byte, shown as Windows-1252 shows it; the second line is the Unicode letter in the same place.
_TCVN3_SHOWN: Final = "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ"
_TCVN3_LETTERS: Final = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
# What a Vietnamese code page (1258) shows instead for the same bytes.
_TCVN3_SHOWN_1258: Final = {
    "\u0300": "è",
    "Đ": "é",
    "\u0309": "ề",
    "Ơ": "ế",
    "Ư": "í",
    "\u0303": "ị",
    "ă": "ó",
    "\u0301": "ỡ",
    "\u0323": "ũ",
    "ơ": "ừ",
    "ư": "ý",
    "₫": "ỵ",
}
_TCVN3: Final = str.maketrans({**dict(zip(_TCVN3_SHOWN, _TCVN3_LETTERS, strict=True)), **_TCVN3_SHOWN_1258})

# Base letter and mark, or one letter, as typed; blanks between, the Unicode letter after each.
_VNI_PAIRS: Final = """
aø à  aû ả  aõ ã  aù á  aï ạ  aê ă  aè ằ  aú ẳ  aü ẵ  aé ắ  aë ặ  aâ â
aà ầ  aå ẩ  aã ẫ  aá ấ  aä ậ  eø è  eû ẻ  eõ ẽ  eù é  eï ẹ  eâ ê  eà ề
eå ể  eã ễ  eá ế  eä ệ  ì ì  æ ỉ  ó ĩ  í í  ò ị  oø ò  oû ỏ  oõ õ
où ó  oï ọ  oâ ô  oà ồ  oå ổ  oã ỗ  oá ố  oä ộ  ô ơ  ôø ờ  ôû ở  ôõ ỡ
ôù ớ  ôï ợ  uø ù  uû ủ  uõ ũ  uù ú  uï ụ  ö ư  öø ừ  öû ử  öõ ữ  öù ứ
öï ự  yø ỳ  yû ỷ  yõ ỹ  yù ý  î ỵ  ñ đ  AØ À  AÛ Ả  AÕ Ã  AÙ Á  AÏ Ạ
AÊ Ă  AÈ Ằ  AÚ Ẳ  AÜ Ẵ  AÉ Ắ  AË Ặ  AÂ Â  AÀ Ầ  AÅ Ẩ  AÃ Ẫ  AÁ Ấ  AÄ Ậ
EØ È  EÛ Ẻ  EÕ Ẽ  EÙ É  EÏ Ẹ  EÂ Ê  EÀ Ề  EÅ Ể  EÃ Ễ  EÁ Ế  EÄ Ệ  Ì Ì
Æ Ỉ  Ó Ĩ  Í Í  Ò Ị  OØ Ò  OÛ Ỏ  OÕ Õ  OÙ Ó  OÏ Ọ  OÂ Ô  OÀ Ồ  OÅ Ổ
OÃ Ỗ  OÁ Ố  OÄ Ộ  Ô Ơ  ÔØ Ờ  ÔÛ Ở  ÔÕ Ỡ  ÔÙ Ớ  ÔÏ Ợ  UØ Ù  UÛ Ủ  UÕ Ũ
UÙ Ú  UÏ Ụ  Ö Ư  ÖØ Ừ  ÖÛ Ử  ÖÕ Ữ  ÖÙ Ứ  ÖÏ Ự  YØ Ỳ  YÛ Ỷ  YÕ Ỹ  YÙ Ý
Î Ỵ  Ñ Đ
"""
_VNI_PARTS: Final = _VNI_PAIRS.split()
_VNI: Final = dict(zip(_VNI_PARTS[::2], _VNI_PARTS[1::2], strict=True))
_VNI.update({typed[0] + typed[1].lower(): letter for typed, letter in list(_VNI.items()) if len(typed) == 2})
_VNI_RUN: Final = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

_ONSETS: Final = "ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdđghklmnpqrstvx]"
_OPEN: Final = (
    "a|ai|ao|au|ay|âu|ây|e|eo|ê|êu|i|ia|iêu|iu|o|oa|oai|oao|oay|oe|oeo|oi|ô|ôi|ơ|ơi|u|ua|uây|uê|ui|uôi|uơ|uy|uya|"
    "uyu|ư|ưa|ưi|ươi|ươu|ưu|y|yêu|ya|"
    "an|am|ang|anh|ăn|ăm|ăng|ân|âm|âng|en|em|eng|ên|êm|ênh|in|im|inh|iên|iêm|iêng|on|om|ong|oong|ôn|ôm|ông|ơn|ơm|"
    "oan|oam|oang|oanh|oăn|oăm|oăng|oen|un|um|ung|uân|uâng|uôn|uôm|uông|uyn|uynh|uyên|ưng|ưn|ưm|ươn|ươm|ương|yên|yêm|"
    "yêng|ynh|yn|ym"
)
_STOPPED: Final = (
    "ac|at|ap|ach|ăc|ăt|ăp|âc|ât|âp|ec|et|ep|êt|êp|êch|it|ip|ich|iêc|iêt|iêp|oc|ot|op|ôc|ôt|ôp|ơt|ơp|oac|oat|oap|"
    "oach|oăc|oăt|oet|uc|ut|up|uât|uôc|uôt|uych|uyt|uyêt|ưc|ưt|ươc|ươt|ươp|yêt|yt"
)
_SYLLABLE_OPEN: Final = re.compile(f"(?:{_ONSETS})?(?:{_OPEN})")
_SYLLABLE_STOPPED: Final = re.compile(f"(?:{_ONSETS})?(?:{_STOPPED})")
_TONES: Final = "\u0300\u0309\u0303\u0301\u0323"
_WORD: Final = re.compile(r"[^\W\d_]+")
_COMPOSED: Final = re.compile("[\u1ea0-\u1ef9]")
"""Letters no other language has: most Vietnamese cells hold one."""
_LEGACY_WORD: Final = re.compile(r"[^\s\d.,;:()/+&\-]+")


def from_tcvn3(text: str, *, capitals: bool = False) -> str:
    """Unicode of TCVN3 text. ``capitals``: typed in a font ending in H (small letters show large)."""
    decoded = unicodedata.normalize("NFC", text.translate(_TCVN3))
    return decoded.upper() if capitals else decoded


def from_vni(text: str) -> str:
    """Unicode of VNI-Windows text."""
    return _VNI_RUN.sub(lambda found: _VNI[found[0]], text)


def decode(text: str, encoding: Encoding) -> str:
    """The text under that reading, unchanged for Unicode."""
    if encoding == "tcvn3":
        return from_tcvn3(text)
    return from_vni(text) if encoding == "vni" else text


@lru_cache(maxsize=8192)
def tells_unicode(text: str) -> bool:
    """Does it hold a Vietnamese letter that the older encodings never show?"""
    if _COMPOSED.search(text):
        return True
    composed = unicodedata.normalize("NFC", text)
    return any(ord(c) > 0xFF and c.isalpha() and c not in "ĂăĐđƠơƯư" for c in composed)


def reads_no_worse(text: str, encoding: Encoding) -> bool:
    """Is the text under that reading at least as Vietnamese as it stands, and not Vietnamese as it stands?"""
    words = [word for word in _LEGACY_WORD.findall(text) if not word.isascii()]
    if not words:
        return False
    as_is = _legal_share(words, "unicode")
    return as_is < 1 and _legal_share(words, encoding) >= as_is


def detect(texts: Iterable[str]) -> Encoding | None:
    """How these cells (best: of one column) are encoded; None when they hold no letter that could report."""
    words: list[str] = []
    for text in texts:
        if text.isascii():
            continue
        composed = unicodedata.normalize("NFC", text)
        if tells_unicode(composed):
            return "unicode"
        words.extend(word for word in _LEGACY_WORD.findall(composed) if not word.isascii())
    if not words:
        return None
    as_is = _legal_share(words, "unicode")
    best: Encoding = "unicode"
    share = as_is
    for encoding in ("tcvn3", "vni"):
        candidate = _legal_share(words, encoding)
        if candidate > share + 0.05:
            best, share = encoding, candidate
    return best if share >= 0.6 or best == "unicode" else "unicode"


def _legal_share(words: list[str], encoding: Encoding) -> float:
    return sum(_is_legal(decode(word, encoding)) for word in words) / len(words)


def _is_legal(word: str) -> bool:
    parts = _WORD.findall(word)
    return bool(parts) and "".join(parts) == word.strip("“”\"'") and all(is_syllable(part) for part in parts)


@lru_cache(maxsize=16384)
def is_syllable(word: str) -> bool:
    """Could this word be written in Vietnamese? Onset, rhyme and tone are checked; no dictionary."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = [c for c in decomposed if c in _TONES]
    bare = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONES))
    if len(tones) > 1:
        return False
    if _SYLLABLE_STOPPED.fullmatch(bare):
        return bool(tones) and tones[0] in "\u0301\u0323"
    return bool(_SYLLABLE_OPEN.fullmatch(bare))

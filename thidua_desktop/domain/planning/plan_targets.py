"""Figures to reach, as plans say them: ``37.960 tấn``, ``giảm 6,13%``, ``12 - 15 tập thể``, ``trên 9%``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final, cast

from thidua_desktop.domain.awards.words import AwardIndex
from thidua_desktop.domain.plan_text.lines import flat, sentences
from thidua_desktop.domain.plan_text.parts import Comparator, Direction, Section, Source, Target, TargetPart
from thidua_desktop.domain.plan_text.quantities import NUMBER, PER, Figure, Quantities
from thidua_desktop.domain.plan_text.roles import outer_roles, role_of
from thidua_desktop.domain.plan_text.sections import walk
from thidua_desktop.domain.plan_text.words import PlanWords, one_of

_BEGINS: Final = re.compile(
    r"[\W]*(?:(?:tu|tren|it nhat|dat|khong qua|duoi|khoang) )*\d+(?:\s*-\s*\d+)?\s*[;,.(]"
)
"""A bare figure right behind the colon of its heading."""
_GOAL: Final = re.compile(
    r"\bphan dau\b|\bit nhat\b|\btoi thieu\b|\btro len\b|\bkhong qua\b|\bdang ky \d|[≥≤]"
)
_NEVER: Final = {"situation", "purpose", "assignment", "reporting", "provision"}
_GIVEN: Final = re.compile(r"\bduoc\s+(?P<giver>.+?)\s+(?:tang|khen|trao)(?:\s+thuong)?\s+(?P<form>.+)")
_AWARDING: Final = re.compile(
    r"danh hieu|\btang\b|bang khen|giay khen|\bco thi dua|huan chuong|cstd|chien s[iy] thi dua"
)
_TITLE: Final = re.compile(r"lao dong (?:xuat sac|tien tien)|ttldxs|ttldtt|ldtt")
_LEFT_END: Final = re.compile(r"[\s,:(]+$")
_NEEDS_NOUN: Final = re.compile(r"(?:\b(?:cho|them|co|binh quan|duoc|tren|ket nap|phat trien|xay dung))$")
_THRESHOLD: Final = re.compile(r"\btro (len|di|xuong)\b\s*")
_LEVEL: Final = re.compile(r"\b(?:con|xuong|len)\b")
"""``giảm còn``, ``tăng lên``: the figure is where it goes to and not by how much it changes."""
_LOWERING: Final = re.compile(r"(?:giam|ha)\s+")
_RISEN: Final = re.compile(r"\s*(?:len|xuong|xuong con)\s*")
_ANOTHER: Final = re.compile(r"\s+(?:và|đồng thời|hoàn thiện|đề nghị|trình)\s+", re.IGNORECASE)
"""What follows is another award than the one counted."""
_AND: Final = re.compile(r"^và\s+", re.IGNORECASE)
_AGAINST: Final = re.compile(r"\s*(?:so voi|cung ky)")


def read_targets(
    sections: Sequence[Section],
    words: PlanWords,
    awards: AwardIndex,
    *,
    year: int | None,
    spoken: bool = False,
) -> tuple[Target, ...]:
    """``spoken``: the whole paper is a promise, as a pledge is, and needs no heading for it.

    Every figure with a unit of measure below the parts that may hold targets, in the order of the text."""
    reader = TargetReader(words, awards, year)
    found: list[Target] = []
    for path in walk(sections):
        if not may_hold_targets(path):
            continue
        headings = [section.heading for section in path if section.heading]
        stated = spoken or "target" in role_of(path)
        place = path[-1]
        group = next((code for heading in reversed(headings) if (code := words.groups.first(heading))), "")
        for offset, paragraph in enumerate(place.text.split("\n")):
            for number, sentence in enumerate(sentences(paragraph)):
                line = place.line_of(offset)
                free = stated or bool(_GOAL.search(flat(sentence)))
                own = list(reader.targets(sentence, group=group, line=line, free=free))
                first = (offset, number) == (0, 0) and bool(place.heading)
                if first and ((own and not own[0].metric) or (free and _BEGINS.match(flat(sentence)))):
                    # The words before the colon are what is measured.
                    led = f"{place.heading}: {sentence}"
                    own = list(reader.targets(led, group=group, line=line, free=free))
                found.extend(own)
        if place.heading and not place.text and not place.children:
            found.extend(reader.targets(place.heading, group=group, line=place.line, free=stated))
    return tuple(found)


def may_hold_targets(path: Sequence[Section]) -> bool:
    """A part whose nearest heading says so, or one that no heading gives another purpose."""
    inner = role_of(path)
    if "target" in inner:
        return "situation" not in outer_roles(path[:-1])
    return not inner & _NEVER and "campaign" not in inner and not (outer_roles(path[:-1]) & _NEVER)


class TargetReader:
    """Reads sentences with one vocabulary."""

    def __init__(self, words: PlanWords, awards: AwardIndex, year: int | None) -> None:
        self.words = words
        self.awards = awards
        self.year = year
        self.quantities = Quantities(words)
        units = self.quantities.units
        compared = one_of(tuple(phrase for phrase, _ in words.comparators.pairs))
        self.tail = re.compile(rf"(?:^|(?<=[\s,:(]))({compared})$")
        self.risen = re.compile(
            rf"\s*(?:\b(?:tang|giam|nang|ha)\s+)?\btu\s+(?:{NUMBER})\s*(?:{units}{PER})?$"
        )
        self.joint = re.compile(rf"[\s,;&]*(?:va|cung)?\s*(?:{compared}\s*)*")
        self.giving = re.compile(
            rf"(?P<giver>{one_of(words.givers)})\s+tang(?: thuong)?\s+(?P<form>.+?)\s+cho\b"
        )
        self.lead = re.compile(rf"^{one_of(words.lead_ins)}(?=[\s,:]|$)[\s,:]*")

    def targets(self, sentence: str, *, group: str, line: int, free: bool = False) -> Iterator[Target]:
        """Targets of one sentence; a figure without words of its own speaks of the one before it."""
        figures = self._figures(sentence, free=free)
        source = Source(line, sentence)
        before: Target | None = None
        start = 0
        place = 0
        while place < len(figures):
            run = [figures[place]]
            while place + 1 < len(figures) and self._joined(sentence, run[-1], figures[place + 1]):
                place += 1
                run.append(figures[place])
            place += 1
            limit = figures[place].start if place < len(figures) else len(sentence)
            end = _right_end(sentence, run[-1].end, limit, last=place >= len(figures))
            target = self._target(sentence, run, (start, end), before)
            target = replace(target, source=source, group=self._group(target, group))
            yield target
            before, start = target, end

    def _figures(self, sentence: str, *, free: bool) -> list[Figure]:
        plain = flat(sentence)
        found: list[Figure] = []
        for figure in self.quantities.find(sentence, year=self.year, free=free):
            if figure.bare and not self._counts(sentence, figure):
                continue
            if found and _comes_from(plain, found[-1], figure.start):
                found.pop()
            found.append(figure)
        return found

    def _counts(self, sentence: str, figure: Figure) -> bool:
        """Words that can be counted stand before a figure without a unit; a lone number is none."""
        left = re.split(r"[;.]\s", sentence[: figure.start])[-1]
        return len([char for char in left if char.isalpha()]) > 3

    def _joined(self, sentence: str, one: Figure, other: Figure) -> bool:
        """``05 tập thể, 14 cá nhân``, ``01 tập thể và ít nhất 07 cá nhân``: parts of one target."""
        subjects = {self.words.subjects.get(flat(figure.unit)) for figure in (one, other)}
        between = flat(sentence[one.end : other.start])
        return None not in subjects and len(subjects) == 2 and bool(self.joint.fullmatch(between))

    def _target(
        self, sentence: str, run: list[Figure], span: tuple[int, int], before: Target | None
    ) -> Target:
        first, last = run[0], run[-1]
        right = sentence[last.end : span[1]].strip(" ,.;)")
        right, more = self._more_subjects(right) if _is_subject([first.unit]) else (right, [])
        left, comparator = self._compared(sentence[span[0] : first.start], first, right)
        named = f"{left} {first.unit} {right}" if _names_award(first.unit) else f"{left} {right}"
        if _names_award(first.unit):
            named = f"{left} {first.unit} {_ANOTHER.split(right, maxsplit=1)[0]}"
        subject = first.bare or _names_award(first.unit) or flat(first.unit) in self.words.subjects
        code = self._award(named, right, subject=subject)
        inherits = not left and before is not None and (not right or bool(_AGAINST.match(flat(right))))
        metric = before.metric if inherits and before else self._metric(left, right, first.unit)
        joined = len(run) > 1
        low, high = (None, None) if joined else _bounds(comparator, first)
        units = [figure.unit for figure in run] + more
        return Target(
            group="",
            text=_unbracketed(_AND.sub("", sentence[span[0] : span[1]].strip(" ,;.")).strip()),
            metric=metric,
            comparator=comparator,
            minimum=low,
            maximum=high,
            unit=", ".join(units),
            direction=self._direction(metric, comparator),
            source=Source(0, ""),
            parts=self._parts(sentence, run, more, comparator, code) if code or _is_subject(units) else (),
            award_code=code,
        )

    def _compared(self, left: str, figure: Figure, right: str) -> tuple[str, Comparator]:
        """The words before the figure without those that compare, and what they say."""
        message: list[str] = []
        level = False
        if left.rstrip().endswith(",") and right and not _AGAINST.match(flat(right)):
            left = ""  # a comma just before the figure: it begins a clause of its own
        left = _LEFT_END.sub("", left)
        while (match := self.tail.search(flat(left))) and self._meant(left[match.start(1) : match.end(1)]):
            code = self.words.comparators.find(match[1])
            message.append("level" if code == "equal" and _LEVEL.search(match[1]) else code)
            level = level or bool(_LEVEL.search(match[1]))
            left = _LEFT_END.sub("", left[: match.start(1)])
        if level and (risen := self.risen.search(flat(left))):
            left = left[: risen.start()]
        left = self._own_words(left)
        comparator: Comparator = "equal"
        if figure.low != figure.high:
            changed = [code for code in message if code in {"increase", "decrease"}]
            comparator = cast(Comparator, changed[0]) if changed and not level else "between"
        elif strong := [code for code in message if code not in {"equal", "level"}]:
            changing = [] if level else [code for code in strong if code in {"increase", "decrease"}]
            bounds = [code for code in strong if code not in {"increase", "decrease"}]
            fallen = "at_most" if "decrease" in strong else "equal"
            comparator = cast(Comparator, (changing or bounds or [fallen])[0])
        elif _LOWERING.match(flat(left)):
            comparator = "at_most"
        if comparator == "at_most":
            left = left[match.end() :] if (match := _LOWERING.match(flat(left))) else left
        if threshold := _THRESHOLD.search(flat(right)):
            comparator = "at_most" if threshold[1] == "xuong" else "at_least"
        return left, comparator

    def _own_words(self, left: str) -> str:
        """The last clause before the figure; nothing when a comma closes it just before the figure."""
        clause = left.rpartition(";")[2]
        head, colon, tail = clause.rpartition(":")
        clause = (tail if tail.strip() else head) if colon else clause
        clause = _unbracketed(clause.strip(" ,.-"))
        while (match := self.lead.match(flat(clause))) and self._meant(clause[: match.end()]):
            clause = clause[match.end() :]
        return _unbracketed(clause.strip(" ,"))

    def _meant(self, typed: str) -> bool:
        """``có`` leads in, ``cờ`` is a word of its own: typed with marks, a phrase must have its own."""
        bare = typed.strip(" ,:").lower()
        return bare.isascii() or bare in self.words.marked_leads

    def _metric(self, left: str, right: str, unit: str) -> str:
        """What is measured, in the plan's own words."""
        tail = "" if _AGAINST.match(flat(right)) else _without_threshold(right)
        money = unit == "%" or "đồng" in unit
        if not left:
            return tail if money or not tail or _is_subject([unit]) else f"{unit} {tail}"
        if money:
            return f"{left} {tail}".strip()
        if tail or _NEEDS_NOUN.search(flat(left)):
            return f"{left} {unit} {tail}".strip()
        return left

    def _more_subjects(self, right: str) -> tuple[str, list[str]]:
        """``tập thể, cá nhân được tặng``: further subjects the same number counts for."""
        more: list[str] = []
        while match := re.match(
            rf"[\s,]*(?:va\s+|hoac\s+)?({one_of(tuple(self.words.subjects))})(?![a-z])", flat(right)
        ):
            more.append(right[match.start(1) : match.end(1)])
            right = right[match.end() :].strip(" ,")
        return right, more

    def _parts(
        self,
        sentence: str,
        run: list[Figure],
        more: list[str],
        comparator: Comparator,
        code: str | None,
    ) -> tuple[TargetPart, ...]:
        subjects = self.words.subjects
        if flat(run[0].unit) not in subjects:
            own = self.awards.by_code[code].subjects if code else frozenset()
            if len(own) != 1 or not (run[0].bare or _names_award(run[0].unit)):
                return ()
            low, high = _bounds(comparator, run[0])
            return (TargetPart(next(iter(own)), low, high),)
        if more:
            return tuple(TargetPart(subjects[flat(unit)], None, None) for unit in (run[0].unit, *more))
        parts = []
        for place, figure in enumerate(run):
            own_comparator = comparator
            if place:
                _, own_comparator = self._compared(sentence[run[place - 1].end : figure.start], figure, "")
            low, high = _bounds("between" if figure.low != figure.high else own_comparator, figure)
            parts.append(TargetPart(subjects[flat(figure.unit)], low, high))
        return tuple(parts)

    def _award(self, words: str, right: str, *, subject: bool) -> str | None:
        plain = flat(words)
        if not subject and not _AWARDING.search(plain):
            return None
        if given := _GIVEN.search(flat(right)):
            form = right[given.start("form") : given.end("form")]
            giver = right[given.start("giver") : given.end("giver")]
            code = self.awards.exact(f"{form} của {giver}") or self.awards.exact(f"{form} {giver}")
            if code and not self.awards.is_placeholder(code):
                return code
        if given := self.giving.search(flat(words)):
            form, giver = (words[given.start(name) : given.end(name)] for name in ("form", "giver"))
            code = self.awards.exact(f"{form} của {giver}") or self.awards.exact(f"{form} {giver}")
            if code and not self.awards.is_placeholder(code):
                return code
        codes = [code for code in self.awards.within(words) if not self.awards.is_placeholder(code)]
        if not subject and "danh hieu" not in plain:
            return None
        return codes[0] if len(codes) == 1 else None

    def _direction(self, metric: str, comparator: Comparator) -> Direction:
        if comparator in {"decrease", "at_most"}:
            return "down"
        if comparator in {"increase", "at_least"}:
            return "up"
        return "down" if any(phrase in flat(metric) for phrase in self.words.better_low) else "up"

    def _group(self, target: Target, group: str) -> str:
        return group or ("TDKT" if target.award_code else "") or self.words.groups.first(target.text)


def _comes_from(plain: str, before: Figure, start: int) -> bool:
    """``từ 65 triệu đồng lên 70 triệu đồng``: the first figure is where it comes from."""
    between = _RISEN.fullmatch(plain, before.end, start)
    return bool(between and re.search(r"\btu\s+$", plain[: before.start]))


def _without_threshold(words: str) -> str:
    """``thôn trở lên đạt`` is ``thôn đạt``: the threshold is reported by the comparator."""
    found = _THRESHOLD.search(flat(words))
    return (words[: found.start()] + words[found.end() :]).strip() if found else words


def _unbracketed(words: str) -> str:
    """Without a bracket whose other half is not there."""
    if words.count("(") > words.count(")") and words.startswith("("):
        words = words[1:]
    if words.count(")") > words.count("(") and words.endswith(")"):
        words = words[:-1]
    return words.strip()


def _names_award(unit: str) -> bool:
    """``2 Chiến sĩ thi đua cấp tỉnh``: the award itself is what is counted."""
    return bool(_AWARDING.search(flat(unit)) or _TITLE.search(flat(unit)))


def _is_subject(units: list[str]) -> bool:
    """Collectives and persons are counted one by one; households without an award are a plain measure."""
    return flat(units[0]) in {"tap the", "ca nhan"}


def _right_end(sentence: str, start: int, limit: int, *, last: bool) -> int:
    """Where the words about a figure end: a semicolon, or the last comma before the next figure."""
    stop = sentence.find(";", start, limit)
    if stop >= 0:
        return stop
    if last:
        return len(sentence)
    comma = sentence.rfind(",", start, limit)
    bracket = sentence.rfind("(", start, limit)
    if sentence.find(")", max(bracket, start), limit) >= 0:
        bracket = -1  # closed before the next figure: it belongs to the words between
    return max(comma, bracket) if max(comma, bracket) >= 0 else start


def _bounds(comparator: Comparator, figure: Figure) -> tuple[Decimal | None, Decimal | None]:
    if comparator == "at_least":
        return figure.low, None
    if comparator == "at_most":
        return None, figure.high
    return figure.low, figure.high

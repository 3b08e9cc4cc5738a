"""What of the body ended in no field: figures, days, quotations, bodies; and what is to be asked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from thidua_desktop.domain.plan_text.lines import Line, flat, lettered, sentence_at
from thidua_desktop.domain.plan_text.parts import Doubt, DoubtCode, Missed, MissedKind, PlanText
from thidua_desktop.domain.plan_text.quantities import NUMBER
from thidua_desktop.domain.plan_text.quotes import quotes
from thidua_desktop.domain.plan_text.sections import mark_of
from thidua_desktop.domain.plan_text.words import PlanWords

_DATE: Final = re.compile(
    r"\d{1,2}\s*/\s*\d{1,2}(?:\s*/\s*\d{4})?(?!\d)|ngày\s+\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?"
    r"|tháng\s+\d{1,2}(?:\s*/\s*\d{4}|\s+năm\s+\d{4})?",
    re.IGNORECASE,
)
_NO_FIGURE: Final = re.compile(
    r"\d+\s+năm(?!\w)|\b(?:số|Số)\s*:?\s*\d+[\w/.&-]*|(?i:năm(?: học)?|giai đoạn|nhiệm kỳ|khóa|quý|đợt"
    r"|điều|khoản|mục"
    r"|tháng|lần thứ)"
    r"\s+(?:\d{1,4}|[IVX]+)(?:\s*[-–/]\s*\d{1,4})*|(?:19|20)\d{2}\s*[-–]\s*(?:19|20)\d{2}|(?:19"
    r"|20)\d{2}(?!\d)"
)
_FIGURE: Final = re.compile(rf"(?<![\w/.,])(?:{NUMBER})\s*%?(?![\w/])")


def missed(plan: PlanText, lines: Sequence[Line], words: PlanWords) -> tuple[Missed, ...]:
    """Figures, days, quotations and bodies of ``lines`` that stand in no field of ``plan``, in order."""
    covered = _covered(plan)
    whole = [flat(text) for texts in covered.values() for text in texts if "\n" in text or len(text) > 40]
    ours = [_short(message.value) for message in (plan.issuer, plan.superior) if message.value]
    ours += [_short(one.unit) for one in plan.assignments]
    ours += [_short(one.launched_by) for one in plan.movements]
    cited: dict[int, list[tuple[int, ...]]] = defaultdict(list)
    for one in (*plan.basis, *plan.references):
        if one.date:
            cited[one.source.line].append((one.date.day, one.date.month, one.date.year))
    found: list[Missed] = []
    for line in lines:
        plain = flat(line.text)
        if any(plain in text for text in whole):
            continue
        own = [flat(text) for text in covered.get(line.number, ())]
        for place, kind, message in _things(line.text, words):
            if kind == "unit" and any(_short(message) in one for one in ours):
                continue
            if kind == "date" and _numbers(message) in cited.get(line.number, ()):
                continue
            if not any(flat(message) in text for text in own):
                found.append(Missed(kind, message, line.number, sentence_at(line.text, place)))
    return tuple(found)


def _things(text: str, words: PlanWords) -> Iterator[tuple[int, MissedKind, str]]:
    """What an officer would look for in a line, with its place."""
    mark = mark_of(text)
    start = len(text) - len(mark[2]) if mark else 0
    rest = " " * start + text[start:]
    for quote in quotes(rest):
        yield quote.start, "quotation", quote.text
        rest = rest[: quote.start] + " " * (quote.end - quote.start) + rest[quote.end :]
    for match in _DATE.finditer(rest):
        yield match.start(), "date", match[0]
    rest = _DATE.sub(lambda match: " " * len(match[0]), rest)
    bare = _NO_FIGURE.sub(lambda match: " " * len(match[0]), rest)
    for match in _FIGURE.finditer(bare):
        yield match.start(), "figure", match[0].strip()
    for match in _units(words).finditer(rest):
        if len(match[0].split()) > 1:
            yield match.start(), "unit", match[0].strip(" -–")


def _short(body: str) -> str:
    return flat(body).replace("uy ban nhan dan", "ubnd")


def _numbers(date: str) -> tuple[int, ...]:
    return tuple(int(one) for one in re.findall(r"\d+", date))


_PATTERNS: dict[tuple[str, ...], re.Pattern[str]] = {}


def _units(words: PlanWords) -> re.Pattern[str]:
    """Bodies by the word their name begins with, capital letter and marks included."""
    if words.receivers not in _PATTERNS:
        starts = "|".join(re.escape(one[:1].upper() + one[1:]) for one in words.receivers)
        small = "|".join(words.name_syllables)
        tail = lettered(r"[\p{Lu}]\w*")
        tail = rf"(?:\s+(?:-\s+|–\s+|và\s+)?(?:{tail}|(?:{small})(?!\w))){{0,8}}"
        capitals = "|".join(("UBND", "HĐND", "MTTQ", "Ủy ban nhân dân", "Hội đồng nhân dân"))
        _PATTERNS[words.receivers] = re.compile(rf"(?<!\w)(?:{capitals}|{starts})(?!\w){tail}")
    return _PATTERNS[words.receivers]


def _covered(plan: PlanText) -> dict[int, list[str]]:
    """Words of every field by the line they were read from."""
    found: dict[int, list[str]] = defaultdict(list)
    for message in (plan.theme, plan.title, plan.issuer, plan.superior, plan.number, plan.place):
        if message.source:
            found[message.source.line].append(message.value)
    for target in plan.targets:
        found[target.source.line] += [target.text, target.metric]
    for movement in plan.movements:
        for source in movement.sources:
            period = " - ".join(map(str, movement.period)) if movement.period else ""
            parts = [movement.name, movement.launched_by, movement.scope, movement.criteria, period]
            found[source.line] += [part for part in parts if part]
    for campaign in plan.campaigns:
        found[campaign.source.line] += [campaign.text, campaign.review, campaign.slogan]
    for item in plan.anniversaries:
        found[item.source.line] += [f"{item.count} năm {item.event}", *(item.written or ())]
    for task in plan.tasks:
        found[task.source.line] += [task.text, task.lead, task.when_text, *task.partners]
    for assignment in plan.assignments:
        found[assignment.source.line] += [assignment.unit, assignment.text]
    for report in plan.reporting:
        found[report.source.line] += [report.due_text, report.receiver, report.way]
    for duty in plan.duties:
        found[duty.source.line] += [duty.unit, duty.due_text, duty.receiver, duty.way]
    for one in (*plan.basis, *plan.references):
        found[one.source.line] += [one.issuer, one.subject, one.number]
    return found


def doubts(plan: PlanText) -> tuple[Doubt, ...]:
    """Fields that were read with little confidence, or not at all: to be asked, never taken for certain."""
    found = [*_head_doubts(plan)]
    for campaign in plan.campaigns:
        if campaign.start is None or campaign.end is None:
            found.append(Doubt("campaigns", "campaign_period", campaign.name, campaign.source.line))
    for report in plan.reporting:
        if not report.months:
            found.append(Doubt("reporting", "report_day", report.due_text, report.source.line))
        elif not report.receiver:
            found.append(Doubt("reporting", "report_receiver", report.due_text, report.source.line))
    for duty in plan.duties:
        if not duty.unit:
            found.append(Doubt("duties", "duty_unit", duty.due_text, duty.source.line))
    for target in plan.targets:
        if not target.metric:
            found.append(Doubt("targets", "target_metric", target.text, target.source.line))
        elif not target.unit and not target.award_code:
            found.append(Doubt("targets", "target_unit", target.text, target.source.line))
    return tuple(found)


def _head_doubts(plan: PlanText) -> Iterator[Doubt]:
    def ask(name: str, code: DoubtCode, words: str = "", line: int = 0) -> Doubt:
        return Doubt(name, code, words, line)

    if not plan.issuer.value:
        yield ask("issuer", "no_issuer")
    elif plan.issuer.source and plan.place.source and plan.issuer.source.line > plan.place.source.line:
        yield ask("issuer", "issuer_in_text", plan.issuer.value, plan.issuer.source.line)
    if not plan.number.value:
        yield ask(
            "number", "no_number", plan.symbol.value, plan.symbol.source.line if plan.symbol.source else 0
        )
    if plan.date is None or plan.date.precision != "day":
        yield ask("date", "no_day", plan.date.value if plan.date else "")
    if not plan.title.value:
        yield ask("title", "no_title")
    if plan.year is None:
        yield ask("year", "no_year")
    elif not re.search(rf"(?<!\d){plan.year}(?!\d)", plan.title.value):
        yield ask("year", "year_not_in_title", str(plan.year))
    theme = plan.theme
    if theme.value and theme.source and not re.search(r"[“\"«]", theme.source.text):
        yield ask("theme", "theme_unmarked", theme.value, theme.source.line)
    if not plan.signer.name:
        yield ask("signer", "no_signer_name", plan.signer.position)


def with_coverage(plan: PlanText, lines: Sequence[Line], words: PlanWords) -> PlanText:
    """The plan with what was missed and what is to be asked."""
    return replace(plan, missed=missed(plan, lines, words), doubts=doubts(plan))

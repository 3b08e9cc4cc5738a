"""Cards are stored as codes and read as the sentences of today."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from thidua_desktop.catalogue import load_rule_set, rule_set_for
from thidua_desktop.catalogue.stored_findings import stored, worded
from thidua_desktop.catalogue.wording import certainty, present_words, required_words, rule_words
from thidua_desktop.domain.eligibility.evaluation import evaluate
from thidua_desktop.domain.eligibility.facts import Facts, Rating
from thidua_desktop.domain.eligibility.findings import Finding, Wording
from thidua_desktop.services.eligibility.cases import judge_case

SAMPLES = Path(__file__).parent.parent / "samples"
SETS = ("R2022A", "R2026")


def judged() -> Iterator[Finding]:
    """Findings of every known case, and of every award under both laws with nothing and little known."""
    for name in ("eligibility_cases.json", "eligibility_edges.json"):
        for case in json.loads((SAMPLES / name).read_text(encoding="utf-8"))["cases"]:
            yield from judge_case(case).findings
    for name, rating in itertools.product(SETS, (None, Rating.HTXS)):
        day = dt.date(2024, 12, 20) if name == "R2022A" else dt.date(2026, 11, 20)
        for code, rule in load_rule_set(name).awards.items():
            for subject in rule.subjects:
                facts = Facts(subject=subject, rating=rating, members=10)
                yield from evaluate(code, facts, rule_set_for(day), decision_date=day).findings


def test_every_finding_reads_back_as_the_sentences_it_had() -> None:
    found = list(judged())
    for finding in found:
        card = json.loads(json.dumps(stored(finding), ensure_ascii=False))
        shown = worded(card)
        assert shown["heading"] == rule_words(finding.rule)
        assert shown["required"] == required_words(finding)
        assert shown["present"] == present_words(finding)
        assert (shown["confidence"], shown["ok"]) == (certainty(finding.confidence), finding.ok)
    assert len({finding.rule for finding in found}) > 30


def test_no_sentence_is_stored() -> None:
    words = [finding for finding in judged() if len(required_words(finding)) > 20]
    assert words
    for finding in words:
        assert required_words(finding) not in json.dumps(stored(finding), ensure_ascii=False)


def test_a_card_of_an_earlier_version_is_shown_as_it_is() -> None:
    former = {"rule": "rating", "heading": "Mức độ hoàn thành", "required": "tốt", "present": "tốt"}
    assert worded(former) is former


def test_a_letter_of_certainty_nobody_knows_is_none() -> None:
    (finding, *_) = judged()
    assert worded({**stored(finding), "confidence": "Z"})["confidence"] == "uncertain"


def test_a_value_of_an_unknown_kind_is_refused() -> None:
    (finding, *_) = judged()
    strange = Wording("rating", (("rating", 1.5),))
    with pytest.raises(TypeError, match="float"):
        stored(Finding(**{name: getattr(finding, name) for name in finding.__slots__} | {"present": strange}))

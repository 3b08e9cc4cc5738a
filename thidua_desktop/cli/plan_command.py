"""``plan``: what a plan or directive says, and what a proof-reader would mark in it."""

from __future__ import annotations

import argparse

from thidua_desktop.cli import DONE
from thidua_desktop.cli.output import notify, write_json
from thidua_desktop.services.planning.reading import (
    ReadPlan,
    doubt_sentence,
    finding_sentence,
    missed_sentence,
    plan_json,
    read_plan_file,
)
from thidua_desktop.texts import text


def run(arguments: argparse.Namespace) -> int:
    """Reads one file and writes nothing. A file that holds no plan is refused in a sentence."""
    read = read_plan_file(arguments.file)
    if arguments.json:
        write_json(plan_json(read))
        return DONE
    for sentence in _lines(read):
        notify(sentence)
    return DONE


def _lines(read: ReadPlan) -> list[str]:
    plan = read.plan
    unknown = text("plan_reading.unknown")
    counts = {
        name: len(getattr(plan, name))
        for name in ("targets", "campaigns", "movements", "tasks", "recipients")
    }
    summary = text(
        "plan_reading.summary",
        kind=text(f"plan_reading.kinds.{plan.kind}") if plan.kind else unknown,
        issuer=plan.issuer.value or unknown,
        year=plan.year or unknown,
        targets=counts["targets"],
        campaigns=counts["campaigns"],
        movements=counts["movements"],
        tasks=counts["tasks"],
        recipients=counts["recipients"],
    )
    lines = [summary]
    if plan.paper not in {"", "plan", "directive"}:
        lines.append(text("plan_reading.taken", paper=text(f"plan_reading.papers.{plan.paper}")))
    lines += [text("plan_reading.to_ask", question=doubt_sentence(one)) for one in plan.doubts]
    lines += [
        text("plan_reading.not_understood", line=one.line, sentence=missed_sentence(one))
        for one in plan.missed
    ]
    for finding in read.findings:
        key = "plan_reading.finding" if finding.line else "plan_reading.finding_whole"
        severity = text(f"plan_reading.severity.{finding.severity}")
        sentence = finding_sentence(finding)
        lines.append(text(key, severity=severity, line=finding.line, sentence=sentence))
    return lines if read.findings else [*lines, text("plan_reading.clean")]

"""``score``: the entries of a bloc scored by a scheme."""

from __future__ import annotations

import argparse

from thidua_desktop.cli import DONE
from thidua_desktop.cli.output import notify, write_json
from thidua_desktop.services.scoring.cases import as_json, score_case
from thidua_desktop.services.scoring.step_words import number_words
from thidua_desktop.texts import text


def run(arguments: argparse.Namespace) -> int:
    """Scores a bloc and reports its order and proposals, with ``--json`` every step too."""
    case = score_case(arguments.scheme, arguments.inputs)
    if arguments.json:
        write_json(as_json(case))
        return DONE
    notify(text("scoring.scheme_said", name=case.scheme.name, source=case.scheme.source))
    for place in case.result.ranking:
        notify(text("scoring.place", rank=place.rank, unit=place.unit, total=number_words(place.total)))
    for one in case.result.not_ranked:
        notify(text("scoring.no_place", unit=one.unit, why="; ".join((*one.open, *one.reasons))))
    for group in case.result.ties:
        notify(text("scoring.tie", units="; ".join(group)))
    for proposal in case.result.proposals:
        units = "; ".join(proposal.units) or text("scoring.nobody")
        notify(text("scoring.proposal", award=proposal.name, units=units))
        if proposal.undecided:
            among = "; ".join(proposal.undecided)
            notify(text("scoring.undecided", award=proposal.name, places=proposal.places, units=among))
    return DONE

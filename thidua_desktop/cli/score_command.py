"""``score``: the entries of a bloc scored by a scheme."""

from __future__ import annotations

import argparse

from thidua_desktop.cli import DONE
from thidua_desktop.cli.output import say, say_json
from thidua_desktop.services.scoring.cases import as_json, score_case
from thidua_desktop.services.scoring.step_words import say_number
from thidua_desktop.texts import text


def run(arguments: argparse.Namespace) -> int:
    """Scores a bloc and tells its order and proposals, with ``--json`` every step too."""
    case = score_case(arguments.scheme, arguments.inputs)
    if arguments.json:
        say_json(as_json(case))
        return DONE
    say(text("scoring.scheme_said", name=case.scheme.name, source=case.scheme.source))
    for place in case.result.ranking:
        say(text("scoring.place", rank=place.rank, unit=place.unit, total=say_number(place.total)))
    for one in case.result.not_ranked:
        say(text("scoring.no_place", unit=one.unit, why="; ".join((*one.open, *one.reasons))))
    for group in case.result.ties:
        say(text("scoring.tie", units="; ".join(group)))
    for proposal in case.result.proposals:
        units = "; ".join(proposal.units) or text("scoring.nobody")
        say(text("scoring.proposal", award=proposal.name, units=units))
        if proposal.undecided:
            among = "; ".join(proposal.undecided)
            say(text("scoring.undecided", award=proposal.name, places=proposal.places, units=among))
    return DONE

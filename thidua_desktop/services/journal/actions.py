"""Every action of the journal: whether it is a step of undo, undone whole or in part, and what forbids it.

Its sentence is ``actions.<name>``; its topics are those of the tables it touched (``db.schema.topic_of``).
What no rule here forbids is still refused when a later action changed its rows or points at them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy.engine import Connection

from thidua_desktop.db.engine.undo import INVERSES
from thidua_desktop.queries.office.bin import is_final
from thidua_desktop.queries.office.journal import FACTS, JournalRow
from thidua_desktop.services.journal import undo_rules as rules
from thidua_desktop.services.journal.undo_rules import MayUndo, UndoRefusedError
from thidua_desktop.services.journal.words import action_words


@dataclass(frozen=True, slots=True)
class Action:
    """``partial``: rows used later may stay while the others are taken back. ``rule``: besides row use."""

    partial: bool = False
    rule: MayUndo | None = None

    def may_undo(self, connection: Connection, row: JournalRow) -> UndoRefusedError | None:
        """Why an entry of this action may not be undone now; None when its rule does not forbid it."""
        if row.action in DELETIONS and is_final(connection, row.id):
            return UndoRefusedError("journal.bin_emptied", action=action_words(row.action, row.params))
        return None if self.rule is None else self.rule(connection, row)


_RULED: Final[dict[str, Action]] = {
    "commit_import": Action(partial=True, rule=rules.after_appraisal),
    "commit_together": Action(partial=True, rule=rules.after_appraisal),
    "submit_nominations": Action(rule=rules.in_a_meeting),
    "return_nominations": Action(rule=rules.in_a_meeting),
    "override_verdict": Action(rule=rules.in_a_meeting),
    "override_verdicts": Action(rule=rules.in_a_meeting),
    "remove_nominations": Action(rule=rules.nominated_again),
    "close_session": Action(rule=rules.after_decision),
    "sign_decision": Action(rule=rules.after_printing),
    "record_decision": Action(rule=rules.after_printing),
    "answer_submission": Action(rule=rules.after_printing),
    "import_history": Action(rule=rules.after_printing),
    "record_scores": Action(rule=rules.scored_further),
    "import_scores": Action(rule=rules.scored_further),
    "attach_evidence": Action(rule=rules.scored_further),
    "add_registration_line": Action(rule=rules.registration_approved),
    "remove_registration_lines": Action(rule=rules.registration_approved),
    "copy_registrations": Action(rule=rules.registration_approved),
    "import_registration": Action(rule=rules.registration_approved),
}

_PLAIN: Final = """
    change_plan_year change_tasks choose_bases dismiss_files edit_nominations fill_votes save_person_facts
    add_council_members add_persons add_units save_actuals save_year_facts start_outline
    add_evidence add_nomination add_place add_tasks change_score_scheme close_score_sheet confirm_facts
    copy_blocs copy_plan create_scheme discard_decision dissolve_unit draft_amend draft_decision draft_replace
    draft_revoke edit_nomination end_office_rule file_nominations forget_spelling issue_plan keep_dossier
    join_units learn_award learn_header learn_spelling leave_bloc mark_tasks merge_records merge_units move_member
    move_people move_place move_registrations nominate_found number_submission open_score_sheet open_session
    part_records place_equal_units progress_tasks propose_from_scores publish_score_sheet put_figure
    receive_stock record_revocation record_votes record_year recount_stock remove_actuals remove_bloc
    remove_bloc_targets remove_council_members remove_evidence remove_initiatives remove_layout remove_meeting
    remove_office_rules remove_persons remove_places remove_plan remove_plan_parts remove_scheme
    remove_score_sheet remove_signers remove_stock remove_submission remove_targets remove_tasks remove_units
    rename_unit reopen_score_sheet reschedule_tasks save_actual save_attendance save_bloc save_bloc_days
    save_bloc_minutes save_bloc_target save_calibration save_certificate_words save_council_interest
    save_council_member save_fund save_higher_bloc save_initiative save_layout save_meeting save_office
    save_office_rule save_person save_place save_plan save_plan_part save_scheme save_series save_session
    save_signer save_stock save_target save_task save_unit send_submission set_up set_year settle_printing
    split_record split_task split_unit stage_file take_figure take_plan_text tell_columns tell_same_people
    unschedule_tasks use_initiative open_next_year pay_prizes save_report_texts note_chased
"""
"""Undone whole, unless a later action used what they did."""

ACTIONS: Final[Mapping[str, Action]] = _RULED | dict.fromkeys(_PLAIN.split(), Action())
"""The steps of undo by name. ``FACTS`` and ``INVERSES`` are lines of the journal and no steps."""

DELETIONS: Final = frozenset(
    name for name in ACTIONS if name.startswith(("remove_", "discard_", "dismiss_", "forget_", "leave_"))
)
"""The actions whose entries wait in the bin."""


def action_of(row: JournalRow) -> Action:
    """The rules of an entry; one of a newer program is undone whole."""
    return ACTIONS.get(row.action, Action())


KNOWN: Final = frozenset(ACTIONS) | FACTS | frozenset(INVERSES)

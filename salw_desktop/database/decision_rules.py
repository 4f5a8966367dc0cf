"""The decisions that two people make or that the trade forbids, said once more in SQL: no path goes round them."""

from __future__ import annotations

from salw_desktop.database.destruction_rules import rules_of_destruction
from salw_desktop.database.duty_rules import rules_of_duty
from salw_desktop.database.person_rules import CAME_WITH, WAS_STORED, rules_of_persons
from salw_desktop.database.photo_rules import rules_of_photos
from salw_desktop.database.release_rules import rules_of_releases
from salw_desktop.database.rule_terms import ALARMED, HELD, OPEN_COUNTERSIGN, Rule, has_role, listed
from salw_desktop.database.tag_rules import rules_of_tags
from salw_desktop.database.untagged_rules import rules_of_untagged
from salw_desktop.domain.axes import ENDED
from salw_desktop.domain.people import Role


def rules() -> list[Rule]:
    """The decisions that two people make, in SQL too."""
    return [
        *_rules_of_people(),
        *_rules_of_remote_codes(),
        *rules_of_destruction(),
        *_rules_of_items(),
        *_rules_of_signatures(),
        *_rules_of_losses(),
        *_rules_of_records(),
        *_rules_of_marks(),
        *rules_of_persons(),
        *rules_of_photos(),
        *rules_of_tags(),
        *rules_of_duty(),
        *rules_of_untagged(),
        *rules_of_releases(),
    ]


def _rules_of_people() -> list[Rule]:
    return [
        (
            "operator_introduced",
            "BEFORE INSERT ON operator WHEN EXISTS (SELECT 1 FROM station)",
            "operator: introduced by two",
            "NEW.introduced_by IS NULL OR NEW.introduced_second IS NULL",
        ),
        (
            "operator_role_given",
            "BEFORE INSERT ON operator_role WHEN EXISTS (SELECT 1 FROM station)",
            "operator_role: given by two",
            "NEW.given_by IS NULL OR NEW.given_second IS NULL",
        ),
    ]


def _rules_of_remote_codes() -> list[Rule]:
    """Class C: a code of HQ stands in for the second key once, for the act that it was asked for."""

    def spent(table: str, when: str, by: str, at: str) -> Rule:
        fits = (
            f"SELECT 1 FROM remote_code WHERE id = NEW.remote_code AND used_by = NEW.{by}"
            f" AND used_at = NEW.{at}"
        )
        return (
            f"{table}_remote_code",
            f"{when} ON {table} WHEN NEW.remote_code IS NOT NULL",
            f"{table}: a code of HQ counts for one act alone",
            f"NOT EXISTS ({fits})",
        )

    return [
        (
            "remote_code_used_once",
            "BEFORE UPDATE ON remote_code WHEN OLD.used_at IS NOT NULL",
            "remote_code: used once",
            "",
        ),
        spent("destruction_session", "BEFORE INSERT", "started_by", "started_at"),
        spent("voiding", "BEFORE INSERT", "voided_by", "at"),
        spent("hold", "BEFORE UPDATE OF remote_code", "lifted_by", "lifted_at"),
    ]


def _ends_without_act() -> tuple[str, ...]:
    """Ends that the trade knows and no act of this version brings about."""
    return tuple(
        word for word in ENDED if word not in ("destroyed", "returned", "lost or stolen", "void")
    )


def _rules_of_items() -> list[Rule]:
    return [
        (
            "weapon_destroyed",
            "BEFORE UPDATE OF custody ON weapon WHEN NEW.custody = 'destroyed' AND OLD.custody <> 'destroyed'",
            "weapon: destroyed only by a session that was checked",
            "NOT EXISTS (SELECT 1 FROM session_result JOIN destruction_session ON destruction_session.id = destruction_session"
            " WHERE session_result.weapon = NEW.id AND outcome = 'destroyed' AND destruction_session.state = 'checked')",
        ),
        (
            "weapon_voided",
            "BEFORE UPDATE OF custody ON weapon WHEN NEW.custody = 'void' AND OLD.custody <> 'void'",
            "weapon: voided only by two, with a reason, and not under a hold",
            f"EXISTS ({HELD.format(item='NEW.id')}) OR EXISTS ({OPEN_COUNTERSIGN.format(item='NEW.id')}) OR NOT EXISTS (SELECT 1 FROM voiding WHERE weapon = NEW.id)",
        ),
        (
            "weapon_ends",
            f"BEFORE UPDATE OF custody ON weapon WHEN NEW.custody IN ({listed(_ends_without_act())}) AND OLD.custody <> NEW.custody",
            "weapon: no act ends an item in this way yet",
            "",
        ),
        (
            "weapon_returned",
            "BEFORE UPDATE OF custody ON weapon WHEN NEW.custody = 'returned' AND OLD.custody <> NEW.custody",
            "weapon: returned only with the hand-in that it came with, withdrawn before it was accepted, and not under a hold",
            f"EXISTS ({HELD.format(item='NEW.id')}) OR EXISTS ({ALARMED.format(item='NEW.id')}) OR {WAS_STORED.format(item='NEW.id')}"
            f" OR NOT EXISTS (SELECT 1 FROM hand_in WHERE state = 'withdrawn'"
            f" AND id = {CAME_WITH.format(item='NEW.id', hand_in='NEW.hand_in')})",
        ),
        (
            "weapon_number_kept",
            "BEFORE UPDATE OF number ON weapon WHEN OLD.number IS NOT NULL AND NEW.number IS NOT OLD.number",
            "weapon: a number is never changed once issued",
            "",
        ),
        (
            "weapon_begins",
            f"BEFORE INSERT ON weapon WHEN NEW.custody IN ({listed(ENDED)})",
            "weapon: nothing begins at its end",
            "",
        ),
    ]


def _rules_of_signatures() -> list[Rule]:
    return [
        (
            "hold_lifted",
            "BEFORE UPDATE ON hold WHEN OLD.lifted_at IS NOT NULL",
            "hold: lifted once",
            "",
        ),
        (
            "countersigned_once",
            "BEFORE UPDATE ON countersign WHEN OLD.signed_at IS NOT NULL",
            "countersign: signed once",
            "",
        ),
    ]


def _rules_of_losses() -> list[Rule]:
    return [
        (
            "weapon_lost",
            "BEFORE UPDATE OF custody ON weapon WHEN NEW.custody = 'lost or stolen' AND OLD.custody <> NEW.custody",
            "weapon: lost or stolen only as the finding of a loss that was reported",
            "NOT EXISTS (SELECT 1 FROM loss WHERE loss.weapon = NEW.id AND finding = 'lost or stolen')",
        ),
        (
            "loss_reported",
            "BEFORE INSERT ON loss",
            "loss: reported first, of a weapon that we had and whose other loss is closed",
            f"NEW.finding IS NOT NULL OR EXISTS (SELECT 1 FROM loss WHERE loss.weapon = NEW.weapon AND closed_at IS NULL)"
            f" OR EXISTS (SELECT 1 FROM weapon WHERE id = NEW.weapon AND custody IN ({listed((*ENDED, 'not taken'))}))",
        ),
        (
            "loss_ended_by_two",
            "BEFORE UPDATE OF finding ON loss WHEN NEW.finding = 'lost or stolen'",
            "loss: not ended alone by whoever reported it",
            "NEW.closed_by = NEW.reported_by AND NEW.closed_second IS NULL",
        ),
        (
            "loss_closed_once",
            "BEFORE UPDATE ON loss",
            "loss: closed once, by a supervisor",
            f"OLD.closed_at IS NOT NULL OR NOT {has_role('NEW.closed_by', Role.SUPERVISOR, at='NEW.closed_at')}",
        ),
    ]


def _rules_of_records() -> list[Rule]:
    """What was seen and not taken is never stock; an alarm is a supervisor's; what was given out stays as given."""
    documented = "(NEW.record_kind = 'documented') <> (NEW.custody = 'not taken')"
    return [
        (
            "weapon_documented",
            "BEFORE INSERT ON weapon",
            "weapon: documented is not taken, and not taken is documented",
            documented,
        ),
        (
            "weapon_stays_documented",
            "BEFORE UPDATE OF record_kind, custody ON weapon",
            "weapon: documented is not taken, and not taken is documented",
            f"OLD.record_kind <> NEW.record_kind OR NEW.custody <> 'void' AND ({documented})",
        ),
        (
            "alarm_acknowledged",
            "BEFORE UPDATE ON alarm",
            "alarm: acknowledged once, by a supervisor",
            f"OLD.acknowledged_at IS NOT NULL OR OLD.weapon <> NEW.weapon OR OLD.said <> NEW.said"
            f" OR NOT {has_role('NEW.acknowledged_by', Role.SUPERVISOR, at='NEW.acknowledged_at')}",
        ),
        (
            "alarm_raised",
            "BEFORE INSERT ON alarm WHEN NEW.acknowledged_at IS NOT NULL",
            "alarm: raised first, acknowledged by a supervisor",
            "",
        ),
        (
            "look_alike_answered_once",
            "BEFORE UPDATE ON look_alike WHEN OLD.verdict <> 'open'",
            "look_alike: answered once",
            "",
        ),
        (
            "person_kept",
            "BEFORE UPDATE OF sealed, campaign, erased_at ON person",
            "person: sealed once, erased once",
            "OLD.sealed <> NEW.sealed OR OLD.campaign <> NEW.campaign OR OLD.erased_at IS NOT NULL",
        ),
    ]


def _rules_of_marks() -> list[Rule]:
    return [
        (
            "mark_job_not_beside_a_hold",
            "BEFORE INSERT ON mark_job",
            "mark_job: no strike where a laboratory may bring a number back",
            "EXISTS (SELECT 1 FROM hold WHERE hold.weapon = NEW.weapon AND kind = 'laboratory' AND lifted_at IS NULL)",
        ),
        (
            "mark_job_in_hand",
            "BEFORE INSERT ON mark_job",
            "mark_job: a plan for what is in hand",
            "NOT EXISTS (SELECT 1 FROM weapon WHERE weapon.id = NEW.weapon AND custody = 'in hand')",
        ),
        (
            "mark_job_read_back",
            "BEFORE UPDATE OF state ON mark_job WHEN NEW.state = 'read back'",
            "mark_job: every strike was read back from the metal as it was ordered",
            "EXISTS (SELECT 1 FROM strike WHERE mark_job = NEW.id AND (outcome <> 'read back' OR read_as IS NOT string))",
        ),
    ]

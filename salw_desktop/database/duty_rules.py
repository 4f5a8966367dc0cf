"""Who may sign, for whom and when, and what may leave us, said once more in SQL."""

from __future__ import annotations

from salw_desktop.database.rule_terms import HELD, STANDS_BETWEEN, Rule, has_role, listed
from salw_desktop.domain.axes import CLEAR
from salw_desktop.domain.people import Role

# table, when, the two who sign, the moment: whoever stands for the other is no second person
_SIGNED_BY_TWO = (
    ("destruction_session", "INSERT", "started_by", "started_second", "started_at"),
    ("order_amendment", "INSERT", "amended_by", "amended_second", "at"),
    ("voiding", "INSERT", "voided_by", "voided_second", "at"),
    ("allotment", "INSERT", "allotted_by", "allotted_second", "at"),
    ("retagging", "INSERT", "tagged_by", "tagged_second", "at"),
    ("day_opening", "INSERT", "opened_by", "opened_second", "claimed_at"),
    ("dossier_release", "INSERT", "released_by", "released_second", "at"),
    ("countersign", "INSERT", "asked_by", "signed_by", "signed_at"),
    ("countersign", "UPDATE OF signed_by", "asked_by", "signed_by", "signed_at"),
    ("hold", "UPDATE OF lifted_at", "lifted_by", "lifted_second", "lifted_at"),
    ("loss", "UPDATE OF closed_at", "closed_by", "closed_second", "closed_at"),
    ("untagged_item", "UPDATE OF solved_at", "solved_by", "solved_second", "solved_at"),
    ("person", "UPDATE OF erased_at", "erased_by", "erased_second", "erased_at"),
    ("destruction_order", "UPDATE OF approved_by", "written_by", "approved_by", "approved_at"),
)


def rules_of_duty() -> list[Rule]:
    return [
        *_rules_of_pairs(),
        *_rules_of_days(),
        *_rules_of_appointments(),
        *_rules_of_bringers(),
        *_rules_of_going_out(),
        *_rules_of_laboratories(),
    ]


def _rules_of_pairs() -> list[Rule]:
    return [
        (
            f"{table}_by_two_persons_{when.split()[0].lower()}",
            f"BEFORE {when} ON {table}",
            f"{table}: who stands for the other is no second person",
            f"EXISTS ({STANDS_BETWEEN.format(one=f'NEW.{one}', other=f'NEW.{other}', at=f'NEW.{at}')})",
        )
        for table, when, one, other, at in _SIGNED_BY_TWO
    ]


def _fixed(table: str, sentence: str) -> Rule:
    return (f"{table}_fixed", f"BEFORE UPDATE ON {table}", f"{table}: {sentence}", "")


def _ended_once(table: str, ended: str, *kept: str) -> Rule:
    """The end is written once, and all that stood before it stays."""
    changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in kept)
    return (
        f"{table}_ended_once",
        f"BEFORE UPDATE ON {table}",
        f"{table}: ended once, and otherwise not changed",
        f"OLD.{ended} IS NOT NULL OR {changed}",
    )


def _rules_of_days() -> list[Rule]:
    return [
        (
            "day_opening_measured",
            "BEFORE INSERT ON day_opening",
            "day_opening: the difference is what the two clocks say, and over five minutes it is named",
            "NEW.difference_s IS NOT unixepoch(NEW.claimed_at) - unixepoch(NEW.said_at)"
            " OR (abs(NEW.difference_s) > 300) <> (NEW.breaches IS NOT NULL)",
        ),
        _fixed("day_opening", "is not changed"),
        _ended_once(
            *("lone_duty", "ended_at"),
            *("why", "from_on", "until_on", "declared_by", "declared_at"),
        ),
        (
            "lone_duty_declared_once",
            "BEFORE INSERT ON lone_duty",
            "lone_duty: declared today, while no other declaration stands",
            "NEW.ended_at IS NOT NULL OR NEW.from_on <> substr(NEW.declared_at, 1, 10) OR EXISTS"
            " (SELECT 1 FROM lone_duty WHERE ended_at IS NULL AND NEW.from_on BETWEEN from_on AND until_on)",
        ),
    ]


def _rules_of_appointments() -> list[Rule]:
    return [
        _ended_once(
            *("acting_appointment", "ended_at"),
            *("operator", "stands_for", "role", "from_on", "until_on", "why"),
            *("appointed_by", "appointed_second", "at"),
        ),
        (
            "acting_appointment_made",
            "BEFORE INSERT ON acting_appointment",
            "acting_appointment: by a supervisor, in a role of whoever is away",
            f"NEW.ended_at IS NOT NULL OR NEW.from_on < substr(NEW.at, 1, 10)"
            f" OR NOT {has_role('NEW.appointed_by', Role.SUPERVISOR, at='NEW.at')}"
            " OR NOT EXISTS (SELECT 1 FROM operator_role WHERE operator = NEW.stands_for AND role = NEW.role"
            " AND operator_role.ended_at IS NULL)",
        ),
    ]


def _rules_of_bringers() -> list[Rule]:
    return [
        _fixed("eligibility", "an appeal is another decision"),
        _fixed("group_roll", "counted anew is another roll"),
        (
            "eligibility_of_a_person",
            "BEFORE INSERT ON eligibility",
            "eligibility: of somebody who is named, in a campaign of demobilisation",
            "NOT EXISTS (SELECT 1 FROM hand_in JOIN campaign ON campaign.id = hand_in.campaign"
            " WHERE hand_in.id = NEW.hand_in AND person IS NOT NULL AND campaign.kind = 'DDR')",
        ),
        (
            "group_roll_of_a_group",
            "BEFORE INSERT ON group_roll",
            "group_roll: of a hand-in that a group brought",
            "NOT EXISTS (SELECT 1 FROM hand_in WHERE id = NEW.hand_in AND brought_by = 'group')",
        ),
    ]


def _rules_of_going_out() -> list[Rule]:
    return [
        _ended_once(
            *("going_out", "back_on"),
            *("number", "weapon", "purpose", "to_whom", "case_number", "from_place"),
            *("carried_by", "due_on", "sent_by", "sent_at"),
        ),
        (
            "going_out_may_start",
            "BEFORE INSERT ON going_out",
            "going_out: of a weapon in hand, clear, and free of holds unless a laboratory or a court wants it",
            f"NEW.back_on IS NOT NULL OR NOT EXISTS (SELECT 1 FROM weapon WHERE id = NEW.weapon"
            f" AND custody = 'in hand' AND safety IN ({listed(CLEAR)}))"
            f" OR NEW.purpose NOT IN ('laboratory', 'court') AND EXISTS ({HELD.format(item='NEW.weapon')})"
            f" OR EXISTS (SELECT 1 FROM going_out WHERE weapon = NEW.weapon AND back_on IS NULL)",
        ),
    ]


def _rules_of_laboratories() -> list[Rule]:
    return [
        _fixed("laboratory_result", "another examination is another result"),
        (
            "laboratory_result_told",
            "BEFORE INSERT ON laboratory_result",
            "laboratory_result: waived by a supervisor; what was read is a mark of that weapon",
            f"NEW.restoration = 'waived' AND NOT {has_role('NEW.recorded_by', Role.SUPERVISOR, at='NEW.at')}"
            " OR NEW.mark IS NOT NULL AND NOT EXISTS (SELECT 1 FROM mark WHERE id = NEW.mark AND weapon = NEW.weapon"
            " AND kind = 'serial' AND text = NEW.read)",
        ),
    ]

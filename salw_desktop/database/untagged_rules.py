"""What the trade asks of untagged items and of photographs for the press, said once more in SQL."""

from __future__ import annotations

from salw_desktop.database.rule_terms import Rule, has_role
from salw_desktop.domain.people import Role


def rules_of_untagged() -> list[Rule]:
    """Name, when, sentence, refused where (see decision_rules.rules)."""
    return [
        (
            "untagged_item_found_first",
            "BEFORE INSERT ON untagged_item",
            "untagged_item: found first, solved by two",
            "NEW.solved_at IS NOT NULL",
        ),
        (
            "untagged_item_solved_once",
            "BEFORE UPDATE ON untagged_item",
            "untagged_item: solved once",
            "OLD.solved_at IS NOT NULL",
        ),
        (
            "untagged_item_recorded_since",
            "BEFORE UPDATE OF outcome ON untagged_item WHEN NEW.outcome = 'recorded'",
            "untagged_item: recorded since it was found, as one weapon and no other item's",
            "EXISTS (SELECT 1 FROM weapon WHERE weapon.id = NEW.weapon AND substr(recorded_at, 1, 10) < substr(OLD.recorded_at, 1, 10))"
            " OR EXISTS (SELECT 1 FROM untagged_item WHERE weapon = NEW.weapon AND outcome = 'recorded')",
        ),
        (
            "press_photo_of_a_destruction",
            "BEFORE INSERT ON press_photo",
            "press_photo: of a destruction, before or after, released by a supervisor",
            "NOT EXISTS (SELECT 1 FROM photo WHERE photo.id = NEW.photo AND destruction_session IS NOT NULL"
            " AND view IN ('before', 'after'))"
            f" OR NOT {has_role('NEW.released_by', Role.SUPERVISOR, at='NEW.released_at')}",
        ),
    ]

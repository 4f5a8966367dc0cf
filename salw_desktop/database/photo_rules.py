"""What is promised of photographs, said once more in SQL: moved to a weapon only, an original erased by two."""

from __future__ import annotations

from salw_desktop.database.rule_terms import Rule, has_role
from salw_desktop.domain.people import Role

ORIGINAL_FORGETS = (  # name, when, body: as `person_rules.FORGETS`, for originals with a key of their own
    "photo_original_forgets",
    "AFTER UPDATE OF erased_at ON photo_blurring WHEN NEW.erased_at IS NOT NULL",
    "DELETE FROM sealed_key WHERE owner = NEW.id;",
)


def rules_of_photos() -> list[Rule]:
    """Name, when, sentence, refused where (see decision_rules.rules)."""
    return [
        (
            "photo_moved_to_a_weapon",
            "BEFORE UPDATE OF weapon, hand_in, cache, destruction_session, destruction_order ON photo",
            "photo: moved to a weapon, and to nothing else",
            "NEW.weapon IS NULL",
        ),
        (
            "photo_corrected_with_a_reason",
            "BEFORE UPDATE OF view, weapon, hand_in, cache, destruction_session, destruction_order ON photo",
            "photo: put right by an entry that says why and what it was",
            "NOT EXISTS (SELECT 1 FROM photo_correction WHERE photo = NEW.id"
            " AND weapon IS OLD.weapon AND view_before = OLD.view)",
        ),
        (
            "photo_blurring_of_a_photo",
            "BEFORE INSERT ON photo_blurring",
            "photo_blurring: of a photograph that is here, turn by turn",
            "NEW.sha256 IS NOT (SELECT sha256 FROM photo WHERE photo.id = NEW.photo)"
            " OR NEW.turn <> 1 + (SELECT count(*) FROM photo_blurring WHERE sha256 = NEW.sha256)",
        ),
        (
            "photo_blurring_by_a_supervisor",
            "BEFORE INSERT ON photo_blurring",
            "photo_blurring: by a supervisor",
            f"NOT {has_role('NEW.blurred_by', Role.SUPERVISOR, at='NEW.at')}",
        ),
        (
            "photo_original_erased",
            "BEFORE UPDATE OF erased_at ON photo_blurring WHEN NEW.erased_at IS NOT NULL",
            "photo_blurring: its original is erased by a supervisor and another, once",
            f"OLD.erased_at IS NOT NULL OR NOT {has_role('NEW.erased_by', Role.SUPERVISOR, at='NEW.erased_at')}",
        ),
    ]

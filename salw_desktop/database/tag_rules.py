"""What the trade asks of tags and of counted prints, said once more in SQL: one number, one item, one chain."""

from __future__ import annotations

_LIVE = "('blank', 'bound')"
_BOUND_ALREADY = (
    "EXISTS (SELECT 1 FROM tag WHERE weapon = NEW.weapon AND state = 'bound' AND id <> NEW.id)"
)
_OF_A_TAG = "EXISTS (SELECT 1 FROM tag WHERE tag.number = NEW.number AND tag.weapon IS NOT NEW.id)"


def _changed(*columns: str) -> str:
    return " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns)


def rules_of_tags() -> list[tuple[str, str, str, str]]:
    """Name, when, sentence, refused where (see decision_rules.rules)."""
    return [*_rules_of_numbers(), *_rules_of_ranges(), *_rules_of_chains()]


def _rules_of_numbers() -> list[tuple[str, str, str, str]]:
    """A printed tag and its reprint bear the same number, that of their weapon; no other two tags do."""
    return [
        (
            "tag_of_one_item",
            "BEFORE INSERT ON tag",
            "tag: its number belongs to something else, or was used up",
            "EXISTS (SELECT 1 FROM tag WHERE number = NEW.number"
            " AND (weapon IS NOT NEW.weapon OR NEW.tag_range IS NOT NULL))"
            " OR EXISTS (SELECT 1 FROM weapon WHERE weapon.number = NEW.number AND weapon.id IS NOT NEW.weapon)",
        ),
        (
            "tag_kept",
            "BEFORE UPDATE ON tag",
            "tag: its number and its item are given once, and what is void stays void",
            f"{_changed('weapon', 'number', 'kind', 'tag_range')}"
            f" OR (OLD.state NOT IN {_LIVE} AND OLD.state <> NEW.state)",
        ),
        (
            "tag_bound_beside_none",
            "BEFORE INSERT ON tag WHEN NEW.state = 'bound'",
            "tag: one is bound already",
            _BOUND_ALREADY,
        ),
        (
            "tag_bound_next_to_none",
            "BEFORE UPDATE OF state ON tag WHEN NEW.state = 'bound'",
            "tag: one is bound already",
            _BOUND_ALREADY,
        ),
        (
            "weapon_recorded_with_its_own_tag",
            "BEFORE INSERT ON weapon",
            "weapon: its number is on the tag of something else, or was used up",
            _OF_A_TAG,
        ),
        (
            "weapon_numbered_with_its_own_tag",
            "BEFORE UPDATE OF number ON weapon WHEN OLD.number IS NOT NEW.number",
            "weapon: its number is on the tag of something else, or was used up",
            _OF_A_TAG,
        ),
    ]


def _rules_of_ranges() -> list[tuple[str, str, str, str]]:
    return [
        (
            "tag_range_apart",
            "BEFORE INSERT ON tag_range",
            "tag_range: of numbers of its block that were never given",
            "EXISTS (SELECT 1 FROM tag_range WHERE number_block = NEW.number_block"
            " AND first <= NEW.last AND last >= NEW.first)"
            " OR EXISTS (SELECT 1 FROM weapon WHERE number_block = NEW.number_block"
            " AND running BETWEEN NEW.first AND NEW.last)"
            " OR NOT EXISTS (SELECT 1 FROM number_block WHERE id = NEW.number_block"
            " AND first <= NEW.first AND last >= NEW.last)",
        ),
        (
            "tag_range_kept",
            "BEFORE UPDATE ON tag_range",
            "tag_range: its numbers are set apart once",
            _changed("number_block", "kind", "first", "last", "count"),
        ),
    ]


def _rules_of_chains() -> list[tuple[str, str, str, str]]:
    return [
        (
            "retagging_of_one_item",
            "BEFORE INSERT ON retagging",
            "retagging: from a void tag of the item to another one of the same item",
            f"NOT EXISTS (SELECT 1 FROM tag WHERE id = NEW.new_tag AND weapon = NEW.weapon AND state IN {_LIVE})"
            " OR (NEW.old_tag IS NOT NULL AND NOT EXISTS (SELECT 1 FROM tag WHERE id = NEW.old_tag"
            f" AND weapon = NEW.weapon AND state NOT IN {_LIVE}))",
        ),
        ("retagging_kept", "BEFORE UPDATE ON retagging", "retagging: the chain is kept", ""),
        (
            "paper_print_counted",
            "BEFORE INSERT ON paper_print",
            "paper_print: counted one by one, and from the second on with a reason",
            "NEW.copy <> 1 + (SELECT count(*) FROM paper_print WHERE kind = NEW.kind AND number = NEW.number)"
            " OR (NEW.copy > 1 AND NEW.reason = '')",
        ),
        ("paper_print_kept", "BEFORE UPDATE ON paper_print", "paper_print: is not changed", ""),
    ]

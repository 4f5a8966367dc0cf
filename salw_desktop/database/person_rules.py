"""What is promised to those who bring, said once more in SQL: erased by two, named where allowed, given back once."""

from __future__ import annotations

from salw_desktop.database.rule_terms import has_role
from salw_desktop.domain.people import Role

# A station's own row, or HQ's copy of a key, whose owner is `enrolment/person`.
_ERASED = (
    "(EXISTS (SELECT 1 FROM person WHERE id = {owner} AND erased_at IS NOT NULL)"
    " OR EXISTS (SELECT 1 FROM erasure_followed WHERE person = {owner})"
    " OR EXISTS (SELECT 1 FROM photo_blurring WHERE id = {owner} AND erased_at IS NOT NULL))"
)
_BRINGING = "('person', 'group')"
# The hand-in with which a weapon came last: its own, unless it had gone back and came again.
CAME_WITH = (
    "ifnull((SELECT hand_in FROM handed_in_again WHERE weapon = {item} AND custody_before = 'returned'"
    " ORDER BY id DESC LIMIT 1), {hand_in})"
)
WAS_STORED = (
    "EXISTS (SELECT 1 FROM placement JOIN place ON place.id = to_place WHERE placement.weapon = {item}"
    " AND place.kind = 'store')"
)
FORGETS = (  # name, when, body: who writes that a person is erased has destroyed the key, and nobody else destroys one
    (
        "person_erased_forgets",
        "AFTER UPDATE OF erased_at ON person WHEN NEW.erased_at IS NOT NULL",
        "DELETE FROM sealed_key WHERE owner = NEW.id;",
    ),
    (
        "erasure_followed_forgets",
        "AFTER INSERT ON erasure_followed",
        "DELETE FROM sealed_key WHERE owner = NEW.person;",
    ),
)


def rules_of_persons() -> list[tuple[str, str, str, str]]:
    """Name, when, sentence, refused where (see decision_rules.rules)."""
    return [*_rules_of_names(), *_rules_of_keys(), *_rules_of_receipts()]


def _rules_of_names() -> list[tuple[str, str, str, str]]:
    return [
        (
            "person_of_a_named_campaign",
            "BEFORE INSERT ON person",
            "person: kept only where the campaign keeps names",
            "NOT (SELECT is_named FROM campaign WHERE campaign.id = NEW.campaign)",
        ),
        (
            "person_erased",
            "BEFORE UPDATE OF erased_at ON person WHEN NEW.erased_at IS NOT NULL",
            "person: erased by a supervisor and another",
            f"NOT {has_role('NEW.erased_by', Role.SUPERVISOR, at='NEW.erased_at')}",
        ),
        (
            "hand_in_of_a_person",
            "BEFORE INSERT ON hand_in WHEN NEW.person IS NOT NULL",
            "hand_in: a person stands only where people brought it, of the same campaign",
            f"NEW.brought_by NOT IN {_BRINGING}"
            " OR NEW.campaign IS NOT (SELECT campaign FROM person WHERE person.id = NEW.person)",
        ),
        (
            "allotment_of_a_group",
            "BEFORE INSERT ON allotment",
            "allotment: of a weapon that a group brought",
            "NOT EXISTS (SELECT 1 FROM weapon JOIN hand_in ON hand_in.id = weapon.hand_in"
            " WHERE weapon.id = NEW.weapon AND brought_by = 'group')",
        ),
    ]


def _rules_of_keys() -> list[tuple[str, str, str, str]]:
    return [
        (
            "sealed_key_destroyed",
            "BEFORE DELETE ON sealed_key WHEN instr(OLD.owner, '/') = 0",
            "sealed_key: destroyed by erasing whom or what it opens, and in no other way",
            f"NOT {_ERASED.format(owner='OLD.owner')}",
        ),
        ("sealed_key_fixed", "BEFORE UPDATE ON sealed_key", "sealed_key: is never changed", ""),
        (
            "sealed_key_stays_destroyed",
            "BEFORE INSERT ON sealed_key",
            "sealed_key: whoever is erased stays erased",
            _ERASED.format(owner="NEW.owner"),
        ),
    ]


def _rules_of_receipts() -> list[tuple[str, str, str, str]]:
    return [
        (
            "receipt_of_a_closed_hand_in",
            "BEFORE INSERT ON hand_in_receipt",
            "hand_in_receipt: one that counts, of a closed hand-in, with a secret where no names are kept",
            "EXISTS (SELECT 1 FROM hand_in_receipt WHERE hand_in = NEW.hand_in AND state = 'issued')"
            " OR NOT EXISTS (SELECT 1 FROM hand_in JOIN campaign ON campaign.id = hand_in.campaign WHERE hand_in.id = NEW.hand_in"
            " AND hand_in.state = 'closed' AND is_named = (NEW.secret_hash IS NULL))",
        ),
        (
            "receipt_replaced_for_good",
            "BEFORE UPDATE OF state ON hand_in_receipt WHEN OLD.state = 'replaced'",
            "hand_in_receipt: what was replaced counts no more",
            "NEW.state <> 'replaced'",
        ),
    ]

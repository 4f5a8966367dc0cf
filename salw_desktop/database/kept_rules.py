"""What was written stays as it was written: of each table, the columns that some act sets later, and no other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from salw_desktop.database.rule_terms import Rule

# Kept by rules of their own, which say more than this one could.
_KEPT_ELSEWHERE = frozenset(
    {
        *("tag", "tag_range", "retagging", "paper_print", "session_break", "order_line"),
        *("order_amendment", "amendment_line", "day_opening", "acting_appointment", "lone_duty"),
        *("eligibility", "group_roll", "going_out", "laboratory_result"),
    }
)
# A table that stands in none of these lists is only added to: no column of it is ever changed.
_SET_LATER = {
    "station": ("series", "recovery_key"),
    "roster": ("name", "function", "organisation", "qualification", "level", "valid_until"),
    "operator": ("sign_key", "blocked_at"),
    "operator_role": ("ended_at", "given_by", "given_second"),
    "countersign": ("signed_by", "signed_at"),
    "remote_code": ("used_by", "used_at", "letters"),
    "person": ("erased_at", "erased_by", "erased_second"),
    "cache": ("decision", "decided_by", "decided_at", "is_decided_from_afar", "breaches"),
    "hand_in": ("state", "closed_on", "completed_at_place"),
    "hand_in_line": (
        "state",
        "received_on",
        "received_at_place",
        "lies_at",
        "quantity",
        "breaches",
    ),
    "hand_in_receipt": ("state",),
    "clearance": ("weapon",),
    "photo": (*("view", "weapon", "hand_in", "cache", "destruction_session", "destruction_order"),),
    "photo_blurring": ("erased_at", "erased_by", "erased_second"),
    "look_alike": ("grade", "verdict", "reason", "answered_by", "answered_at"),
    "alarm": ("acknowledged_by", "acknowledged_at", "remark"),
    "sheet_pack": ("next_position",),
    "label": ("state", "printed_at", "position", "sheet_pack"),
    "hold": ("lifted_at", "lifted_on_order_of", "lifted_by", "lifted_second", "remote_code"),
    "loss": ("finding", "found_in", "corrective_action", "closed_by", "closed_second", "closed_at"),
    "untagged_item": (
        *("outcome", "weapon", "solved_why", "solved_by", "solved_second", "solved_at"),
    ),
    "mark_profile": ("ended_on",),
    "mark_job": ("state", "ended_at", "why"),
    "destruction_order": ("state", "approved_by", "approved_at"),
    "session_result": ("outcome", "at", "remark", "described"),
}
# A description is mended, a course of work goes on: here the columns are named that stay.
_KEPT = {
    "weapon": (
        *("documented_as", "record_kind", "hand_in", "campaign", "site"),
        *("typed_by", "recorded_at", "handed_in_on"),
    ),
    "mark": ("weapon", "kind", "sealed"),
    "part": ("weapon",),
    "strike": ("mark_job", "line", "part", "place", "string"),
    "destruction_session": (
        *("number", "destruction_order", "place", "method", "responsible"),
        *("started_by", "started_second", "remote_code", "started_at"),
    ),
}


def rules_of_what_is_kept(tables: Mapping[str, tuple[str, ...]]) -> Iterator[Rule]:
    """`tables` names the columns of each journalled table."""
    for table in sorted(tables.keys() - _KEPT_ELSEWHERE):
        later = ("id", *_SET_LATER.get(table, ()))
        kept = _KEPT.get(table) or tuple(name for name in tables[table] if name not in later)
        if not kept:
            continue
        changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in kept)
        yield (
            f"{table}_as_written",
            f"BEFORE UPDATE OF {', '.join(kept)} ON {table} WHEN {changed}",
            f"{table}: what was written stays as it was written",
            "",
        )
    yield from _ends()


def _ends() -> list[Rule]:
    """Ends after which nothing goes on."""
    return [
        (
            "hand_in_ended",
            "BEFORE UPDATE OF state ON hand_in WHEN OLD.state <> 'open' AND NEW.state <> OLD.state",
            "hand_in: ended once",
            "",
        ),
        (
            "order_ended",
            "BEFORE UPDATE OF state ON destruction_order WHEN OLD.state IN ('withdrawn', 'carried out') AND NEW.state <> OLD.state",
            "destruction_order: ended once",
            "",
        ),
        (
            "session_ended",
            "BEFORE UPDATE ON destruction_session WHEN OLD.state = 'closed'",
            "destruction_session: ended once",
            "",
        ),
        (
            "result_kept",
            "BEFORE UPDATE ON session_result WHEN OLD.outcome <> 'not destroyed' OR NEW.outcome <> 'missing'",
            "session_result: what was left whole may be missing later, and nothing else",
            "",
        ),
    ]

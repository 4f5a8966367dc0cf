"""What is refused of orders, sessions, breaks and amendments, said in SQL."""

from __future__ import annotations

from salw_desktop.database.rule_terms import ALARMED, HELD, OPEN_COUNTERSIGN, Rule, has_role, listed
from salw_desktop.domain.axes import CLEAR
from salw_desktop.domain.people import Role

_WITHDRAWN = (  # a line taken off the frozen list by an amendment of two
    "SELECT 1 FROM amendment_line WHERE amendment_line.destruction_order = order_line.destruction_order"
    " AND amendment_line.weapon = order_line.weapon"
)
_CHECK = "(SELECT 1 + count(breaches) FROM session_break WHERE session_break.destruction_session = {session})"


def rules_of_destruction() -> list[Rule]:
    return [
        *_rules_of_orders(),
        *_rules_of_sessions(),
        *_rules_of_breaks(),
        *_rules_of_amendments(),
    ]


def _rules_of_orders() -> list[Rule]:
    return [
        (
            "order_line_may_start",
            "BEFORE INSERT ON order_line",
            "order_line: this item may not be ordered destroyed",
            f"EXISTS ({HELD.format(item='NEW.weapon')}) OR EXISTS ({ALARMED.format(item='NEW.weapon')}) OR NOT EXISTS (SELECT 1 FROM weapon"
            f" WHERE id = NEW.weapon AND custody = 'in hand' AND safety IN ({listed(CLEAR)})"
            f" AND campaign = (SELECT campaign FROM destruction_order WHERE id = NEW.destruction_order))",
        ),
        (
            "order_line_frozen",
            "BEFORE UPDATE ON order_line",
            "order_line: the list is frozen",
            "",
        ),
        (
            "order_list_frozen",
            "BEFORE INSERT ON order_line WHEN (SELECT count(*) FROM order_line WHERE destruction_order = NEW.destruction_order)"
            " >= (SELECT items FROM destruction_order WHERE id = NEW.destruction_order)",
            "order_line: the list is frozen",
            "",
        ),
        (
            "order_approved",
            "BEFORE UPDATE OF approved_by, approved_at, state ON destruction_order WHEN NEW.state IN ('approved', 'carried out')",
            "destruction_order: approved by another operator, a supervisor",
            f"NEW.approved_by IS NULL OR NEW.approved_by = NEW.written_by OR (OLD.approved_by IS NOT NULL AND OLD.approved_by <> NEW.approved_by)"
            f" OR (OLD.approved_by IS NULL AND NOT {has_role('NEW.approved_by', Role.SUPERVISOR, at='NEW.approved_at')})"
            f" OR (NEW.authority_kind = 'local' AND NOT (SELECT may_approve_locally FROM campaign WHERE campaign.id = NEW.campaign))",
        ),
        (
            "order_written",
            "BEFORE INSERT ON destruction_order WHEN NEW.state <> 'written'",
            "destruction_order: written first, approved by another",
            "",
        ),
    ]


def _rules_of_sessions() -> list[Rule]:
    return [
        (
            "session_started",
            "BEFORE INSERT ON destruction_session",
            "destruction_session: starts from an approved order, with both keys, when every item is free",
            f"NEW.state <> 'checking' OR NOT EXISTS (SELECT 1 FROM destruction_order WHERE id = NEW.destruction_order AND state = 'approved')"
            f" OR EXISTS (SELECT 1 FROM order_line WHERE order_line.destruction_order = NEW.destruction_order"
            f" AND NOT EXISTS ({_WITHDRAWN}) AND (EXISTS ({HELD.format(item='order_line.weapon')})"
            f" OR EXISTS ({ALARMED.format(item='order_line.weapon')}) OR EXISTS ({OPEN_COUNTERSIGN.format(item='order_line.weapon')})))",
        ),
        (
            "result_of_a_checked_session",
            "BEFORE INSERT ON session_result",
            "session_result: the list is checked by scan before the cut",
            "NOT EXISTS (SELECT 1 FROM destruction_session WHERE id = NEW.destruction_session"
            " AND (state = 'checked' OR (state = 'checking' AND NEW.outcome <> 'destroyed')))"
            " OR NOT EXISTS (SELECT 1 FROM destruction_session JOIN order_line USING (destruction_order)"
            f" WHERE destruction_session.id = NEW.destruction_session AND order_line.weapon = NEW.weapon AND NOT EXISTS ({_WITHDRAWN}))",
        ),
        (
            "session_checked",
            "BEFORE UPDATE OF state ON destruction_session WHEN NEW.state = 'checked' AND OLD.state <> 'checked'",
            "destruction_session: every item was scanned or is missing, and what goes to the cut is clear, free and countersigned",
            f"EXISTS (SELECT 1 FROM order_line JOIN weapon ON weapon.id = order_line.weapon"
            f" LEFT JOIN session_result ON session_result.destruction_session = NEW.id AND session_result.weapon = order_line.weapon"
            f" WHERE order_line.destruction_order = NEW.destruction_order AND NOT EXISTS ({_WITHDRAWN})"
            f" AND (ifnull(outcome, 'not destroyed') = 'not destroyed' AND NOT EXISTS"
            f" (SELECT 1 FROM session_scan WHERE session_scan.destruction_session = NEW.id AND session_scan.weapon = order_line.weapon"
            f" AND result = 'on the list' AND check_number = {_CHECK.format(session='NEW.id')})"
            f" OR OLD.state = 'checking' AND outcome IS NULL AND (weapon.custody <> 'in hand' OR weapon.safety NOT IN ({listed(CLEAR)})"
            f" OR EXISTS ({HELD.format(item='order_line.weapon')}) OR EXISTS ({ALARMED.format(item='order_line.weapon')})"
            f" OR EXISTS ({OPEN_COUNTERSIGN.format(item='order_line.weapon')}))))",
        ),
        (
            "witness_without_key",
            "BEFORE INSERT ON session_witness",
            "session_witness: nobody who has a key here",
            "EXISTS (SELECT 1 FROM operator WHERE person = NEW.person)",
        ),
        (
            "session_closed",
            "BEFORE UPDATE OF state ON destruction_session WHEN NEW.state = 'closed'",
            "destruction_session: checked, before two witnesses, one of them outside the chain",
            "OLD.state <> 'checked' OR (SELECT count(*) FROM session_witness WHERE destruction_session = NEW.id) < 2"
            " OR (SELECT max(is_outside_chain) FROM session_witness WHERE destruction_session = NEW.id) <> 1",
        ),
    ]


def _rules_of_breaks() -> list[Rule]:
    """While a session is interrupted nothing goes on; a re-count that does not come out begins another check."""
    failed = "(NEW.counted IS NOT NEW.left_items OR NEW.seals_whole IS NOT 1)"
    kept = ("destruction_session", "state_before", "seals", "left_items", "began_at")
    changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in kept)
    return [
        (
            "session_scanned",
            "BEFORE INSERT ON session_scan",
            "session_scan: made while the list is checked, and part of that check",
            "NOT EXISTS (SELECT 1 FROM destruction_session WHERE id = NEW.destruction_session AND state = 'checking')"
            f" OR NEW.check_number <> {_CHECK.format(session='NEW.destruction_session')}",
        ),
        (
            "batch_of_a_checked_session",
            "BEFORE INSERT ON session_batch",
            "session_batch: the list is checked by scan before the cut",
            "NOT EXISTS (SELECT 1 FROM destruction_session WHERE id = NEW.destruction_session AND state = 'checked')",
        ),
        (
            "session_broken_off",
            "BEFORE INSERT ON session_break",
            "session_break: of a session that goes on",
            "NEW.resumed_at IS NOT NULL OR NEW.breaches IS NOT NULL OR NEW.state_before NOT IN ('checking', 'checked')"
            " OR NOT EXISTS (SELECT 1 FROM destruction_session WHERE id = NEW.destruction_session AND state = NEW.state_before)",
        ),
        (
            "session_break_ended",
            "BEFORE UPDATE ON session_break",
            "session_break: ended once, by a re-count whose difference is named",
            f"OLD.resumed_at IS NOT NULL OR {changed} OR (NEW.breaches IS NOT NULL) <> {failed}",
        ),
        (
            "session_interrupted",
            "BEFORE UPDATE OF state ON destruction_session WHEN NEW.state = 'interrupted'",
            "destruction_session: interrupted with what was left and sealed",
            "NOT EXISTS (SELECT 1 FROM session_break WHERE destruction_session = NEW.id AND resumed_at IS NULL)",
        ),
        (
            "session_resumed",
            "BEFORE UPDATE OF state ON destruction_session WHEN OLD.state = 'interrupted'",
            "destruction_session: goes on after a re-count, from where it was or with another check",
            "EXISTS (SELECT 1 FROM session_break WHERE destruction_session = NEW.id AND resumed_at IS NULL)"
            " OR NEW.state = 'checked' AND NEW.checked_at IS NULL",
        ),
    ]


def _rules_of_amendments() -> list[Rule]:
    return [
        (
            "amendment_of_a_live_order",
            "BEFORE INSERT ON order_amendment",
            "order_amendment: of an order that is written or approved, before its check is finished, and it leaves a list",
            "NEW.items < 1 OR NOT EXISTS (SELECT 1 FROM destruction_order WHERE id = NEW.destruction_order AND state IN ('written', 'approved'))"
            " OR EXISTS (SELECT 1 FROM destruction_session WHERE destruction_session.destruction_order = NEW.destruction_order AND state <> 'checking')",
        ),
        ("amendment_fixed", "BEFORE UPDATE ON order_amendment", "order_amendment: is frozen", ""),
        (
            "amendment_line_fixed",
            "BEFORE UPDATE ON amendment_line",
            "amendment_line: is frozen",
            "",
        ),
        (
            "amendment_line_of_the_list",
            "BEFORE INSERT ON amendment_line",
            "amendment_line: a line of the order that has no result yet",
            "NOT EXISTS (SELECT 1 FROM order_line WHERE destruction_order = NEW.destruction_order AND weapon = NEW.weapon)"
            " OR EXISTS (SELECT 1 FROM session_result JOIN destruction_session ON destruction_session.id = destruction_session"
            " WHERE destruction_session.destruction_order = NEW.destruction_order AND session_result.weapon = NEW.weapon)",
        ),
    ]

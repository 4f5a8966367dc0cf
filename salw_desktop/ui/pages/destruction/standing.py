"""How an order stands, in the words of the people who wait for it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from salw_desktop.usecases.destruction.boards import Order

TO_APPROVE, APPROVED, UNDER_WAY, TO_CERTIFY, ENDED, WITHDRAWN = (
    "to approve",
    "approved",
    "under way",
    "to certify",
    "ended",
    "withdrawn",
)
STANDINGS = (TO_APPROVE, APPROVED, UNDER_WAY, TO_CERTIFY, ENDED, WITHDRAWN)
KINDS = {
    TO_APPROVE: "warning",
    APPROVED: "registered",
    UNDER_WAY: "destroy",
    TO_CERTIFY: "marked",
    ENDED: "good",
    WITHDRAWN: "ended",
}


def standing_of(order: Order) -> str:
    if order.state == "written":
        return TO_APPROVE
    if order.state == "withdrawn":
        return WITHDRAWN
    if not order.session:
        return APPROVED
    if order.session_state != "closed":
        return UNDER_WAY
    return ENDED if order.certificate else TO_CERTIFY


def standing_in_words(standing: str) -> str:
    translate = QCoreApplication.translate
    return {
        TO_APPROVE: translate("Standing", "To approve"),
        APPROVED: translate("Standing", "Approved"),
        UNDER_WAY: translate("Standing", "Under way"),
        TO_CERTIFY: translate("Standing", "To certify"),
        ENDED: translate("Standing", "Certified"),
        WITHDRAWN: translate("Standing", "Withdrawn"),
    }[standing]


def session_in_words(state: str) -> str:
    translate = QCoreApplication.translate
    return {
        "checking": translate("Standing", "Check by scan"),
        "checked": translate("Standing", "Being cut"),
        "interrupted": translate("Standing", "Interrupted"),
        "closed": translate("Standing", "Cut"),
    }.get(state, "")

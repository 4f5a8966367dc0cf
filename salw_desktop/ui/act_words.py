"""What each act is called where somebody is asked for its reason, or for a second signature."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from salw_desktop.usecases.acts import name_of
from salw_desktop.usecases.commands import Command


def act_in_words(command: Command) -> str:
    """As a heading: what is about to be done."""
    return act_texts()[name_of(type(command))]


def act_texts() -> Mapping[str, str]:
    """By the name of the act; all that ask why, or for two."""
    return {**_of_records(), **_of_the_store(), **_of_ends(), **_of_people()}


def _of_records() -> Mapping[str, str]:
    tr = QCoreApplication.translate
    return {
        "correct-weapon": tr("Acts", "Correct the record"),
        "void-weapon": tr("Acts", "Withdraw the record as void"),
        "doubt-identification": tr("Acts", "Doubt what it is"),
        "answer-look-alike": tr("Acts", "Answer a look-alike"),
        "acknowledge-alarm": tr("Acts", "Answer an alarm"),
        "intend-disposal": tr("Acts", "Decide what it is meant for"),
        "blur-photo": tr("Acts", "Blur a photograph"),
        "erase-original": tr("Acts", "Erase the original of a photograph"),
        "correct-photo-view": tr("Acts", "Correct what a photograph shows"),
        "move-photo": tr("Acts", "Move a photograph to another item"),
        "release-photo": tr("Acts", "Release a photograph"),
        "release-dossier": tr("Acts", "Let a dossier out"),
    }


def _of_the_store() -> Mapping[str, str]:
    tr = QCoreApplication.translate
    return {
        "reprint-label": tr("Acts", "Print another label"),
        "drop-labels": tr("Acts", "Take labels off the queue"),
        "retag": tr("Acts", "Tie on a new tag"),
        "spoil-tag": tr("Acts", "Tag spoiled"),
        "lose-tag": tr("Acts", "Tag lost"),
        "solve-untagged": tr("Acts", "Say what an item without a number is"),
        "lift-hold": tr("Acts", "Lift a hold"),
        "waive-restoration": tr("Acts", "Do without a laboratory"),
        "void-mark-job": tr("Acts", "Withdraw a marking job"),
    }


def _of_ends() -> Mapping[str, str]:
    tr = QCoreApplication.translate
    return {
        "approve-order-together": tr("Acts", "Approve a destruction order by two"),
        "amend-order": tr("Acts", "Change a destruction order"),
        "withdraw-order": tr("Acts", "Withdraw a destruction order"),
        "start-session": tr("Acts", "Start a destruction session"),
        "interrupt-session": tr("Acts", "Interrupt the session"),
        "not-destroyed": tr("Acts", "Leave an item whole"),
    }


def _of_people() -> Mapping[str, str]:
    tr = QCoreApplication.translate
    return {
        "allot-weapon": tr("Acts", "Allot the weapon to another person"),
        "read-person": tr("Acts", "Read the name of a person"),
        "erase-person": tr("Acts", "Erase a person"),
        "decide-eligibility": tr("Acts", "Decide who may take part"),
        "add-operator": tr("Acts", "Introduce an operator"),
        "give-role": tr("Acts", "Give a role"),
        "block-operator": tr("Acts", "Block an operator"),
        "appoint-acting": tr("Acts", "Let somebody stand for another"),
        "declare-lone": tr("Acts", "Declare to be alone on duty"),
        "open-day": tr("Acts", "Open the day"),
        "countersign-here": tr("Acts", "Sign as the second person"),
    }

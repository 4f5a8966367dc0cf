"""Any acts in any order: each is done or refused as a plain model says, and the tables hold what it holds.

`SALW_LONG_TESTS=1` walks for about half an hour and shortens what it finds.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from factory import DEPUTY, Desk, Practice, a_campaign, a_practice, furnish
from floor import WHY, Floor
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from marking_shop import BLOCK, furnish_shop
from model import BY_TWO, MAY, Model
from story_rules import NEXT, StoryRules
from workshop_rules import PARTS

from salw_desktop.domain.numbers import NumberBlock
from salw_desktop.domain.people import SecondPerson
from salw_desktop.usecases.acts import ACTS

# act → why no rule draws it
NOT_IN_THE_MACHINE = (
    ("give-role", "who may do what stays fixed, so that the model can foretell it"),
    ("appoint-acting", "changes who counts as a second person; tests of duty tell of it"),
    ("end-acting", "ends what no rule begins"),
    ("record-untagged", "is no weapon, and what it may become its own tests tell"),
    ("solve-untagged", "ends what no rule begins, by an observation and a re-tag that rules draw"),
    ("release-photo", "needs the file of a camera, and changes no state of a weapon"),
    ("add-photo", "needs the file of a camera, and changes no state of a weapon"),
    ("write-message", "counts, and changes no state of a weapon"),
    ("hear-message", "keeps a text, and changes no state of a weapon"),
    ("correct-photo-view", "needs a photograph, which no rule adds"),
    ("move-photo", "needs a photograph, which no rule adds"),
    ("blur-photo", "needs a photograph, which no rule adds"),
    ("erase-original", "needs a photograph, which no rule adds"),
)
NUMBERS = "1-40"
IS_LONG = "SALW_LONG_TESTS" in os.environ
LENGTH = settings(
    max_examples=300 if IS_LONG else 12,
    stateful_step_count=80 if IS_LONG else 40,
    deadline=None,
    # a failing story is made shorter only where there is time for it
    phases=[each for each in Phase if IS_LONG or each is not Phase.shrink],
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> tuple[Practice, Model]:
    """Few numbers, so that they run out; three campaigns, a marking shop, three weapons ready for an order."""
    practice = a_practice(tmp_path_factory.mktemp("shop") / "shop.salw", block=NUMBERS)
    desk = Desk(practice, practice.unlock())
    furnish(desk)
    a_campaign(desk, "NAM1", named=True, may_approve_locally=False)
    a_campaign(desk, "SZ1", campaign_kind="seized")
    furnish_shop(desk, parts=list(PARTS))
    desk.register.close()
    issued = NumberBlock.parse(NUMBERS, site="LEN").numbers_from(1)
    campaigns = {
        "DDR1": ("DDR", False, True),
        "NAM1": ("DDR", True, False),
        "SZ1": ("seized", False, True),
    }
    model = Model([number for _, number in issued], campaigns, int(str(BLOCK["last"])))
    machine = StoryRules(practice, model)
    for serial in ("AB 12340", "77", ""):
        machine.open_hand_in(0, "person", "yes", False, False)
        machine.clear_at_the_bay(0, "T1", "clear")
        machine.record_weapon(0, "T1", serial, False, False, None)
    machine.sign_everything(DEPUTY)
    machine.desk.register.close()
    assert len(machine.model.weapons) == 3
    return practice, machine.model


@pytest.fixture
def machine(shop: tuple[Practice, Model], tmp_path: Path) -> Iterator[StoryRules]:
    practice, model = shop
    machine = StoryRules(practice.copied_to(tmp_path / "practice.salw"), model)
    yield machine
    machine.teardown()


@pytest.mark.timeout(6000 if IS_LONG else 120)
def test_that_any_acts_in_any_order_leave_what_the_model_foretells(
    shop: tuple[Practice, Model], tmp_path_factory: pytest.TempPathFactory
) -> None:
    practice, model = shop

    def machine() -> Floor:
        copy = practice.copied_to(tmp_path_factory.mktemp("machine") / "practice.salw")
        return StoryRules(copy, model)

    run_state_machine_as_test(machine, settings=LENGTH)


def told(machine: StoryRules, *story: tuple[object, ...]) -> set[tuple[str, str]]:
    """What was tried in it and how it ended; between two steps the tables are those of the model."""
    for rule, *fields in story:
        getattr(machine, str(rule))(*fields)
        machine.look()
    return set(machine.tried)


def test_that_a_list_comes_to_its_certificate_whatever_comes_between(machine: StoryRules) -> None:
    tried = told(
        machine,
        ("write_order", [0, 1, 2], False, True),
        ("advance_an_order", 0, ["order again", NEXT, NEXT, NEXT, "finish"]),
        ("advance_an_order", 0, ["interrupt", "batch", "broken seal", NEXT, NEXT, NEXT]),
        ("advance_an_order", 1, ["hold", NEXT, "amend", NEXT, "amend"]),
        ("advance_an_order", 0, ["interrupt", NEXT, "leave", "batch"]),
        ("advance_an_order", 2, ["batch", "batch", NEXT, NEXT, NEXT]),
        ("record_destruction", 0),
        ("advance_an_order", 0, [NEXT]),
        ("issue_certificate", 0),
    )
    assert tried >= {
        ("write-order", "weapon.on-order"),
        ("finish-check", "session.not-complete"),
        ("finish-check", "weapon.on-hold"),
        ("record-batch", "session.other-state"),
        ("amend-order", "done"),
        ("amend-order", "amendment.too-late"),
        ("resume-session", "done"),
        ("not-destroyed", "done"),
        ("record-batch", "done"),
        ("record-batch", "batch.twice"),
        ("record-destruction", "session.other-state"),
        ("issue-certificate", "done"),
        ("issue-certificate", "certificate.issued"),
    }


def test_that_what_was_destroyed_raises_an_alarm_wherever_it_turns_up(machine: StoryRules) -> None:
    tried = told(
        machine,
        ("write_order", [2], False, False),
        ("advance_an_order", 0, [NEXT] * 9),
        ("accept_a_weapon", "ab-12340", "clear", False, 0),
        ("write_order", [0], False, False),
        ("acknowledge_alarm", 0),
        ("write_order", [0], False, False),
        ("bring_again", 3, "clear"),
        ("write_order", [3], False, False),
        ("close_hand_in", 0, "withdrawn"),
    )
    assert tried >= {("write-order", "alarm.open"), ("acknowledge-alarm", "done")}
    assert sorted(each.custody for each in machine.model.weapons.values()) == ["in hand"] * 4
    assert sum(machine.model.alarms.values()) == 1


def test_that_a_number_struck_wrong_is_followed_by_the_next_one(machine: StoryRules) -> None:
    tried = told(
        machine,
        ("advance_a_job", 0, 1),
        ("record_strike", 0, 1, "struck"),
        ("order_mark_job", 0, ""),
        ("read_back", 0, 1, False, True),
        ("advance_a_job", 0, 1),
        ("advance_a_job", 0, 5),
        ("record_machine_log", 0, True),
        ("void_mark_job", 0),
        ("order_mark_job", 0, ""),
        ("place_hold", 0, "laboratory"),
        ("order_mark_job", 0, WHY),
    )
    assert [job.state for job in machine.model.jobs.values()] == ["mis-strike", "read back"]
    assert tried >= {
        ("order-mark-job", "mark-job.live"),
        ("order-mark-job", "mark.marked-already"),
        ("order-mark-job", "mark.laboratory"),
        ("record-machine-log", "mark-results.bad-lines"),
        ("void-mark-job", "mark-job.ended"),
    }


def test_that_a_weapon_is_recorded_when_no_number_is_left(machine: StoryRules) -> None:
    left = len(machine.model.unused)
    tried = told(
        machine,
        ("make_tags", left - 1),
        ("make_tags", 2),
        ("accept_a_weapon", "77", "clear", True, 0),
        ("accept_a_weapon", "77", "unsafe", True, 0),
        ("number_weapon", 0),
        ("bind_tag", 0, 20),
        ("void_tag", 0, 0, "lose-tag", False),
        ("retag", 0, 0, DEPUTY),
        ("mark_labels_printed", 0),
    )
    assert tried >= {("make-tags", "tags.too-few"), ("number-weapon", "block.none-left")}
    assert tried >= {("bind-tag", "done"), ("lose-tag", "done"), ("retag", "done")}


def test_that_a_weapon_whose_voucher_is_open_is_not_sent_out_again(machine: StoryRules) -> None:
    """It was seen here meanwhile, so it is in hand, and still the voucher wants its end."""
    tried = told(
        machine,
        ("send_out", 0, "court"),
        ("send_out", 0, "court"),
        ("observe", 0, "Store", "in hand", "clear"),
        ("send_out", 0, "court"),
        ("take_back", 0, "Store"),
        ("take_back", 0, "Store"),
    )
    assert tried == {
        ("send-out", "done"),
        ("send-out", "weapon.not-in-hand"),
        ("send-out", "out.open"),
        ("observe", "done"),
        ("take-back", "done"),
        ("take-back", "out.not-out"),
    }


def test_that_a_person_is_allotted_read_and_forgotten(machine: StoryRules) -> None:
    tried = told(
        machine,
        ("open_hand_in", 1, "group", "yes", True, False),
        ("clear_at_the_bay", 0, "T1", "component"),
        ("record_weapon", 0, "T1", "77", False, False, None),
        ("allot_weapon", 0, None),
        ("allot_weapon", 0, DEPUTY),
        ("read_person", 0),
        ("erase_person", 0, DEPUTY),
        ("read_person", 0),
        ("issue_receipt", 0, ""),
        ("close_hand_in", 0, "closed"),
        ("issue_receipt", 0, ""),
        ("issue_receipt", 0, ""),
        ("show_receipt", 0, True),
    )
    assert tried >= {
        ("allot-weapon", "second.missing"),
        ("allot-weapon", "done"),
        ("read-person", "done"),
        ("read-person", "person.erased"),
        ("issue-receipt", "receipt.not-closed"),
        ("issue-receipt", "receipt.issued"),
        ("show-receipt", "done"),
    }


def attempted() -> set[str]:
    """The acts that the rules name."""
    trees = [
        ast.parse(path.read_text(encoding="utf-8"))
        for path in Path(__file__).parent.glob("*_rules.py")
    ]
    return {
        node.value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value in ACTS
    }


def test_that_every_act_is_in_the_machine_or_left_out_for_a_reason() -> None:
    left_out = dict(NOT_IN_THE_MACHINE)
    assert all(left_out.values())
    assert set(ACTS) == attempted() | set(left_out)
    assert set(MAY) == attempted()


def test_that_the_model_knows_which_acts_two_people_sign() -> None:
    asked = {name for name in set(MAY) if ACTS[name].second is SecondPerson.BEFORE}
    assert asked == BY_TWO

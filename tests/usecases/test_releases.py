"""The release gate: what a campaign promised decides what goes out, and two sign each line of the log."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from bringers import BRINGER
from factory import (
    AUDITOR,
    RECORDER,
    STOREKEEPER,
    SUPERVISOR,
    Desk,
    Practice,
    a_campaign,
    a_clearance,
    a_hand_in,
    countersign_all,
    refusal_of,
)
from releases import (
    AMNESTY,
    NAMED,
    PROMISE,
    SEIZED,
    TO_COURT,
    UNTRACED,
    a_seized,
    brought_by,
    promises,
    released,
)

from salw_desktop.database.connection import IntegrityError
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.promises import narrowest, widest
from salw_desktop.usecases.release.releasing import may_go_out, release_called, release_log
from salw_desktop.words import sentence

ALL = {**TO_COURT, "content": "everything"}
BARE = {**TO_COURT, "content": "weapon only"}


@pytest.fixture(scope="module")
def shared(template: Practice, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """For what is refused or only read: nothing is left behind."""
    practice = template.copied_to(tmp_path_factory.mktemp("releases") / "practice.salw")
    desk = Desk(practice, practice.unlock())
    promises(desk)
    yield desk
    desk.register.close()


def limit_of(desk: Desk, weapon: str) -> str:
    return may_go_out(desk.register.reader, weapon)


@pytest.mark.parametrize(
    ("kind", "named", "traced", "most"),
    [
        ("DDR", True, True, "everything"),
        ("seized", False, True, "everything"),
        ("found", False, True, "everything"),
        ("DDR", False, True, "weapon only"),
        ("T-WAM", False, True, "weapon only"),
        ("amnesty", False, True, "weapon only"),
        ("DDR", True, False, "nothing"),
        ("seized", False, False, "nothing"),
    ],
)
def test_that_a_campaign_lets_out_what_its_kind_can(
    kind: str, named: bool, traced: bool, most: str
) -> None:
    assert widest(kind, is_named=named, may_be_traced=traced) == most


def test_that_the_narrowest_of_several_promises_holds() -> None:
    assert narrowest(("everything", "weapon only")) == "weapon only"
    assert narrowest(("weapon only", "nothing")) == "nothing"
    assert narrowest(()) == "everything"


class TestPromise:
    def test_that_text_decree_and_dates_are_kept(self, shared: Desk) -> None:
        row = shared.row("campaign", code=AMNESTY)
        assert (row["legal_promise"], row["decree"]) == (PROMISE, "Decree 4/26")
        assert (row["promise_from"], row["promise_until"]) == ("2026-11-01", "2026-12-31")

    @pytest.mark.parametrize(
        ("code", "changed"),
        [
            ("campaign.promises-less", {"may_go_out": "everything"}),
            ("campaign.promises-less", {"may_be_traced": False, "may_go_out": "weapon only"}),
            (
                "campaign.promise-ends-early",
                {"promise_from": "2026-12-01", "promise_until": "2026-11-01"},
            ),
            ("word.not-listed", {"may_go_out": "a little"}),
            ("date.malformed", {"promise_from": "in spring"}),
        ],
    )
    def test_that_a_campaign_cannot_let_out_more_than_it_promises(
        self, shared: Desk, code: str, changed: dict[str, object]
    ) -> None:
        refusal = refusal_of(lambda: a_campaign(shared, "NEW", **changed))
        assert refusal.code == code

    def test_that_a_campaign_may_be_stricter_than_its_kind(self, desk: Desk) -> None:
        a_campaign(desk, "STRICT", campaign_kind="seized", may_go_out="nothing")
        assert desk.row("campaign", code="STRICT")["may_go_out"] == "nothing"

    def test_that_sql_knows_the_widest_promise_too(self, desk: Desk) -> None:
        row = {**desk.row("campaign", code="DDR1"), "id": None, "code": "X"}
        row["may_go_out"] = "everything"
        with pytest.raises(IntegrityError, match="weapon alone"), desk.writing() as tx:
            tx.insert("campaign", {name: cell for name, cell in row.items() if name != "id"})


class TestGate:
    def test_that_a_release_says_who_gets_what_why_and_by_whom(self, desk: Desk) -> None:
        promises(desk)
        weapon = a_seized(desk)
        number = released(desk, weapon, case_number="12/26", redactions="the place", events=True)
        assert number.startswith("RL-XA26-LEN-")
        row = release_called(desk.register.reader, number)
        assert {name: row[name] for name in TO_COURT} == TO_COURT
        assert (row["case_number"], row["redactions"]) == ("12/26", "the place")
        assert (row["released_by_name"], row["released_second_name"]) == (SUPERVISOR, STOREKEEPER)
        assert [each["number"] for each in release_log(desk.register)] == [number]
        assert release_log(desk.register, str(a_seized(desk, serial="9")["number"])) == ()
        assert desk.findings() == []

    def test_that_one_person_lets_nothing_go(self, shared: Desk) -> None:
        number = a_seized(shared)["number"]
        assert shared.refused("release-dossier", weapon=number, **ALL).code == "second.missing"

    @pytest.mark.parametrize("operator", [RECORDER, STOREKEEPER, AUDITOR])
    def test_that_a_supervisor_decides(self, desk: Desk, operator: str) -> None:
        promises(desk)
        number = a_seized(desk)["number"]
        desk.sit(operator)
        refusal = desk.refused("release-dossier", SUPERVISOR, weapon=number, **ALL)
        assert refusal.code == "operator.not-allowed"

    def test_that_what_waits_for_a_signature_waits(self, shared: Desk) -> None:
        number = a_seized(shared, serial="77")["number"]
        refusal = shared.refused("release-dossier", STOREKEEPER, weapon=number, **ALL)
        assert refusal.code == "countersign.open"

    def test_that_what_may_not_be_traced_stays(self, shared: Desk) -> None:
        number = brought_by(shared, UNTRACED)["number"]
        for asked in (ALL, BARE):
            refusal = shared.refused("release-dossier", STOREKEEPER, weapon=number, **asked)
            assert refusal.code == "release.nothing-goes-out"

    def test_that_of_an_amnesty_the_weapon_alone_goes(self, desk: Desk) -> None:
        promises(desk)
        weapon = brought_by(desk, AMNESTY)
        refusal = desk.refused("release-dossier", STOREKEEPER, weapon=weapon["number"], **ALL)
        assert (refusal.code, refusal.facts["most"]) == ("release.promised-less", "weapon only")
        assert released(desk, weapon, "weapon only")

    @pytest.mark.parametrize("more", ["events", "originals"])
    def test_that_with_the_weapon_alone_no_event_and_no_original_goes(
        self, shared: Desk, more: str
    ) -> None:
        number = a_seized(shared, serial="78")["number"]
        fields = {**BARE, more: True}
        refusal = shared.refused("release-dossier", STOREKEEPER, weapon=number, **fields)
        assert refusal.code == "release.events-say-more"

    def test_that_no_paper_is_asked_to_show_a_hidden_mark(self, shared: Desk) -> None:
        number = a_seized(shared, serial="79")["number"]
        fields = {**ALL, "hidden_marks": True}
        refusal = shared.refused("release-dossier", STOREKEEPER, weapon=number, **fields)
        assert refusal.code == "release.no-paper-shows-it"

    @pytest.mark.parametrize(
        ("code", "changed"),
        [
            ("word.not-listed", {"recipient_kind": "friend"}),
            ("word.not-listed", {"content": "all"}),
            ("field.missing", {"recipient": " "}),
            ("field.missing", {"purpose": ""}),
            ("field.missing", {"legal_clearance": ""}),
        ],
    )
    def test_that_a_release_says_to_whom_for_what_and_on_whose_word(
        self, desk: Desk, code: str, changed: dict[str, object]
    ) -> None:
        promises(desk)
        number = a_seized(desk)["number"]
        countersign_all(desk)
        fields = {**ALL, **changed}
        refusal = desk.refused("release-dossier", STOREKEEPER, weapon=number, **fields)
        assert refusal.code == code

    def test_that_an_unknown_release_is_named(self, shared: Desk) -> None:
        refusal = refusal_of(lambda: release_called(shared.register.reader, "RL-1"))
        assert refusal.code == "release.unknown"

    @pytest.mark.parametrize("campaign", [AMNESTY, UNTRACED])
    def test_that_sql_keeps_the_promise_too(self, desk: Desk, campaign: str) -> None:
        promises(desk)
        released(desk, a_seized(desk))
        row = dict(desk.row("dossier_release"))
        weapon = brought_by(desk, campaign)["weapon"]
        row |= {"number": "RL-2", "weapon": weapon, "at": desk.practice.clock().text}
        with pytest.raises(IntegrityError, match="promised"), desk.writing(STOREKEEPER) as tx:
            tx.insert("dossier_release", {name: row[name] for name in row if name != "id"})


class TestBringers:
    def test_that_of_a_named_person_everything_goes(self, shared: Desk) -> None:
        weapon = brought_by(shared, NAMED, bringer=BRINGER)
        assert limit_of(shared, weapon["weapon"]) == "everything"

    def test_that_a_childs_hand_in_is_refused_like_any_without_a_name(self, shared: Desk) -> None:
        told = set()
        for cleared in ("no", "not sure", "yes"):
            number = brought_by(shared, NAMED, cleared_as_adult=cleared)["number"]
            refusal: Refusal = shared.refused("release-dossier", STOREKEEPER, weapon=number, **ALL)
            said = sentence(refusal.code, refusal.facts).replace(str(number), "*")
            told.add((refusal.code, said))
        assert len(told) == 1
        assert next(iter(told))[0] == "release.promised-less"

    def test_that_whoever_was_erased_is_as_if_never_named(self, desk: Desk) -> None:
        promises(desk)
        hand_in = a_hand_in(desk, NAMED, bringer=BRINGER)
        a_clearance(desk, hand_in, "T1")
        weapon = desk.do("record-weapon", hand_in=hand_in, model="AKM", serial="1", clearance="T1")
        assert limit_of(desk, weapon["weapon"]) == "everything"
        desk.do("erase-person", STOREKEEPER, person=hand_in, reason="a child, named by mistake")
        assert limit_of(desk, weapon["weapon"]) == "weapon only"

    def test_that_what_came_again_under_an_amnesty_is_kept_by_that_promise(
        self, desk: Desk
    ) -> None:
        promises(desk)
        weapon = a_seized(desk)
        again = a_hand_in(desk, AMNESTY)
        a_clearance(desk, again, "T2")
        desk.do("hand-in-again", weapon=weapon["number"], hand_in=again, clearance="T2")
        assert limit_of(desk, weapon["weapon"]) == "weapon only"

    @pytest.mark.parametrize("by", ["own patrol", "found in place"])
    def test_that_what_nobody_brought_betrays_nobody(self, shared: Desk, by: str) -> None:
        assert limit_of(shared, brought_by(shared, NAMED, brought_by=by)["weapon"]) == "everything"

    def test_that_a_campaign_of_seizures_lets_everything_out(self, shared: Desk) -> None:
        assert shared.row("campaign", code=SEIZED)["may_go_out"] == "everything"

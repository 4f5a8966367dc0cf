"""The profile of the State, the machines and their numbers, and the jobs that take them."""

from __future__ import annotations

import pytest
from factory import RECORDER, Desk, a_destruction, a_weapon, refusal_of
from marking_shop import (
    BLOCK,
    MACHINE,
    MACHINE_FIELDS,
    PROFILE,
    STRIKER,
    a_job,
    a_marked_weapon,
    furnish_shop,
    strike,
)

from salw_desktop.usecases.marking import profiles
from salw_desktop.usecases.marking.jobs import NOT_STRUCTURAL, POLYMER, job_card_values
from salw_desktop.usecases.marking.machines import machines
from salw_desktop.usecases.marking.profiles import NO_STAR_IN_ASCII


@pytest.fixture
def shop(desk: Desk) -> Desk:
    furnish_shop(desk)
    return desk


class TestProfile:
    def test_that_a_new_version_ends_the_old_one_on_its_day(self, desk: Desk) -> None:
        desk.do("set-mark-profile", **PROFILE, valid_from="2026-11-01")
        second = desk.do("set-mark-profile", **PROFILE, valid_from="2026-11-20")
        assert (second["version"], second["warnings"]) == (2, [])
        kept = [(each["version"], each["ended_on"]) for each in profiles.history(desk.register)]
        assert kept == [(2, None), (1, "2026-11-20")]
        assert profiles.current(desk.register.reader, "2026-11-19")["version"] == 1
        assert profiles.current(desk.register.reader, "2026-11-20")["version"] == 2

    def test_that_a_version_begins_no_earlier_than_the_one_before(self, desk: Desk) -> None:
        desk.do("set-mark-profile", **PROFILE)
        refusal = desk.refused("set-mark-profile", **PROFILE, valid_from="2026-11-21")
        assert (refusal.code, refusal.facts["began"]) == ("mark-profile.too-early", "2026-11-22")

    @pytest.mark.parametrize(
        ("code", "changed"),
        [
            ("field.missing", {"decided_by": " "}),
            ("mark-template.wanting", {"template": "{CC} {AG}"}),
            ("country.unknown", {"country": "Nowhere"}),
            ("mark-profile.country", {"country": "SUHH"}),
            ("mark-profile.agency", {"agency": "p.s."}),
            ("mark.part-twice", {"parts": ["barrel", "Barrel"]}),
            ("word.not-listed", {"list_encoding": "EBCDIC"}),
            ("quantity.negative", {"height_um": -1}),
            ("date.malformed", {"valid_from": "soon"}),
        ],
    )
    def test_that_a_profile_is_refused(
        self, desk: Desk, code: str, changed: dict[str, object]
    ) -> None:
        assert desk.refused("set-mark-profile", **{**PROFILE, **changed}).code == code

    def test_that_a_star_beside_an_ascii_list_is_warned_of(self, desk: Desk) -> None:
        answer = desk.do("set-mark-profile", **PROFILE, list_encoding="ascii")
        assert answer["warnings"] == [NO_STAR_IN_ASCII]

    def test_that_only_a_supervisor_sets_it(self, desk: Desk) -> None:
        desk.sit(RECORDER)
        assert desk.refused("set-mark-profile", **PROFILE).code == "operator.not-allowed"


class TestMachine:
    def test_that_two_machines_have_two_names(self, shop: Desk) -> None:
        assert shop.refused("add-machine", **MACHINE_FIELDS).code == "machine.twice"

    def test_that_a_machine_nobody_added_is_unknown(self, shop: Desk) -> None:
        refusal = shop.refused("record-machine-entry", machine="Pin 9", entry_kind="fault")
        assert refusal.code == "machine.unknown"

    def test_that_strikes_are_counted_since_the_stylus_was_changed(self, shop: Desk) -> None:
        strike(shop, a_job(shop)["number"])
        entry = {"machine": MACHINE, "strikes_without_job": 3}
        assert shop.do("record-machine-entry", **entry, entry_kind="serviced")["strikes"] == 4
        strike(shop, a_job(shop)["number"], "mis-strike")
        strike(shop, a_job(shop)["number"], "not struck")
        (seen,) = machines(shop.register)
        assert (seen.strikes_since_stylus, seen.last_entry) == (5, "serviced, 2026-11-22")
        changed = shop.do("record-machine-entry", machine=MACHINE, entry_kind="stylus changed")
        assert changed["strikes"] == 1
        strike(shop, a_job(shop)["number"])
        (seen,) = machines(shop.register)
        assert (seen.strikes_since_stylus, seen.stylus_changed_at[:10]) == (1, "2026-11-22")

    def test_that_an_entry_with_fewer_than_no_strikes_is_refused(self, shop: Desk) -> None:
        fields = {"machine": MACHINE, "entry_kind": "fault", "strikes_without_job": -1}
        assert shop.refused("record-machine-entry", **fields).code == "quantity.negative"

    def test_that_a_machine_says_who_was_trained_and_what_is_left(self, shop: Desk) -> None:
        a_job(shop)
        (seen,) = machines(shop.register)
        assert [each.person for each in seen.trained] == [STRIKER]
        assert (seen.numbers_left, seen.live_jobs) == (39, 1)

    @pytest.mark.parametrize(("first", "last"), [(0, 5), (6, 5)])
    def test_that_a_block_begins_at_one_and_ends_after(
        self, shop: Desk, first: int, last: int
    ) -> None:
        fields = {**BLOCK, "first": first, "last": last}
        assert shop.refused("add-mark-block", **fields).code == "mark-block.malformed"

    def test_that_blocks_of_one_agency_never_overlap(self, shop: Desk) -> None:
        shop.do("add-machine", **{**MACHINE_FIELDS, "name": "Pin marker 2"})
        other = {**BLOCK, "machine": "Pin marker 2", "first": 40, "last": 50}
        refusal = shop.refused("add-mark-block", **other)
        assert (refusal.code, refusal.facts["machine"]) == ("mark-block.overlaps", MACHINE)
        shop.do("add-mark-block", **{**other, "first": 41})
        shop.do("add-mark-block", **{**other, "agency": "DF"})
        assert len(shop.rows("mark_block")) == 3


class TestOrder:
    def test_that_a_job_takes_the_next_number_of_its_machine(self, shop: Desk) -> None:
        strings = [a_job(shop)["string"] for _ in range(2)]
        assert strings == ["★ XA PS 26 000001", "★ XA PS 26 000002"]
        first = shop.rows("mark_job")[0]
        assert (first["cause"], first["state"]) == ("required by law", "ordered")
        assert shop.findings() == []

    def test_that_a_restored_register_goes_on_after_what_may_stand_in_metal(
        self, shop: Desk
    ) -> None:
        a_job(shop)
        block = shop.row("mark_block")["id"]
        with shop.writing() as tx:
            jump = {"series": block, "after": 30, "reason": "restored", "at": tx.now.text}
            tx.insert("series_jump", jump)
        assert a_job(shop)["string"] == "★ XA PS 26 000031"

    def test_that_a_job_has_a_strike_for_each_part_of_the_profile(self, desk: Desk) -> None:
        furnish_shop(desk, parts=["frame or receiver", "barrel", "slide"])
        a_job(desk)
        struck = {(each["line"], each["part"], each["place"]) for each in desk.rows("strike")}
        parts = ("frame or receiver", "barrel", "slide")
        assert struck == {(line, part, part) for line, part in enumerate(parts, 1)}

    def test_that_a_first_strike_off_the_frame_is_named_and_not_refused(self, shop: Desk) -> None:
        answer = a_job(shop, strikes=[{"part": "barrel"}])
        assert answer["breaches"] == [NOT_STRUCTURAL]
        on_trunnion = [{"part": "frame or receiver", "place": "front trunnion"}]
        assert a_job(shop, strikes=on_trunnion)["breaches"] == []

    def test_that_a_polymer_frame_is_warned_of(self, shop: Desk) -> None:
        weapon = a_weapon(shop, frame_material="polymer")["number"]
        assert a_job(shop, weapon)["warnings"] == [POLYMER]

    def test_that_a_national_mark_found_on_it_is_warned_of(self, shop: Desk) -> None:
        found = {"kind": "national", "text": "*KE 77", "place": "barrel"}
        weapon = a_weapon(shop, marks=[found])["number"]
        assert a_job(shop, weapon)["warnings"] == ["bears a national mark: *KE 77"]

    def test_that_without_a_profile_nothing_is_ordered(self, desk: Desk) -> None:
        desk.do("add-machine", **MACHINE_FIELDS)
        weapon = a_weapon(desk)["number"]
        refusal = desk.refused("order-mark-job", weapon=weapon, machine=MACHINE)
        assert refusal.code == "mark-profile.none"

    def test_that_a_machine_without_numbers_of_the_agency_strikes_nothing(self, shop: Desk) -> None:
        shop.do("set-mark-profile", **{**PROFILE, "agency": "DF"})
        weapon = a_weapon(shop)["number"]
        refusal = shop.refused("order-mark-job", weapon=weapon, machine=MACHINE)
        assert (refusal.code, refusal.facts["agency"]) == ("mark.no-numbers", "DF")

    def test_that_a_string_already_given_is_passed_over(self, shop: Desk) -> None:
        a_job(shop)
        shop.do("set-mark-profile", **{**PROFILE, "template": "{SYM} {CC} {AG} 26 {SEQ:6}"})
        assert a_job(shop)["string"] == "★ XA PS 26 000002"
        shop.do("add-machine", **{**MACHINE_FIELDS, "name": "Pin marker 2"})
        # the year stands before the number: 26 0003 and 260003 are one string
        shop.do(
            "add-mark-block",
            **{**BLOCK, "machine": "Pin marker 2", "first": 260003, "last": 260004},
        )
        shop.do("set-mark-profile", **{**PROFILE, "template": "{CC}{AG}{YY}{SEQ:4}"})
        assert a_job(shop)["string"] == "XAPS260003"
        shop.do("set-mark-profile", **{**PROFILE, "template": "{CC}{AG}{SEQ:6}"})
        weapon = a_weapon(shop)["number"]
        answer = shop.do("order-mark-job", weapon=weapon, machine="Pin marker 2")
        assert answer["string"] == "XAPS260004"

    @pytest.mark.parametrize(
        ("code", "strikes"),
        [
            ("mark.part-twice", [{"part": "barrel"}, {"part": "barrel"}]),
            ("word.not-listed", [{"part": "trigger"}]),
            ("word.not-listed", [{"part": "suppressor"}]),
        ],
    )
    def test_that_parts_and_places_are_of_their_lists(
        self, shop: Desk, code: str, strikes: list[dict[str, str]]
    ) -> None:
        fields = {"weapon": a_weapon(shop)["number"], "machine": MACHINE, "strikes": strikes}
        assert shop.refused("order-mark-job", **fields).code == code

    def test_that_a_profile_without_parts_asks_for_them(self, desk: Desk) -> None:
        furnish_shop(desk, parts=[])
        fields = {"weapon": a_weapon(desk)["number"], "machine": MACHINE}
        assert desk.refused("order-mark-job", **fields).code == "mark.no-parts"

    def test_that_an_ended_weapon_is_not_marked(self, shop: Desk) -> None:
        weapon = a_weapon(shop)["number"]
        a_destruction(shop, weapon)
        refusal = shop.refused("order-mark-job", weapon=weapon, machine=MACHINE)
        assert (refusal.code, refusal.facts["custody"]) == ("mark.weapon-ended", "destroyed")

    def test_that_a_weapon_that_is_not_clear_goes_into_no_machine(self, shop: Desk) -> None:
        weapon = a_weapon(shop, safety="loaded or stuck")["number"]
        refusal = shop.refused("order-mark-job", weapon=weapon, machine=MACHINE)
        assert refusal.code == "weapon.not-clear"

    def test_that_nothing_is_struck_where_a_number_may_come_back(self, shop: Desk) -> None:
        weapon = a_weapon(shop, serial="", serial_status="removed on purpose")["number"]
        refusal = shop.refused("order-mark-job", weapon=weapon, machine=MACHINE)
        assert refusal.code == "mark.laboratory"

    def test_that_a_weapon_has_one_live_job(self, shop: Desk) -> None:
        weapon = a_weapon(shop)["number"]
        job = a_job(shop, weapon)["number"]
        refusal = shop.refused("order-mark-job", weapon=weapon, machine=MACHINE)
        assert (refusal.code, refusal.facts["job"]) == ("mark-job.live", job)

    def test_that_a_second_national_mark_wants_the_reason_why(self, shop: Desk) -> None:
        weapon = a_weapon(shop)["number"]
        a_marked_weapon(shop, weapon)
        refusal = shop.refused("order-mark-job", weapon=weapon, machine=MACHINE)
        assert (refusal.code, refusal.field) == ("mark.marked-already", "reason")
        again = a_job(shop, weapon, reason="the first was ground off in the store")
        assert again["string"] == "★ XA PS 26 000002"

    def test_that_a_serial_that_was_not_read_is_not_struck(self, desk: Desk) -> None:
        furnish_shop(desk, template="{CC} {AG} {SEQ:4} {SER}")
        assert a_job(desk)["string"] == "XA PS 0001 AB 12340"
        worn = a_weapon(desk, serial="", serial_status="worn or rusted")["number"]
        refusal = desk.refused("order-mark-job", weapon=worn, machine=MACHINE)
        assert refusal.code == "mark.no-serial"

    def test_that_the_category_is_struck_once_it_is_known(self, desk: Desk) -> None:
        furnish_shop(desk, template="{CC}{AG}{CAT}{SUB}{SEQ:4}")
        assert a_job(desk)["string"] == "XAPSSALEN0001"
        quick = {"model": "", "kind_of_weapon": "rifle", "serial": ""}
        weapon = a_weapon(desk, **quick, serial_status="not read yet")["number"]
        refusal = desk.refused("order-mark-job", weapon=weapon, machine=MACHINE)
        assert refusal.code == "mark.no-category"

    @pytest.mark.parametrize(
        ("code", "serial"),
        [("mark-string.not-in-font", "АБ 1"), ("mark-string.too-long", "1234567890" * 3)],
    )
    def test_that_a_serial_no_machine_can_strike_is_refused(
        self, desk: Desk, code: str, serial: str
    ) -> None:
        furnish_shop(desk, template="{CC} {AG} {SEQ:4} {SER}")
        weapon = a_weapon(desk, serial=serial)["number"]
        assert desk.refused("order-mark-job", weapon=weapon, machine=MACHINE).code == code

    def test_that_a_void_job_takes_its_number_with_it(self, shop: Desk) -> None:
        weapon = a_weapon(shop)["number"]
        job = a_job(shop, weapon)["number"]
        assert shop.refused("void-mark-job", job=job).code == "reason.missing"
        shop.do("void-mark-job", job=job, reason="memory cleared")
        refusal = shop.refused("void-mark-job", job=job, reason="again")
        assert (refusal.code, refusal.facts["state"]) == ("mark-job.ended", "void")
        assert a_job(shop, weapon)["string"] == "★ XA PS 26 000002"

    def test_that_a_struck_job_that_is_void_is_to_be_read(self, shop: Desk) -> None:
        job = a_job(shop)["number"]
        strike(shop, job)
        answer = shop.do("void-mark-job", job=job, reason="wrong weapon")
        assert answer["warnings"] == ["strike 1 stands in the metal: read it back"]

    def test_that_a_card_says_all_that_is_struck(self, desk: Desk) -> None:
        furnish_shop(desk, parts=["frame or receiver", "barrel"], height_um=1600, depth_um=76)
        weapon = a_weapon(desk)["number"]
        job = a_job(desk, weapon)
        card = job_card_values(desk.register, job["number"])
        assert (card.control_number, card.machine, card.method) == (weapon, MACHINE, "dot-peen")
        assert (card.height_um, card.depth_um, card.state) == (1600, 76, "ordered")
        assert [each.is_structural for each in card.strikes] == [True, False]
        assert {each.string for each in card.strikes} == {job["string"]}
        codes = [code for each in card.strikes for code in (each.ok_code, each.mis_strike_code)]
        assert codes == [f"{card.code}{end}" for end in ("L1OK", "L1MS", "L2OK", "L2MS")]
        refusal = refusal_of(lambda: job_card_values(desk.register, "MJ-1"))
        assert refusal.code == "mark-job.unknown"

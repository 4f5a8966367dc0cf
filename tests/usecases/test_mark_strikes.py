"""Strikes entered from cards and logs, and the lists that a machine gets."""

from __future__ import annotations

import pytest
from factory import Desk, a_weapon, refusal_of
from marking_shop import (
    MACHINE,
    STRIKER,
    a_job,
    furnish_shop,
    strike,
)

from salw_desktop.usecases.marking.job_lists import job_list
from salw_desktop.usecases.marking.jobs import job_card_values
from salw_desktop.usecases.marking.strikes import BESIDE_A_REMOVED_NUMBER, log_lines

LABORATORY = {
    "hold_kind": "laboratory",
    "authority": "Forensic laboratory",
    "case_number": "L 4",
    "ordered_on": "2026-11-20",
}


@pytest.fixture
def shop(desk: Desk) -> Desk:
    furnish_shop(desk)
    return desk


class TestStrike:
    def test_that_card_and_result_are_scanned(self, shop: Desk) -> None:
        job = a_job(shop)
        card = job_card_values(shop.register, job["number"])
        answer = strike(shop, card.code, card.strikes[0].ok_code)
        assert (answer["state"], answer["breaches"]) == ("struck", [])
        row = shop.row("strike", mark_job=job["job"])
        assert row["outcome"] == "struck"
        assert shop.row("roster", id=row["struck_by"])["name"] == STRIKER

    def test_that_the_result_of_another_card_is_refused(self, shop: Desk) -> None:
        cards = [job_card_values(shop.register, a_job(shop)["number"]) for _ in range(2)]
        fields = {"job": cards[0].number, "outcome": cards[1].strikes[0].ok_code}
        refusal = shop.refused("record-strike", **fields, struck_by=STRIKER)
        assert refusal.code == "strike.of-another-job"

    def test_that_one_of_several_strikes_is_named(self, desk: Desk) -> None:
        furnish_shop(desk, parts=["frame or receiver", "barrel"])
        fields = {"job": a_job(desk)["number"], "outcome": "struck", "struck_by": STRIKER}
        assert desk.refused("record-strike", **fields).code == "strike.which"
        assert desk.refused("record-strike", **fields, line=3).code == "strike.unknown"
        assert desk.do("record-strike", **fields, line=1)["state"] == "ordered"
        assert desk.do("record-strike", **fields, line=2)["state"] == "struck"

    def test_that_a_strike_by_somebody_untrained_is_a_breach(self, shop: Desk) -> None:
        job = a_job(shop)
        said = f"struck by P. Visitor, not trained on {MACHINE}"
        assert strike(shop, job["number"], struck_by="P. Visitor")["breaches"] == [said]
        assert shop.row("strike", mark_job=job["job"])["breaches"] == said

    def test_that_training_counts_from_its_day_to_its_last(self, shop: Desk) -> None:
        trained = {"person": "P. Visitor", "trained_by": "The maker", "machine": MACHINE}
        shop.do(
            "record-machine-training",
            **trained,
            trained_on="2026-10-01",
            valid_until="2026-10-31",
        )
        at = {"struck_by": "P. Visitor", "struck_at": "2026-10-31T12:00"}
        assert strike(shop, a_job(shop)["number"], **at)["breaches"] == []
        at["struck_at"] = "2026-11-01T12:00"
        assert len(strike(shop, a_job(shop)["number"], **at)["breaches"]) == 1

    def test_that_a_strike_beside_a_removed_number_is_recorded_as_a_breach(
        self, shop: Desk
    ) -> None:
        weapon = a_weapon(shop)["number"]
        job = a_job(shop, weapon)["number"]
        shop.do("place-hold", weapon=weapon, **LABORATORY)
        assert strike(shop, job)["breaches"] == [BESIDE_A_REMOVED_NUMBER]

    def test_that_a_strike_of_a_void_job_is_still_a_fact(self, shop: Desk) -> None:
        job = a_job(shop)
        shop.do("void-mark-job", job=job["number"], reason="card lost")
        answer = strike(shop, job["number"])
        assert (answer["state"], answer["breaches"]) == (
            "void",
            ["struck although the job is void"],
        )

    def test_that_a_mis_strike_ends_the_job_and_its_number(self, shop: Desk) -> None:
        weapon = a_weapon(shop)["number"]
        answer = strike(shop, a_job(shop, weapon)["number"], "mis-strike")
        assert (answer["state"], answer["next"]) == ("mis-strike", "order the next number")
        assert a_job(shop, weapon)["string"] == "★ XA PS 26 000002"

    def test_that_what_was_not_struck_may_be_struck_later(self, shop: Desk) -> None:
        job = a_job(shop)["number"]
        assert strike(shop, job, "not struck")["state"] == "ordered"
        assert strike(shop, job)["state"] == "struck"

    def test_that_one_strike_is_entered_once(self, shop: Desk) -> None:
        job = a_job(shop)["number"]
        strike(shop, job)
        refusal = shop.refused("record-strike", job=job, outcome="ok", struck_by=STRIKER)
        assert (refusal.code, refusal.facts["outcome"]) == ("strike.entered", "struck")

    @pytest.mark.parametrize(
        ("code", "changed"),
        [
            ("mark-job.unknown", {"job": "MJ-9"}),
            ("word.not-listed", {"outcome": "good"}),
            ("field.missing", {"outcome": " "}),
            ("roster.unknown", {"struck_by": "Nobody"}),
            ("strike.time-malformed", {"struck_at": "noon"}),
            ("strike.time-to-come", {"struck_at": "2026-11-23T09:00"}),
        ],
    )
    def test_that_an_entry_that_says_nothing_is_refused(
        self, shop: Desk, code: str, changed: dict[str, str]
    ) -> None:
        fields = {"job": a_job(shop)["number"], "outcome": "OK", "struck_by": STRIKER, **changed}
        assert shop.refused("record-strike", **fields).code == code


class TestLog:
    def test_that_a_log_names_jobs_strings_and_results(self, desk: Desk) -> None:
        furnish_shop(desk, parts=["frame or receiver", "barrel"])
        jobs = [a_job(desk) for _ in range(3)]
        card = job_card_values(desk.register, jobs[2]["number"])
        lines = [
            f"{jobs[0]['number']};OK;2026-11-22T08:30",
            f"{jobs[0]['string'].replace('★', '*')},ok",
            "",
            f"{jobs[1]['string']}\tmis-strike",
            card.strikes[1].ok_code,
        ]
        answer = desk.do("record-machine-log", lines=lines, struck_by=STRIKER)
        assert (answer["entered"], answer["mis_strikes"], answer["breaches"]) == (4, 1, [])
        outcomes = [
            desk.row("strike", mark_job=job["job"], line=line)["outcome"]
            for job in jobs
            for line in (1, 2)
        ]
        assert outcomes == ["struck", "struck", "mis-strike", "ordered", "ordered", "struck"]
        assert [each["state"] for each in desk.rows("mark_job")] == [
            "struck",
            "mis-strike",
            "ordered",
        ]
        first = desk.row("strike", mark_job=jobs[0]["job"], line=1)
        assert first["struck_at"] == "2026-11-22T08:30:00+00:00"

    def test_that_each_bad_line_is_named_and_none_is_entered(self, shop: Desk) -> None:
        job = a_job(shop)
        lines = [f"{job['number']};OK", "MJ-9;OK", f"{job['number']};fine", f"{job['string']};OK"]
        refusal = shop.refused("record-machine-log", lines=lines, struck_by=STRIKER)
        assert (refusal.code, refusal.facts["count"]) == ("mark-results.bad-lines", 3)
        listed = str(refusal.facts["listed"])
        assert [f"Line {n}:" in listed for n in (1, 2, 3, 4)] == [False, True, True, True]
        assert shop.row("strike", mark_job=job["job"])["outcome"] == "ordered"

    def test_that_a_log_without_a_line_is_refused(self, shop: Desk) -> None:
        refusal = shop.refused("record-machine-log", lines=["", " "], struck_by=STRIKER)
        assert refusal.code == "mark-results.empty"

    def test_that_a_log_is_text(self) -> None:
        assert log_lines("\ufeffa;OK\r\nb;OK\r\n".encode()) == ("a;OK", "b;OK")
        assert refusal_of(lambda: log_lines(b"\xff\xfe")).code == "mark-results.not-text"


class TestJobList:
    def test_that_a_csv_has_a_line_for_each_strike_that_waits(self, desk: Desk) -> None:
        furnish_shop(desk, parts=["frame or receiver", "barrel"])
        weapon = a_weapon(desk)["number"]
        job = a_job(desk, weapon)
        strike(desk, a_job(desk)["number"], "mis-strike", line=1)
        head = "job,line,weapon,part,place,string\r\n"
        start, end = job["number"], f"{job['string']}\r\n"
        lines = [
            f"{start},{line},{weapon},{part},{part},{end}"
            for line, part in enumerate(("frame or receiver", "barrel"), 1)
        ]
        expected = head + "".join(lines)
        assert job_list(desk.register, MACHINE, "csv") == expected.encode()
        strike(desk, job["number"], line=1)
        assert job_list(desk.register, MACHINE, "csv") == (head + lines[1]).encode()

    @pytest.mark.parametrize(
        ("encoding", "line_end", "delimiter", "expected"),
        [
            (
                "utf-8 with BOM",
                "LF",
                "semicolon",
                "\ufeff{job};1;{weapon};{part};{part};{string}\n",
            ),
            ("ascii", "CRLF", "tab", "{job}\t1\t{weapon}\t{part}\t{part}\t{string}\r\n"),
        ],
    )
    def test_that_a_list_is_written_as_the_profile_says(
        self, desk: Desk, encoding: str, line_end: str, delimiter: str, expected: str
    ) -> None:
        furnish_shop(
            desk,
            template="{CC} {AG} {SEQ:6}",
            list_encoding=encoding,
            list_line_end=line_end,
            list_delimiter=delimiter,
            list_header=False,
        )
        weapon = a_weapon(desk)["number"]
        job = a_job(desk, weapon)
        told = {"job": job["number"], "weapon": weapon, "string": "XA PS 000001"}
        line = expected.format(**told, part="frame or receiver")
        assert job_list(desk.register, MACHINE, "csv") == line.encode()

    def test_that_a_txt_is_the_bare_strings(self, shop: Desk) -> None:
        strings = [a_job(shop)["string"] for _ in range(2)]
        assert job_list(shop.register, MACHINE, "txt").decode() == "".join(
            f"{string}\r\n" for string in strings
        )

    def test_that_a_string_without_ascii_is_named(self, desk: Desk) -> None:
        furnish_shop(desk, list_encoding="ascii")
        job = a_job(desk)
        refusal = refusal_of(lambda: job_list(desk.register, MACHINE, "txt"))
        assert (refusal.code, refusal.facts["string"]) == ("job-list.no-ascii", job["string"])

    def test_that_a_list_of_nothing_or_of_no_kind_is_refused(self, shop: Desk) -> None:
        def refused(format_: str) -> str:
            return refusal_of(lambda: job_list(shop.register, MACHINE, format_)).code

        assert (refused("csv"), refused("xls")) == ("job-list.empty", "job-list.format")

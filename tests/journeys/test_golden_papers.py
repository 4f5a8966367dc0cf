"""Every paper of a practice day: its codes read back by two readers, its fonts in it, its words whole."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

import pytest
from bringers import BRINGER
from golden import ARABIC, CHINESE, CYRILLIC, RECOVERY_WORDS, Day, Golden, a_golden_day
from paper_reading import (
    codes,
    codes_by_another_reader,
    fonts_not_embedded,
    not_drawn,
    pictures,
    text,
    texts,
)

from salw_desktop.domain.numbers import SCAN_PREFIX
from salw_desktop.keys.certificates import DAY_SHEET, read_code
from salw_desktop.printing.sheets import label_sheets
from salw_desktop.registry import desk as hq_desk
from salw_desktop.usecases import lookup
from salw_desktop.usecases.marking.jobs import job_called

pytestmark = pytest.mark.slow
DPI = 200  # of the plainest office printer and scanner
PAPERS = (
    *("hand-in slip", "named receipt", "amnesty receipt", "receipt of a child"),
    *("receipt of a group", "isolation notice", "isolation notice with a picture", "red tag"),
    *("number card", "job card of one strike", "job card of three", "order", "certificate"),
    *("day sheet", "sitrep", "bundle slip", "recovery sheet", "blank tags"),
    *("out voucher", "laboratory result", "eligibility decision"),
    *(f"labels, {sheet}" for sheet in label_sheets()),
)
OF_ITEMS = tuple(name for name in PAPERS if name.startswith(("labels", "isolation", "red tag")))


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    day = a_golden_day(tmp_path_factory.mktemp("golden"))
    yield day
    day.desk.register.close()


@pytest.fixture
def paper(request: pytest.FixtureRequest, day: Day) -> Golden:
    return day.papers[request.param]


each_paper = pytest.mark.parametrize("paper", PAPERS, indirect=True)


def test_that_the_day_has_every_paper(day: Day) -> None:
    assert set(day.papers) == set(PAPERS)


@each_paper
def test_that_both_readers_read_what_the_record_says(paper: Golden) -> None:
    pages = pictures(paper.pdf, DPI)
    one = sorted(code.text for page in pages for code in codes(page, DPI))
    another = sorted(text for page in pages for text in codes_by_another_reader(page, DPI))
    assert (one, another) == (list(paper.codes), list(paper.codes))


@each_paper
def test_that_every_font_is_in_the_file_and_no_box_is_drawn(paper: Golden) -> None:
    assert fonts_not_embedded(paper.pdf) == set()
    assert not_drawn(paper.pdf) == []


@each_paper
def test_that_every_page_says_that_it_is_practice(paper: Golden) -> None:
    assert [page for page in texts(paper.pdf) if "PRACTICE" not in page] == []


@each_paper
def test_that_the_same_minute_gives_the_same_bytes(paper: Golden) -> None:
    assert paper.pdf == paper.again


@pytest.mark.parametrize("paper", OF_ITEMS, indirect=True)
def test_that_a_scanned_code_finds_its_item(day: Day, paper: Golden) -> None:
    assert paper.codes
    reader = day.desk.register.reader
    for code in paper.codes:
        number = str(lookup.weapon(reader, code)["number"])
        assert code == SCAN_PREFIX + number.replace("-", "")
        assert number in text(paper.pdf).replace(f"{number[:8]} ", f"{number[:8]}-")


def test_that_a_scanned_code_finds_hand_in_job_and_order(day: Day) -> None:
    reader = day.desk.register.reader
    for name, row in (
        ("hand-in slip", lookup.hand_in(reader, day.papers["hand-in slip"].codes[0])),
        ("order", lookup.order(reader, day.papers["order"].codes[0])),
        ("job card of three", job_called(reader, day.papers["job card of three"].codes[0])),
    ):
        assert str(row["number"]) in text(day.papers[name].pdf)


def test_that_the_seal_of_the_day_is_its_newest_event(day: Day) -> None:
    (code,) = day.papers["day sheet"].codes
    read_back = read_code(code)
    row = day.desk.row("day")
    assert read_back.kind is DAY_SHEET
    assert (read_back.number, read_back.annex_sha256) == (
        f"LEN1-{row['date']}",
        row["newest_event"],
    )


def test_that_marks_and_serials_stand_in_their_own_script(day: Day) -> None:
    annex = normalize("NFKC", texts(day.papers["certificate"].pdf)[1])  # joined letters as letters
    for mark in (CYRILLIC, CHINESE, ARABIC):
        assert mark in annex
    for serial in day.scripts:
        for name in ("order", "certificate", "named receipt"):
            assert serial in text(day.papers[name].pdf)


def test_that_the_annex_of_a_group_has_all_its_weapons_on_both_halves(day: Day) -> None:
    _, stations, bearers = texts(day.papers["receipt of a group"].pdf)
    serials = [f"GR {7000 + place}" for place in range(40)]
    assert [each for each in serials if each not in stations or each not in bearers] == []


def test_that_the_secret_stands_on_the_bearers_half_alone(day: Day) -> None:
    (page,) = pictures(day.papers["amnesty receipt"].pdf, DPI)
    upper, lower = sorted(codes(page, DPI), key=lambda code: code.top_mm)
    assert day.secret
    assert day.secret not in upper.text
    assert lower.text == f"{upper.text}.{day.secret}"
    printed = text(day.papers["amnesty receipt"].pdf).replace(" ", "")
    assert printed.count(day.secret) == 1


def test_that_the_secret_does_not_travel_to_hq(day: Day) -> None:
    registry = hq_desk.unlock(day.home / "hq.salw", *day.clerk)
    hq_desk.import_bundle(registry, day.bundle)
    tables = registry.reader.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'held_%'"
    )
    held = str([registry.reader.execute(f"SELECT * FROM {name}").fetchall() for (name,) in tables])
    registry.close()
    assert day.papers["amnesty receipt"].codes[0].partition(".")[0] in held
    assert day.secret not in held
    assert BRINGER["name"] not in held


def test_that_no_paper_but_the_recovery_sheet_knows_its_words(day: Day) -> None:
    first = RECOVERY_WORDS.split()[0]
    assert [name for name in PAPERS if first in text(day.papers[name].pdf)] == ["recovery sheet"]

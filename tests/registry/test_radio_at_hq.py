"""Figures by radio at headquarters: provisional until the bundle comes, then held against it, and never a record."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from factory import Desk, a_weapon, refusal_of
from pair import Pair, holdings
from terminal import cheap_keys as cheap_keys
from terminal import done, refused, salw

from salw_desktop.domain import radio
from salw_desktop.keys.passphrases import word_list
from salw_desktop.registry.radio import HearStation
from salw_desktop.registry.status import status
from salw_desktop.usecases import messages
from salw_desktop.usecases.commands import Answer, perform

NEVER_GIVEN = 0


def said(desk: Desk) -> str:
    return str(desk.do("write-message")["text"])


def heard(pair: Pair, text: str) -> Answer:
    with pair.hq() as registry:
        return perform(HearStation(text=text), registry).answer


def known(pair: Pair) -> list[dict[str, Any]]:
    with pair.hq() as registry:
        (station,) = status(registry)
    told = station["messages"]
    assert isinstance(told, list)
    return told


def standing(pair: Pair) -> list[str]:
    return [each["standing"] for each in known(pair)]


def forged(text: str, running: int | None = None, **figures: int) -> str:
    """By somebody who knows the form: every check holds."""
    message = messages.read(text)
    told = {**message.figures, **figures}
    running = message.running if running is None else running
    return radio.written(replace(message, running=running, figures=told), word_list())


def test_that_figures_are_provisional_until_the_bundle_bears_them_out(pair: Pair) -> None:
    with pair.station() as desk:
        a_weapon(desk)
        text = said(desk)
    told = heard(pair, text.lower())
    assert (told["unit"], told["repeated"], heard(pair, text)["repeated"]) == ("LEN1", False, True)
    (message,) = known(pair)
    assert (message["standing"], message["figures"]["long_guns"]) == ("provisional", 1)
    pair.imported(pair.bundle())
    assert standing(pair) == ["agrees"]


def test_that_each_figure_unlike_the_record_is_named(pair: Pair) -> None:
    with pair.station() as desk:
        text = said(desk)
    heard(pair, forged(text, destroyed=88))
    pair.imported(pair.bundle())
    (message,) = known(pair)
    assert (message["standing"], message["differs"]) == ("differs", {"destroyed": ("88", "0")})


def test_that_a_message_which_the_station_never_wrote_is_found_out(pair: Pair) -> None:
    with pair.station() as desk:
        text = said(desk)
    heard(pair, forged(text, running=NEVER_GIVEN))
    assert standing(pair) == ["provisional"]
    pair.imported(pair.bundle())
    assert standing(pair) == ["not in the record"]


def test_that_another_text_under_a_number_is_refused(pair: Pair) -> None:
    with pair.station() as desk:
        text = said(desk)
    heard(pair, text)
    refusal = refusal_of(lambda: heard(pair, forged(text, stored=5)))
    assert refusal.code == "radio.number-taken"
    assert known(pair)[0]["text"] == text


def test_that_nobody_unknown_is_heard(pair: Pair) -> None:
    with pair.station() as desk:
        message = messages.read(said(desk))
    for other in (replace(message, series="AAAA"), replace(message, site="NGT")):
        text = radio.written(other, word_list())
        refusal = refusal_of(lambda text=text: heard(pair, text))
        assert (refusal.code, refusal.facts["call"]) == (
            "radio.station-unknown",
            f"{other.site} {other.series}",
        )


def test_that_a_message_changes_nothing_that_stations_sent(pair: Pair) -> None:
    with pair.station() as desk:
        a_weapon(desk)
        text = said(desk)
    pair.imported(pair.bundle())
    with pair.hq() as registry:
        before = holdings(registry)
    heard(pair, forged(text, running=9000, stored=500))
    with pair.hq() as registry:
        assert holdings(registry) == before


def test_that_it_goes_from_set_to_set_by_the_verbs(pair: Pair, tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    keys.write_text("".join(f"{n}: {w}\n" for n, w in pair.practice.passphrases.items()))
    clerk = tmp_path / "clerk"
    clerk.write_text(pair.hq_words)
    at_station = (pair.practice.path, "--passphrase-file", keys)
    at_hq = ("--at", pair.hq_path, "--passphrase-file", clerk)
    written = done("sitrep", *at_station, "--alert")
    typed = tmp_path / "typed.txt"
    typed.write_text(written["text"].replace(" ", "").lower())
    assert done("registry", "sitrep", typed, *at_hq)["unit"] == "LEN1"
    assert "provisional: lost 0, MANPADS 0, alarms 0" in salw("registry", "status", *at_hq).out
    assert done("check", *at_hq[1:])["findings"] == []
    again = salw("sitrep", *at_station, "--again", written["number"], "--spelled").out
    assert again.startswith("exercise, exercise, exercise\none, golf romeo echo echo november")
    assert done("hear", *at_station[:1], typed, *at_station[1:])["repeated"] is True
    typed.write_text("x\n" * 2000)
    assert refused("registry", "sitrep", typed, *at_hq).status == 1

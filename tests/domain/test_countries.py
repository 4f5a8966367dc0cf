"""Countries of today and of before, by code and by any name."""

from __future__ import annotations

import re

import pytest

from salw_desktop.domain.countries import Country, CountryKind
from salw_desktop.domain.errors import Refusal
from salw_desktop.usecases.countries import countries, country

EVERY = countries()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ml", "ML"),
        ("Mali", "ML"),
        ("cote d'ivoire", "CI"),
        ("Ivory Coast", "CI"),
        ("USSR", "SUHH"),
        ("Soviet Union", "SUHH"),
        ("su", "SUHH"),
        ("GDR", "DDDE"),
        ("East Germany", "DDDE"),
        ("Yugoslavia", "YUCS"),
        ("Rhodesia", "RHZW"),
        ("Zaïre", "ZRCD"),
        ("South Yemen", "YDYE"),
        ("Turkey", "TR"),
        ("Kosovo", "XK"),
    ],
)
def test_that_a_country_answers_to_code_and_names(text: str, code: str) -> None:
    assert country(text).code == code


@pytest.mark.parametrize(
    ("text", "codes"), [("CS", ("CSHH", "CSXX")), ("Congo", ("CD", "CG")), ("Korea", ("KP", "KR"))]
)
def test_that_a_name_of_several_countries_is_refused_with_all_of_them(
    text: str, codes: tuple[str, ...]
) -> None:
    with pytest.raises(Refusal) as refused:
        country(text)
    assert refused.value.code == "country.several"
    assert all(f"{code} (" in str(refused.value.facts["listed"]) for code in codes)


@pytest.mark.parametrize(
    ("text", "near"),
    [("Brasil", "BR (Brazil)"), ("Slovak", "SK (Slovakia)"), ("Czechoslowakia", "CSHH")],
)
def test_that_an_unknown_country_is_refused_with_what_is_near(text: str, near: str) -> None:
    with pytest.raises(Refusal) as refused:
        country(text)
    assert refused.value.code == "country.unknown"
    assert refused.value.field == "country"
    assert near in str(refused.value.facts["near"])


def test_that_nothing_is_no_country() -> None:
    with pytest.raises(Refusal) as refused:
        country(" ")
    assert refused.value.code == "country.unknown"
    assert refused.value.facts["near"] == "–"


def test_that_the_best_match_comes_first() -> None:
    found = [each.code for each in countries("guinea")]
    assert found[:2] == ["GN", "GW"]
    assert {"GQ", "PG"} <= set(found)


def test_that_a_whole_name_comes_before_the_beginning_of_one() -> None:
    assert [each.code for each in countries("CAR")][:2] == ["CF", "BQ"]


def test_that_no_other_name_is_the_code_of_a_country() -> None:
    codes = {each.code for each in EVERY}
    assert codes.isdisjoint(name for each in EVERY for name in each.other_names)


def test_that_all_of_iso_3166_1_is_there() -> None:
    assert sum(each.kind is CountryKind.CURRENT for each in EVERY) == 249


def test_that_all_of_iso_3166_3_is_there() -> None:
    assert sum(each.kind is CountryKind.WITHDRAWN for each in EVERY) == 31


def test_that_codes_are_unique_and_of_their_kind() -> None:
    codes = [each.code for each in EVERY]
    assert len(set(codes)) == len(codes)
    letters = dict.fromkeys(CountryKind, r"[A-Z]{2}") | {CountryKind.WITHDRAWN: r"[A-Z]{4}"}
    assert [each.code for each in EVERY if not re.fullmatch(letters[each.kind], each.code)] == []


def test_that_user_assigned_codes_are_free_in_iso_3166() -> None:
    codes = [each.code for each in EVERY if each.kind is CountryKind.USER_ASSIGNED]
    assert codes
    assert all(re.fullmatch(r"AA|Q[M-Z]|X[A-Z]|ZZ", code) for code in codes)


def test_that_a_withdrawn_country_has_successors_of_today_and_no_other_has() -> None:
    today = {each.code for each in EVERY if each.kind is CountryKind.CURRENT}
    for each in EVERY:
        assert bool(each.successors) is (each.kind is CountryKind.WITHDRAWN), each.code
        assert today.issuperset(each.successors), each.code


@pytest.mark.parametrize(
    ("code", "addressees"),
    [("SUHH", ("RU",)), ("CSHH", ("CZ", "SK")), ("CSXX", ("RS", "ME")), ("PL", ("PL",))],
)
def test_that_a_trace_goes_to_who_answers_for_the_country_today(
    code: str, addressees: tuple[str, ...]
) -> None:
    assert country(code).trace_addressees == addressees


def test_that_every_code_finds_its_own_country() -> None:
    def found(each: Country) -> Country:
        return country(each.code)

    assert tuple(map(found, EVERY)) == EVERY

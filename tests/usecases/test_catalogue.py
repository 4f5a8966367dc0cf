"""The catalogue: what its rows hold, how a model is found, and what it says of a weapon."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pytest

from salw_desktop import files
from salw_desktop.domain.catalogue import AS_MEASURED
from salw_desktop.domain.countries import CountryKind
from salw_desktop.domain.errors import Refusal
from salw_desktop.usecases import catalogue
from salw_desktop.usecases.countries import countries
from salw_desktop.words.catalogue import MISFITS, NOTICES

ROWS = list(
    csv.DictReader(io.StringIO(files.resource("catalogue/weapon_models.csv").decode("utf-8")))
)
CATEGORIES = {
    "SA-i revolver/self-loading pistol",
    "SA-ii rifle/carbine",
    "SA-iii sub-machine gun",
    "SA-iv assault rifle",
    "SA-v light machine gun",
    "LW-i heavy machine gun",
    "LW-ii grenade launcher",
    "LW-iii portable anti-aircraft gun",
    "LW-iv portable anti-tank gun / recoilless",
    "LW-v anti-tank missile/rocket launcher",
    "LW-vi MANPADS launcher",
    "LW-vii mortar <100mm",
    "AM missile for a light weapon",
    "AM missile in its container",
    "PART light weapon part",
    "OUT heavier than SALW",
}
KINDS = {
    "pistol",
    "revolver",
    "rifle",
    "shotgun",
    "machine gun",
    "sub-machine gun",
    "other firearm",
    "other SALW",
    "ammunition",
    "part or component",
    "not a SALW",
}
GROUPS = {
    "AK family",
    "rifle",
    "SMG",
    "pistol",
    "converted",
    "shotgun",
    "craft",
    "machine gun",
    "heavy MG",
    "anti-tank rifle",
    "grenade launcher",
    "rocket launcher",
    "recoilless",
    "ATGM",
    "MANPADS",
    "mortar",
    "heavy",
}
AKM = catalogue.find("AKM")


def ids(text: str, limit: int = 20) -> list[str]:
    return [model.id for model in catalogue.search(text, limit)]


def refused(text: str) -> Refusal:
    with pytest.raises(Refusal) as found:
        catalogue.find(text)
    return found.value


def test_that_cells_are_of_their_lists() -> None:
    lists = {
        "un1997_category": CATEGORIES,
        "iafq_type": KINDS,
        "group": GROUPS,
        "confidence": {"H", "M"},
        "explosive_content": {"0", "1"},
        "made_elsewhere": {"0", "1"},
    }
    strange = [
        (row["model_id"], row[name])
        for row in ROWS
        for name, allowed in lists.items()
        if row[name] not in allowed
    ]
    assert strange == []


def test_that_each_list_is_used_to_its_end() -> None:
    assert {row["un1997_category"] for row in ROWS} == CATEGORIES
    assert {row["iafq_type"] for row in ROWS} == KINDS
    assert {row["group"] for row in ROWS} == GROUPS


def test_that_calibres_are_named_as_in_the_table() -> None:
    known = {calibre.name for calibre in catalogue.calibres()} | {AS_MEASURED}
    strange = [
        row["model_id"]
        for row in ROWS
        if not known.issuperset(row["calibre"].split(";"))
        and not (row["calibre"] == "" and row["iafq_type"] == "part or component")
    ]
    assert strange == []


def test_that_countries_are_codes_of_states() -> None:
    codes = {code for model in catalogue.models() for code in model.countries}
    states = {each.code for each in countries() if each.kind is not CountryKind.USER_ASSIGNED}
    assert codes
    assert codes - states == set()


def test_that_a_model_has_a_country_or_is_made_anywhere() -> None:
    nowhere = [each.id for each in catalogue.models() if not each.countries]
    assert set(nowhere) <= {each.id for each in catalogue.models() if each.is_made_elsewhere}


def test_that_sources_name_columns_and_say_where() -> None:
    entries = [(row, entry) for row in ROWS for entry in row["source"].split("; ") if entry]
    assert entries
    for row, entry in entries:
        column, _, where = entry.partition(": ")
        assert column in row, entry
        assert where.strip(), entry


def test_that_no_added_cell_is_without_a_source() -> None:
    added = [
        (row, name) for row in ROWS for name in ("introduced_year", "serial_pattern") if row[name]
    ]
    assert added
    for row, name in added:
        assert f"{name}: " in row["source"], row["model_id"]


def test_that_hs_codes_and_years_can_be_read() -> None:
    assert all(re.fullmatch(r"(93\d{4})?", row["hs6"]) for row in ROWS)
    assert all(re.fullmatch(r"(1[5-9]\d\d|20\d\d)?", row["introduced_year"]) for row in ROWS)


def test_that_short_codes_are_unique_in_any_spelling() -> None:
    codes = [re.sub(r"\W", "", row["model_id"]).casefold() for row in ROWS]
    assert sorted(codes) == sorted(set(codes))


def test_that_every_row_becomes_a_model() -> None:
    assert [model.id for model in catalogue.models()] == [row["model_id"] for row in ROWS]


def test_that_mortars_of_100_mm_and_more_are_not_counted() -> None:
    mortars = {each.id: each.is_salw for each in catalogue.models() if "mortar" in each.name}
    assert mortars == {"MO60": True, "MO81": True, "MO82": True, "MO120": False}


def test_that_the_towed_launcher_is_not_counted() -> None:
    assert not catalogue.find("T63MRL").is_salw


def test_that_missiles_and_parts_are_not_counted_but_their_launchers_are() -> None:
    system = [each for each in catalogue.models() if each.id.startswith("STRELA2-")]
    assert {each.id: each.is_salw for each in system} == {
        "STRELA2-TUBE": False,
        "STRELA2-GRIP": True,
        "STRELA2-BATTERY": False,
    }


@pytest.mark.parametrize("system", ["STRELA2", "STRELA3", "IGLA", "FN6", "STINGER", "MISAGH"])
def test_that_only_the_missile_of_a_manpads_is_explosive(system: str) -> None:
    parts = {each.id: each for each in catalogue.models() if each.id.startswith(f"{system}-")}
    explosive = {name.partition("-")[2]: each.is_explosive for name, each in parts.items()}
    assert explosive == {"TUBE": True, "GRIP": False, "BATTERY": False}
    assert all(each.is_manpads for each in parts.values())


@pytest.mark.parametrize(
    ("launcher", "missile"),
    [
        ("FAGOT-POST", "FAGOT-TUBE"),
        ("MILAN-POST", "MILAN-TUBE"),
        ("MALYUTKA-BOX", "MALYUTKA-MISSILE"),
    ],
)
def test_that_a_firing_post_is_inert_and_its_missile_is_not(launcher: str, missile: str) -> None:
    assert not catalogue.find(launcher).is_explosive
    assert catalogue.find(missile).is_explosive


@pytest.mark.parametrize(
    ("text", "model"),
    [
        ("akm", "AKM"),
        ("ak 47", "AK"),
        ("AKMS", "AKM"),
        ("Glock 19", "GLOCK"),
        ("GP35", "HP"),
        ("Bren", "BREN"),
        ("M9", "B92"),
        ("strela2-grip", "STRELA2-GRIP"),
    ],
)
def test_that_a_model_is_found_by_code_name_or_alias(text: str, model: str) -> None:
    assert catalogue.find(text).id == model


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("Type 56", {"T56AR", "T56C", "RPD", "RPG2", "M20"}),
        ("type 54", {"TT33", "PPS43", "DSHK"}),
        ("M2", {"M1CARB", "M2HB", "MO60"}),
        ("SA-7", {"STRELA2-TUBE", "STRELA2-GRIP", "STRELA2-BATTERY"}),
        ("Strela-2", {"STRELA2-TUBE", "STRELA2-GRIP", "STRELA2-BATTERY"}),
    ],
)
def test_that_a_name_of_several_weapons_is_refused_with_all_of_them(
    text: str, several: set[str]
) -> None:
    refusal = refused(text)
    assert refusal.code == "model.several"
    listed = str(refusal.facts["listed"]).split("; ")
    assert {each.partition(":")[0] for each in listed} == several


def test_that_the_list_says_what_tells_them_apart() -> None:
    listed = str(refused("Type 54").facts["listed"])
    assert "TT33: Tokarev TT-33 (revolver/self-loading pistol, 7.62x25mm)" in listed
    assert "DSHK: DShK (heavy machine gun, 12.7x108mm)" in listed


def test_that_an_unknown_model_is_refused_with_what_is_near() -> None:
    refusal = refused("zastava")
    assert refusal.code == "model.unknown"
    assert refusal.facts["near"] == "ZM70, M5966, M76, VZ61"


def test_that_a_calibre_in_brackets_is_no_name() -> None:
    assert refused("7.62x51").code == "model.unknown"


@pytest.mark.parametrize(("text", "first"), [("akm", "AKM"), ("kalash", "AK"), ("sks", "SKS")])
def test_that_a_search_puts_the_nearest_first(text: str, first: str) -> None:
    assert ids(text)[0] == first


def test_that_a_search_ranks_code_name_beginning_words_and_calibre() -> None:
    assert ids("M16")[0] == "M16"
    assert ids("type 56")[:2] == ["RPG2", "M20"], "the whole name"
    assert ids("type 56")[2:] == ["T56AR", "T56C", "RPD"], "the beginning of one"
    assert ids("carbine type 56") == ["T56C"], "its words in any order"
    assert ids("M2")[:2] == ["M1CARB", "M2HB"], "a name may be explained: M2 = selective-fire"
    assert ids("M1").index("M1911") < ids("M1").index("BGAK"), "a beginning before a middle"


@pytest.mark.parametrize("text", ["7.62x39", "7,62 × 39", "7.62x39mm"])
def test_that_a_search_finds_by_calibre(text: str) -> None:
    found = catalogue.search(text, 100)
    assert {"AKM", "SKS", "RPD"} <= {model.id for model in found}
    assert all("7.62x39mm" in model.calibres for model in found)


def test_that_a_search_stops_at_its_limit() -> None:
    assert len(ids("7.62x39", 3)) == 3


@pytest.mark.parametrize("text", ["", " - ", "ray gun"])
def test_that_a_search_for_nothing_known_finds_nothing(text: str) -> None:
    assert ids(text) == []


def test_that_a_calibre_is_kept_under_one_name() -> None:
    assert catalogue.calibre(" 7,62 NATO ") == "7.62x51mm NATO"


def test_that_a_bore_alone_is_refused_with_its_calibres() -> None:
    with pytest.raises(Refusal) as found:
        catalogue.calibre("12.7 mm")
    assert found.value.code == "calibre.several"
    assert found.value.facts["listed"] == "12.7x99mm (.50 BMG), 12.7x108mm"


@pytest.mark.parametrize("text", ["17.5 mm, measured", "12.7 mm, cartridge not known"])
def test_that_a_calibre_of_no_table_stays_as_typed(text: str) -> None:
    assert catalogue.calibre(text) == text


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"calibre": "5.45x39mm"}, "AKM is 7.62x39mm, you chose 5.45x39mm."),
        ({"calibre": "9 mm"}, "AKM is 7.62x39mm, you chose 9 mm."),
        ({"country": "BR"}, "The catalogue knows no production of AKM in Brazil (BR)."),
        (
            {"country": "Russia"},
            "AKM: the catalogue says Soviet Union (SUHH), the State before Russian Federation (RU). Choose that one, unless the marks say otherwise.",
        ),
        ({"year": "1950"}, "AKM was introduced in 1959, so it cannot have been made in 1950."),
    ],
)
def test_that_a_weapon_unlike_its_model_is_told(given: dict[str, str], sentence: str) -> None:
    (misfit,) = catalogue.misfits(AKM, **given)
    assert misfit.sentence == sentence
    assert [misfit.field] == list(given)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"calibre": " ", "country": " ", "year": " ", "maker": " ", "serial": " "},
        {"calibre": "7,62 × 39"},
        {"calibre": "7.62"},
        {"country": "SU"},
        {"country": "Atlantis"},
        {"year": "1959"},
        {"year": "58"},
        {"maker": "Izhmash"},
        {"serial": "anything"},
    ],
)
def test_that_nothing_is_said_where_nothing_is_known_to_be_wrong(given: dict[str, str]) -> None:
    assert catalogue.misfits(AKM, **given) == ()


def test_that_any_country_may_have_made_what_is_made_elsewhere_too() -> None:
    assert catalogue.misfits(catalogue.find("MO81"), country="SE") == ()


def test_that_any_bore_may_be_measured_in_craft_work() -> None:
    assert catalogue.misfits(catalogue.find("CR-PISTOL"), calibre="11 mm") == ()


def test_that_a_makers_name_on_craft_work_is_an_imitated_mark() -> None:
    (misfit,) = catalogue.misfits(catalogue.find("PKCRAFT"), maker="Norinco")
    assert (misfit.code, misfit.field) == ("maker", "maker")
    assert "“Norinco” on it is an imitated mark" in misfit.sentence


def test_that_only_craft_work_has_no_marks_of_its_own() -> None:
    without = {model.id for model in catalogue.models() if not model.has_own_marks}
    assert without == {"PKCRAFT", "CR-MUZZLE", "CR-SHOT", "CR-PISTOL", "CR-REVOLVER", "CR-AUTO"}


def test_that_a_serial_unlike_its_pattern_is_told() -> None:
    model = replace(AKM, serial_pattern=r"[A-Z]{2}\d{4}", serial_format="two letters, four digits")
    assert catalogue.misfits(model, serial="AB1234") == ()
    (misfit,) = catalogue.misfits(model, serial="1234")
    assert "two letters, four digits" in misfit.sentence


@pytest.mark.parametrize(
    ("model", "codes"),
    [
        ("STRELA2-TUBE", ["manpads", "explosive"]),
        ("STRELA2-GRIP", ["manpads"]),
        ("STRELA2-BATTERY", ["manpads", "battery"]),
        ("M72", ["explosive"]),
        ("FAGOT-POST", []),
        ("MO120", ["not-salw"]),
        ("AKM", []),
    ],
)
def test_that_dangerous_things_are_announced(model: str, codes: list[str]) -> None:
    assert [notice.code for notice in catalogue.notices(catalogue.find(model))] == codes


def test_that_an_explosive_item_goes_to_the_ammunition() -> None:
    (notice,) = catalogue.notices(catalogue.find("M72"))
    assert notice.sentence.startswith("M72 LAW is an explosive item: store it with ammunition")


def test_that_every_sentence_of_the_catalogue_can_be_said() -> None:
    facts = {"model": "AKM", "known": "one", "given": "another"}
    for said in (*MISFITS.values(), *NOTICES.values()):
        assert "{" not in said.format(**facts)
    assert {notice.code for m in catalogue.models() for notice in catalogue.notices(m)} == set(
        NOTICES
    )

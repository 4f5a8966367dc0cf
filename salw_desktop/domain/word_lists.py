"""Closed lists of words that are no axis of an item; in SQL each is guarded in the same way."""

from __future__ import annotations

from dataclasses import dataclass

from salw_desktop.domain.promises import EVERYTHING, MAY_GO_OUT, WEAPON_ONLY


@dataclass(frozen=True, slots=True)
class WordList:
    """A closed list that is no axis of an item; in SQL it is guarded in the same way."""

    table: str
    column: str
    words: tuple[str, ...]


PLACE_KINDS = (
    "store",
    "isolation point",
    "unloading bay",
    "registration table",
    "destruction site",
)
ISOLATION_POINT = "isolation point"
YES_NO_UNKNOWN = ("yes", "no", "unknown")
WEAPON_KINDS = (  # the eight keys of quick intake, and what is no whole weapon
    "pistol",
    "revolver",
    "rifle",
    "shotgun",
    "sub-machine gun",
    "machine gun",
    "launcher",
    "mortar",
    "other",
    "part",
)
PART_KINDS = (
    "frame or receiver",
    "barrel",
    "bolt",
    "bolt carrier",
    "slide",
    "cylinder",
    "top cover",
    "magazine housing",
    "grip-stock",
    "tube",
    "stock",
    "suppressor",
    "magazine",
    "other",
)
MARK_PLACES = (
    "frame or receiver",
    "front trunnion",
    "rear trunnion",
    "barrel",
    "bolt",
    "bolt carrier",
    "slide",
    "cylinder",
    "magazine housing",
    "feed cover",
    "tube",
    "grip-stock",
    "stock",
    "other",
)
STRUCTURAL_PLACES = ("frame or receiver", "front trunnion", "rear trunnion")
"""Where a unique mark belongs: a part whose destruction makes the weapon useless for ever (`ITI §10`)."""
SEXES = ("female", "male", "other or not stated")
AGE_BANDS = ("18-24", "25-59", "60+", "unknown")
_SERIAL_STATUSES = (
    "readable",
    "partial",
    "worn or rusted",
    "removed on purpose",
    "never had one",
    "not read yet",
)
_WEAPON_LISTS = (
    WordList("weapon", "record_kind", ("taken in", "documented")),
    WordList("weapon", "counts_as", ("weapon", "part")),
    WordList("weapon", "acquired", ("surrendered", "found", "seized")),
    WordList("weapon", "handover", ("permanent", "temporary")),
    WordList("weapon", "kind", WEAPON_KINDS),
    WordList(
        "weapon",
        "action",
        (
            "muzzle-loading",
            "single-shot",
            "manual repeating",
            "revolver",
            "blowback",
            "delayed blowback",
            "recoil-operated",
            "gas-operated",
            "recoilless",
            "rocket",
            "missile",
            "mortar",
            "improvised",
        ),
    ),
    WordList(
        "weapon",
        "fire_mode",
        ("single-shot", "manual", "semi-automatic", "burst", "automatic only", "selective"),
    ),
    WordList("weapon", "frame_material", ("steel", "light metal", "polymer", "other")),
    WordList("weapon", "country_basis", ("mark", "proof mark", "catalogue", "guess")),
    WordList("weapon", "licensed", YES_NO_UNKNOWN),
    WordList(
        "weapon",
        "manufacture_kind",
        (
            "unknown",
            "industrial",
            "craft",
            "converted",
            "reactivated",
            "assembled from parts",
            "3-D printed",
            "improvised",
        ),
    ),
    WordList("weapon", "serial_status", _SERIAL_STATUSES),
    WordList("weapon", "serial_place", MARK_PLACES),
    WordList(
        "weapon",
        "function",
        (
            "not inspected",
            "serviceable",
            "unserviceable, repairable",
            "unserviceable, beyond repair",
            "unsafe",
            "not tested",
        ),
    ),
    WordList(
        "weapon",
        "completeness",
        (
            "not inspected",
            "complete",
            "minor parts missing",
            "major part missing",
            "component only",
        ),
    ),
    WordList(
        "weapon",
        "preservation",
        (
            "not inspected",
            "preserved",
            "worn",
            "corroded lightly",
            "corroded heavily",
            "burnt",
            "bent or cut",
            "deactivated",
        ),
    ),
    WordList("weapon", "confidence", ("sure", "likely", "guess")),
    WordList("weapon", "adequately_marked", ("not judged", "yes", "no")),
    WordList("weapon", "source_reliability", ("seen by us", "reliable", "uncertain")),
    WordList(
        "mark",
        "kind",
        (
            "manufacture",
            "serial",
            "import",
            "state stock",
            "civilian transfer",
            "proof",
            "inspector",
            "unit or agency",
            "deactivation",
            "national",
            "apparent",
            "owner",
            "hidden",
            "unknown",
        ),
    ),
    WordList(
        "mark",
        "script",
        ("latin", "cyrillic", "arabic", "persian", "chinese", "hangul", "other"),
    ),
    WordList(
        "mark",
        "method",
        (
            "stamped",
            "roll-stamped",
            "cast",
            "engraved",
            "dot-peen",
            "laser",
            "electro-pencil",
            "paint",
            "plate",
        ),
    ),
    WordList("mark", "legibility", ("clear", "partial", "illegible")),
    WordList(
        "mark",
        "alteration",
        ("none", "worn", "overstamped", "ground off", "engraved anew", "suspected forged"),
    ),
    WordList("part", "kind", PART_KINDS),
    WordList("part", "serial_status", _SERIAL_STATUSES),
    WordList(
        "accessory",
        "kind",
        ("magazine", "bipod", "mount", "sling", "bayonet", "sight", "cleaning kit", "other"),
    ),
    WordList(
        "former_number",
        "kind",
        ("police register", "army register", "another programme", "court exhibit", "other"),
    ),
    WordList(
        "photo",
        "view",
        (
            "tag",
            "left",
            "right",
            "serial close-up",
            "other marks",
            "proof marks",
            "damage",
            "in place",
            "before",
            "after",
            "scan of a paper",
            "other",
        ),
    ),
    WordList("look_alike", "grade", ("exact", "likely", "possible")),
    WordList("look_alike", "verdict", ("open", "different", "same")),
    WordList(
        "alarm",
        "kind",
        ("ended item seen again", "number of an ended item", "held item handed in"),
    ),
)
_HAND_IN_LISTS = (
    WordList("campaign", "kind", ("DDR", "amnesty", "found", "seized", "T-WAM")),
    WordList("campaign", "may_go_out", MAY_GO_OUT),
    WordList(
        "hand_in",
        "brought_by",
        (
            "person",
            "group",
            "community",
            "own patrol",
            "other unit",
            "unattended",
            "found in place",
        ),
    ),
    WordList("hand_in", "state", ("open", "closed", "withdrawn", "left without receipt")),
    WordList(
        "hand_in",
        "late_because",
        (
            "slip came late",
            "shift passed midnight",
            "no power",
            "laptop elsewhere",
            "clock was wrong",
        ),
    ),
    WordList("hand_in_line", "kind", ("weapon", "ammunition", "part", "other materiel")),
    WordList("hand_in_line", "unit", ("rounds", "pieces", "grams", "boxes")),
    WordList(
        "hand_in_line",
        "packed",
        ("loose", "belted", "in magazines", "opened", "repacked", "original sealed"),
    ),
    WordList("hand_in_line", "state", ("received", "still to come", "will not come")),
    WordList("hand_in_receipt", "state", ("issued", "replaced")),
    WordList(
        "cache",
        "decision",
        ("safe to move", "destroy in place", "leave and guard"),
    ),
    WordList("clearance", "cleared_by", ("holder", "inspector")),
    WordList("day_tally", "sex", SEXES),
    WordList("day_tally", "age_band", AGE_BANDS),
)
_STORE_LISTS = (
    WordList("place", "kind", PLACE_KINDS),
    WordList("tag", "kind", ("printed", "pre-printed", "handwritten")),
    WordList("tag_range", "kind", ("pre-printed", "handwritten")),
    WordList("label", "state", ("waiting", "printed", "void")),
    WordList("untagged_item", "outcome", ("known again", "recorded", "part or other")),
    WordList(
        "loss",
        "cause",
        (
            "not known",
            "theft",
            "attack",
            "diversion",
            "lost on the way",
            "accident",
            "counting error",
            "moved without entry",
        ),
    ),
    WordList(
        "loss",
        "finding",
        ("lost or stolen", "found again", "counting error", "moved without entry"),
    ),
)
_MARKING_LISTS = (
    WordList("machine", "method", ("dot-peen", "scribing", "laser", "roll press", "hand stamps")),
    WordList(
        "machine_entry",
        "kind",
        ("stylus changed", "serviced", "fault", "air", "power", "memory cleared", "moved"),
    ),
    WordList("mark_profile", "list_encoding", ("utf-8", "utf-8 with BOM", "ascii")),
    WordList("mark_profile", "list_line_end", ("CRLF", "LF")),
    WordList("mark_profile", "list_delimiter", ("comma", "semicolon", "tab")),
    WordList(
        "mark_job",
        "cause",
        ("required by law", "before release", "before destruction"),
    ),
    WordList("mark_job", "state", ("ordered", "struck", "read back", "mis-strike", "void")),
    WordList("strike", "part", PART_KINDS),
    WordList("strike", "place", MARK_PLACES),
    WordList("strike", "outcome", ("ordered", "struck", "read back", "mis-strike", "not struck")),
)
_DESTRUCTION_LISTS = (
    WordList("destruction_order", "authority_kind", ("external", "local")),
    WordList("destruction_order", "state", ("written", "approved", "withdrawn", "carried out")),
    WordList("destruction_session", "state", ("checking", "checked", "interrupted", "closed")),
    WordList("session_scan", "result", ("on the list", "again", "not on the list", "unknown")),
    WordList("session_result", "outcome", ("destroyed", "not destroyed", "missing")),
)
_DUTY_LISTS = (
    WordList("day_opening", "clock", ("wrist watch", "radio", "GPS", "phone without network")),
    # what is learned cannot be lent: inspectors, technical officers and child protection are not here
    WordList("acting_appointment", "role", ("recorder", "storekeeper", "supervisor")),
    WordList(
        "going_out", "purpose", ("marking", "laboratory", "court", "test firing", "with a holder")
    ),
    WordList(
        "dossier_release",
        "recipient_kind",
        ("police", "prosecutor", "court", "panel of experts", "other authority"),
    ),
    WordList("dossier_release", "content", (WEAPON_ONLY, EVERYTHING)),
    WordList("laboratory_result", "restoration", ("brought back", "in part", "nothing", "waived")),
    WordList("radio_message", "way", ("written", "heard")),
    WordList("radio_message", "kind", ("report", "alert")),
)
WORD_LISTS = (
    *_HAND_IN_LISTS,
    *_WEAPON_LISTS,
    *_STORE_LISTS,
    *_MARKING_LISTS,
    *_DESTRUCTION_LISTS,
    *_DUTY_LISTS,
    WordList("countersign", "kind", ("clearance list", "day close", "correction", "late entry")),
)


def words_of(table: str, column: str) -> tuple[str, ...]:
    """The closed list that guards this column."""
    return next(each.words for each in WORD_LISTS if (each.table, each.column) == (table, column))


ILLICIT_GROUNDS = (
    "illicit under the law of the territory",
    "breach of an embargo",
    "not marked as the instrument asks",
    "made without a licence",
    "transferred without authority",
)
"""Why a weapon is illicit, any number of them (`ITI §6`)."""
NOT_INSPECTED = "not inspected"

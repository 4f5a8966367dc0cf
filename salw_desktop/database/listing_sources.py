"""The long lists of a station as they stand in the file: weapons, hand-ins, orders, marks, papers, alarms, operators."""

from __future__ import annotations

from salw_desktop.database.listing import Source
from salw_desktop.domain.axes import BLOCKING_HOLDS, CLEAR, ENDED


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join("'" + word.replace("'", "''") + "'" for word in words)


_ENDED, _CLEAR = _listed(ENDED), _listed(CLEAR)
_ON_HOLD = "SELECT weapon FROM hold WHERE lifted_at IS NULL"
_IN_ALARM = "SELECT weapon FROM alarm WHERE acknowledged_at IS NULL"
_ORDERED = (
    "SELECT weapon FROM order_line JOIN destruction_order ON destruction_order.id = destruction_order"
    " WHERE state IN ('written', 'approved') AND NOT EXISTS (SELECT 1 FROM amendment_line"
    " WHERE amendment_line.destruction_order = order_line.destruction_order AND amendment_line.weapon = order_line.weapon)"
)

# A facet asks an index alone, never the records: else a chip over a million takes seconds.
WEAPONS = Source(
    table="weapon",
    select=(
        "SELECT weapon.rowid AS at, weapon.id, ifnull(weapon.number, documented_as) AS number,"
        " substr(recorded_at, 1, 10) AS recorded, model_name AS model, weapon.kind, calibre, serial, serial_status,"
        " place.name AS place, custody, safety, identification, preservation, function, intended_disposal AS disposal,"
        " substr(handed_in_on, 1, 10) AS handed_in, hand_in.number AS hand_in,"
        f" weapon.id IN (SELECT weapon FROM hold WHERE lifted_at IS NULL AND kind IN ({_listed(BLOCKING_HOLDS)})) AS on_hold,"
        f" weapon.id IN ({_IN_ALARM}) AS in_alarm"
        " FROM weapon LEFT JOIN place ON place.id = weapon.place LEFT JOIN hand_in ON hand_in.id = weapon.hand_in"
    ),
    sorts={
        "recorded": (),
        "number": ("number",),
        "model": ("model_name", "kind"),
        "serial": ("serial_key",),
        "custody": ("custody",),
    },
    facets={
        "custody": "custody IN ({})",
        "kind": "kind IN ({})",
        "model": "model_name IN ({})",
        "place": "custody IN ('in hand', 'dual key') AND place IN ({})",
        "recorded": "recorded_at BETWEEN ? AND ?",
        "not checked": f"safety = 'not checked' AND safety NOT IN ({_CLEAR}) AND custody NOT IN ({_ENDED})",
        "not safe": f"safety <> 'not checked' AND safety NOT IN ({_CLEAR}) AND custody NOT IN ({_ENDED})",
        "to identify": f"identification <> 'identified' AND custody NOT IN ({_ENDED})",
        "on hold": f"id IN ({_ON_HOLD})",
        "alarm": f"id IN ({_IN_ALARM})",
        "ordered": f"id IN ({_ORDERED})",
        "label": "id IN (SELECT weapon FROM label WHERE state = 'waiting')",
        "to mark": (
            f"custody NOT IN ({_ENDED}) AND rowid NOT IN (SELECT weapon.rowid FROM mark_job JOIN weapon"
            " ON weapon.id = mark_job.weapon WHERE state = 'read back') AND rowid NOT IN (SELECT rowid FROM weapon"
            " WHERE counts_as = 'part' OR record_kind = 'documented')"
        ),
    },
    found=(
        "SELECT weapon_row AS rowid FROM serial_search CROSS JOIN serial_key ON serial_key.n = serial_search.rowid"
        " WHERE serial_search MATCH :terms AND key GLOB '*' || :key || '*'",
        "SELECT weapon_row AS rowid FROM serial_waiting CROSS JOIN serial_key USING (n)"
        " WHERE :terms <> '' AND key GLOB '*' || :key || '*'",
        "SELECT rowid FROM weapon WHERE number BETWEEN :text AND :text || char(0x10FFFF)",
        "SELECT rowid FROM weapon WHERE documented_as BETWEEN :text AND :text || char(0x10FFFF)",
        "SELECT rowid FROM weapon WHERE number_block IN (SELECT id FROM number_block) AND running = :running",
        "SELECT weapon.rowid FROM tag CROSS JOIN weapon ON weapon.id = tag.weapon WHERE tag.number BETWEEN :text AND :text || char(0x10FFFF)"
        " AND state = 'bound'",
    ),
    reads=(
        "hold",
        "alarm",
        "order_line",
        "amendment_line",
        "destruction_order",
        "label",
        "mark_job",
        "tag",
    ),
    words={
        "model": "SELECT model_name AS word, model_name AS text FROM weapon GROUP BY model_name ORDER BY model_name",
        "place": "SELECT id AS word, name AS text FROM place ORDER BY name",
    },
)


def _numbered(text: str) -> tuple[str, ...]:
    return (f"SELECT rowid FROM {text} WHERE number GLOB '*' || :text || '*'",)


HAND_INS = Source(
    table="hand_in",
    select=(
        "SELECT hand_in.rowid AS at, hand_in.id, hand_in.number, campaign.code AS campaign, hand_in.state,"
        " opened_on, closed_on, brought_by, declared,"
        " (SELECT count(*) FROM weapon WHERE weapon.hand_in = hand_in.id AND custody <> 'void') AS items"
        " FROM hand_in JOIN campaign ON campaign.id = hand_in.campaign"
    ),
    sorts={"recorded": (), "number": ("number",), "state": ("state",)},
    facets={"state": "state IN ({})"},
    found=_numbered("hand_in"),
    reads=("weapon",),
)
ORDERS = Source(
    table="destruction_order",
    select=(
        "SELECT destruction_order.rowid AS at, destruction_order.id, destruction_order.number, campaign.code AS campaign,"
        " destruction_order.method, place.name AS place, planned_on, items, destruction_order.state FROM destruction_order"
        " JOIN campaign ON campaign.id = destruction_order.campaign JOIN place ON place.id = destruction_order.place"
    ),
    sorts={
        "recorded": (),
        "number": ("number",),
        "planned_on": ("planned_on",),
        "state": ("state",),
    },
    facets={"state": "state IN ({})"},
    found=_numbered("destruction_order"),
)
MARK_JOBS = Source(
    table="mark_job",
    select=(
        "SELECT mark_job.rowid AS at, mark_job.id, mark_job.number, weapon.number AS weapon, weapon.model_name AS model,"
        " string, machine.name AS machine, cause, mark_job.state, substr(ordered_at, 1, 10) AS ordered FROM mark_job"
        " JOIN weapon ON weapon.id = mark_job.weapon JOIN machine ON machine.id = mark_job.machine"
    ),
    sorts={"recorded": (), "number": ("number",), "string": ("string",), "state": ("state",)},
    facets={"state": "state IN ({})"},
    found=(
        *_numbered("mark_job"),
        "SELECT rowid FROM mark_job WHERE string GLOB '*' || :text || '*'",
    ),
    reads=("weapon",),
)
PAPERS = Source(
    table="paper_print",
    select=(
        "SELECT paper_print.rowid AS at, paper_print.id, paper_print.number, paper_print.kind, copy, reason,"
        " operator.name AS printed_by, replace(substr(printed_at, 1, 16), 'T', ' ') AS printed_at FROM paper_print"
        " JOIN operator ON operator.id = printed_by"
    ),
    sorts={"recorded": (), "number": ("number",), "kind": ("kind",)},
    facets={"first": "copy = 1", "reprint": "copy > 1"},
    found=_numbered("paper_print"),
)
ALARMS = Source(
    table="alarm",
    select=(
        "SELECT alarm.rowid AS at, alarm.id, ifnull(weapon.number, documented_as) AS number, alarm.kind, said,"
        " substr(raised_at, 1, 16) AS raised_at, operator.name AS acknowledged_by FROM alarm"
        " JOIN weapon ON weapon.id = alarm.weapon LEFT JOIN operator ON operator.id = acknowledged_by"
    ),
    sorts={"recorded": (), "kind": ("kind",)},
    facets={"open": "acknowledged_at IS NULL", "answered": "acknowledged_at IS NOT NULL"},
    reads=("weapon",),
)
OPERATORS = Source(
    table="operator",
    select=(
        "SELECT operator.rowid AS at, operator.id, operator.name, function, organisation,"
        " (SELECT group_concat(role, ', ') FROM operator_role WHERE operator = operator.id AND ended_at IS NULL) AS roles,"
        " substr(blocked_at, 1, 10) AS blocked FROM operator JOIN roster ON roster.id = operator.person"
    ),
    sorts={"recorded": (), "name": ("name",)},
    facets={"at work": "blocked_at IS NULL", "blocked": "blocked_at IS NOT NULL"},
    found=("SELECT rowid FROM operator WHERE lower(name) GLOB '*' || :part || '*'",),
    reads=("operator_role", "roster"),
)
LABELS = Source(
    table="label",
    select=(
        "SELECT label.rowid AS at, label.id, label.weapon, weapon.number, weapon.model_name AS model, label.state, copy,"
        " replace(replace(substr(asked_at, 1, 16), 'T', ' '), ' 00:00', '') AS asked_at, position,"
        " replace(substr(label.printed_at, 1, 16), 'T', ' ') AS printed_at,"
        " sheet_pack.name AS pack FROM label JOIN weapon ON weapon.id = label.weapon"
        " LEFT JOIN sheet_pack ON sheet_pack.id = label.sheet_pack"
    ),
    sorts={"recorded": ()},
    facets={"state": "state IN ({})", "reprint": "copy > 1"},
    found=(
        "SELECT label.rowid FROM label JOIN weapon ON weapon.id = label.weapon"
        " WHERE weapon.number GLOB '*' || :text || '*'",
    ),
    reads=("weapon", "sheet_pack"),
)
SOURCES = {
    "weapons": WEAPONS,
    "labels": LABELS,
    "hand-ins": HAND_INS,
    "orders": ORDERS,
    "marks": MARK_JOBS,
    "papers": PAPERS,
    "alarms": ALARMS,
    "operators": OPERATORS,
}

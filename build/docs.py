"""Writes the pages of docs/ that say what the code says: python build/docs.py [--check]."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from salw_desktop.database.connection import Connection, in_memory
from salw_desktop.database.schema import Table, journalled, migrate
from salw_desktop.domain.axes import AXES, STARTS, Axis
from salw_desktop.domain.people import Role
from salw_desktop.domain.word_lists import WORD_LISTS
from salw_desktop.registry.schema import REGISTRY
from salw_desktop.words import CODES
from salw_desktop.words.findings import FINDINGS

DOCS = Path(__file__).resolve().parent.parent / "docs"
WRITTEN_BY = "Written by `build/docs.py`; a test fails when it is stale."


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, name what is stale")
    is_check = parser.parse_args().check
    stale = [name for name, text in pages().items() if _there(name) != text]
    for name in stale:
        print(f"docs/{name} {'is stale' if is_check else 'written'}")
        if not is_check:
            (DOCS / name).write_text(pages()[name], encoding="utf-8", newline="\n")
    return 1 if is_check and stale else 0


def pages() -> dict[str, str]:
    """Each page by its name in docs/."""
    return {"axes.md": axes_page(), "codes.md": codes_page(), "schema.md": schema_page()}


def _there(name: str) -> str | None:
    path = DOCS / name
    return path.read_text(encoding="utf-8") if path.exists() else None


def _page(title: str, about: str, *parts: str) -> str:
    return "\n\n".join((f"# {title}", f"{about} {WRITTEN_BY}", *parts)) + "\n"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _section(title: str, *parts: str) -> str:
    return "\n\n".join((f"## {title}", *parts))


def axes_page() -> str:
    lists = [(f"`{each.table}.{each.column}`", ", ".join(each.words)) for each in WORD_LISTS]
    starts = [
        (
            start.order,
            ", ".join(start.custody),
            ", ".join(start.safety),
            ", ".join(start.holds_barred) or "none bars it",
        )
        for start in STARTS
    ]
    return _page(
        "Axes of an item",
        "An item stands at one place on each axis, whatever it is on the others. An observation may set any of "
        "them at any time; only plans and orders are refused. `salw_desktop/domain/axes.py` is the one table that "
        "the code, the guards in the file and this page are made from.",
        *(_section(axis.name.capitalize(), axis.about, _axis(axis)) for axis in AXES),
        _section(
            "From where an order may start",
            _table(("order", "custody", "safety", "barred by hold"), starts),
        ),
        _section(
            "Other closed lists",
            "Guarded in the file in the same way.",
            _table(("column", "words"), lists),
        ),
        _section("Roles", "Sets, not ranks: " + ", ".join(Role) + "."),
    )


def _axis(axis: Axis) -> str:
    columns = ", ".join(f"`{table}.{column}`" for table, column in axis.columns)
    rows = [
        (
            value.word,
            value.means,
            "an end" if value.is_ended else "bars an end" if value.blocks_an_end else "",
        )
        for value in axis.values
    ]
    return f"Column {columns}.\n\n" + _table(("word", "means", "is"), rows)


def codes_page() -> str:
    rows = [
        (f"`{code.name}`", str(code.exit_status), code.sentence)
        for code in sorted(CODES.values(), key=lambda code: code.name)
    ]
    found = [(f"`{name}`", sentence) for name, sentence in FINDINGS.items()]
    return _page(
        "Codes",
        "Every way in which the program says no, with the exit status of `salw` and the sentence that a person reads. "
        "1: the rules say no, nothing was changed. 3: the world says no (disk, stick, key), what was saved is safe. "
        "Names in braces are the facts that `--json` gives.",
        _table(("code", "status", "sentence"), rows),
        _section(
            "Findings",
            "What `salw check` names in a file that is not as it was signed.",
            _table(("finding", "sentence"), found),
        ),
    )


def schema_page() -> str:
    station, hq = in_memory(), in_memory()
    migrate(station)
    migrate(hq, REGISTRY)
    ours = journalled(station)
    known = {table.name for table in ours}
    at_hq = [table for table in journalled(hq) if table.name not in known]
    local = _local_tables(station, known)
    held = _local_tables(hq, known | {table.name for table in (*at_hq, *local)})
    held = [table for table in held if table.name.removeprefix("held_") not in known]
    return _page(
        "Schema",
        "The tables of an encrypted file, as the migrations make them.",
        _section(
            "Journalled tables",
            "Every new or changed row of these enters the journal; `salw check` replays it and compares. STRICT, "
            "`id TEXT PRIMARY KEY` first, only TEXT and INTEGER. ! is always filled, → points to a row of that table; "
            "a column of which nothing else is said is text.",
            _listed(station, ours),
        ),
        _section(
            "Local tables",
            "The journal itself, what is derived from it, and secrets: nothing here leaves the machine as rows.",
            _listed(station, local),
        ),
        _section(
            "In the registry's file besides",
            "Its own acts, journalled like everybody's, then what stations sent. Each journalled table of a station "
            "stands here once more as `held_…`, every column free to be empty and with the station it came from.",
            _listed(hq, (*at_hq, *held)),
        ),
        _guards(station, known),
    )


def _local_tables(connection: Connection, journalled_names: set[str]) -> list[Table]:
    found = connection.execute("PRAGMA main.table_list").fetchall()
    names = [name for _, name, kind, _, _, _ in found if kind in ("table", "virtual")]
    order = connection.execute("SELECT name FROM main.sqlite_schema ORDER BY rowid").fetchall()
    return [
        Table(name, tuple((row[1], row[2]) for row in _xinfo(connection, name)))
        for (name,) in order
        if name in names and name not in journalled_names and not name.startswith(("_", "sqlite_"))
    ]


def _xinfo(connection: Connection, table: str) -> list[tuple[int, str, str, int, object, int, int]]:
    rows = connection.execute(f"PRAGMA main.table_xinfo({table})").fetchall()
    return [row for row in rows if row[6] != 1]  # the hidden columns of a search table are nobody's


def _columns(connection: Connection, table: Table) -> str:
    targets = {
        row[3]: row[2] for row in connection.execute(f"PRAGMA foreign_key_list({table.name})")
    }
    columns = []
    for _, name, kind, filled, _, is_key, _ in _xinfo(connection, table.name):
        mark = "!" if filled or is_key else ""
        of_kind = f" ({kind.lower()})" if kind not in ("TEXT", "") else ""
        target = f" → {targets[name]}" if name in targets else ""
        columns.append(f"`{name}`{mark}{of_kind}{target}")
    return f"- **{table.name}**: " + ", ".join(columns)


def _listed(connection: Connection, tables: Iterable[Table]) -> str:
    return "\n".join(_columns(connection, table) for table in tables)


def _guards(connection: Connection, tables: set[str]) -> str:
    """By name; those that every table and every list has are named once."""
    every, rules = [], []
    for name, table, sql in connection.execute(
        "SELECT name, tbl_name, sql FROM main.sqlite_schema WHERE type = 'trigger' ORDER BY rowid"
    ):
        sentence = re.search(r"RAISE\(ABORT, '((?:[^']|'')*)'", sql)
        if name == f"guard_{table}_kept" and table in tables:
            continue
        if sentence and sentence[1].endswith("not on its list"):
            every.append(f"`{sentence[1].partition(':')[0]}`")
        else:
            said = sentence[1].replace("''", "'") if sentence else "keeps the search index in step"
            rules.append((f"`{name}`", said))
    return _section(
        "Guards",
        "Triggers in the file, made anew from the code at each migration. `guard_<table>_kept` stands on every "
        "journalled table: its records are never deleted. `guard_<table>_<column>_on_insert` and `…_on_update` hold a "
        "column to its words (axes.md): " + ", ".join(dict.fromkeys(every)) + ".",
        _table(("guard", "says"), rules),
    )


if __name__ == "__main__":
    sys.exit(main())

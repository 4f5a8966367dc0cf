"""Holdings in the registry's own encrypted file."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from salw_desktop.bundle.lines import Line
from salw_desktop.bundle.persons import ID as PERSON_ID
from salw_desktop.database import photos
from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import fetch_one
from salw_desktop.domain.strict_json import Json, encode
from salw_desktop.keys import events
from salw_desktop.keys.chain import BranchState
from salw_desktop.keys.events import Event
from salw_desktop.registry.holdings import Gap, Head, Waiting
from salw_desktop.registry.schema import held_tables
from salw_desktop.registry.sides import Sides, sides_of
from salw_desktop.registry.straight_run import EVENT_SQL, NewRow, StraightRun

_SHA256 = re.compile(r"[0-9a-f]{64}")


class EmbeddedHoldings:
    """Of one enrolled station, on the connection of the transaction that imports."""

    def __init__(self, connection: Connection, enrolled: str) -> None:
        self._enrolled = enrolled
        self._beneath = connection
        self._run = StraightRun(connection, enrolled, self._look_at_row_there)
        self._newest_applied: str | None = None
        self._sides: Sides | None = None  # of a station without a fork nothing need be remembered

    @property
    def _connection(self) -> Connection:
        """For all but the rows of a straight run: whoever asks finds those that wait, too."""
        self._run.settle()
        return self._beneath

    def has(self, event_id: str) -> bool:
        found = self._connection.execute(
            "SELECT 1 FROM held_event WHERE event_id = ?", (bytes.fromhex(event_id),)
        ).fetchone()
        return found is not None

    def branch(self, branch: str) -> BranchState | None:
        found = self._connection.execute(
            "SELECT key, operator, seq, is_closed FROM held_branch WHERE branch = ? AND enrolled = ?",
            (branch, self._enrolled),
        ).fetchone()
        if found is None:
            return None
        key, operator, seq, is_closed = found
        return BranchState(bytes.fromhex(key), operator, seq, bool(is_closed))

    def keep_branches(self, branches: Mapping[str, BranchState]) -> None:
        self._connection.executemany(
            "INSERT INTO held_branch(branch, enrolled, key, operator, seq, is_closed) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET seq = excluded.seq, is_closed = excluded.is_closed",
            [
                (
                    id_,
                    self._enrolled,
                    state.key.hex(),
                    state.operator,
                    state.seq,
                    int(state.is_closed),
                )
                for id_, state in branches.items()
            ],
        )

    def operator_keys(self) -> dict[str, bytes]:
        return {
            operator: bytes.fromhex(key)
            for operator, key in self._connection.execute(
                "SELECT operator, sign_key FROM held_key WHERE enrolled = ? AND is_former = 0",
                (self._enrolled,),
            )
        }

    def former_keys(self) -> dict[str, set[bytes]]:
        found: dict[str, set[bytes]] = {}
        for operator, key in self._connection.execute(
            "SELECT operator, sign_key FROM held_key WHERE enrolled = ? AND is_former = 1",
            (self._enrolled,),
        ):
            found.setdefault(operator, set()).add(bytes.fromhex(key))
        return found

    def keep_keys(self, keys: Mapping[str, bytes], former: Mapping[str, Collection[bytes]]) -> None:
        self._connection.executemany(
            "UPDATE held_key SET is_former = 1 WHERE enrolled = ? AND operator = ? AND sign_key <> ?",
            [(self._enrolled, operator, key.hex()) for operator, key in keys.items()],
        )
        rows = [(operator, key, 0) for operator, key in keys.items()]
        rows += [(operator, key, 1) for operator, gone in former.items() for key in gone]
        self._connection.executemany(
            "INSERT INTO held_key(enrolled, operator, sign_key, is_former) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET is_former = excluded.is_former",
            [(self._enrolled, operator, key.hex(), is_former) for operator, key, is_former in rows],
        )

    def store(
        self, event: Event, line: Line, packed: bytes, *, is_applied: bool = False
    ) -> Waiting:
        """`is_applied`: its rows are, in the next breath of the same transaction."""
        row = (
            bytes.fromhex(event.id),
            self._enrolled,
            event.branch,
            event.seq,
            bytes.fromhex(event.prev) if event.prev else None,
            event.type,
            packed,
            line.signature,
            line.witness,
            int(is_applied),
        )
        if is_applied:
            self._run.add_event(row)
            return Waiting(None, event)
        return Waiting(self._connection.execute(EVENT_SQL, row).lastrowid, event)

    def follows(self, event: Event) -> bool:
        """Whether it is the child of the one just applied."""
        return event.prev is not None and event.prev == self._newest_applied

    def turn_away(self, event_id: str, code: str, line: Line) -> None:
        """Its bytes are kept: what was refused today may be evidence tomorrow."""
        self._connection.execute(
            "INSERT INTO held_turned(event_id, enrolled, code, payload, signature, witness)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (
                bytes.fromhex(event_id),
                self._enrolled,
                code,
                line.payload,
                line.signature,
                line.witness,
            ),
        )

    def ready(self) -> Iterator[Waiting]:
        """Events not applied yet whose past is: where applying can go on."""
        return self._waiting(
            "enrolled = ?1 AND is_applied = 0 AND (prev IS NULL OR EXISTS (SELECT 1 FROM held_event AS before"
            " WHERE before.event_id = event.prev AND before.enrolled = ?1 AND before.is_applied = 1))",
            (self._enrolled,),
        )

    def is_past_applied(self, event: Event) -> bool:
        if event.prev is None or event.prev == self._newest_applied:
            return True
        found = self._connection.execute(
            "SELECT 1 FROM held_event WHERE event_id = ? AND enrolled = ? AND is_applied = 1",
            (bytes.fromhex(event.prev), self._enrolled),
        ).fetchone()
        return found is not None

    def children(self, event_id: str) -> Iterator[Waiting]:
        # the plus signs keep SQLite from walking through everything that waits, once for each event
        return self._waiting(
            "prev = ?1 AND +enrolled = ?2 AND +is_applied = 0",
            (bytes.fromhex(event_id), self._enrolled),
        )

    def _waiting(self, where: str, values: Sequence[str | bytes]) -> Iterator[Waiting]:
        rows = self._connection.execute(
            f"SELECT n, packed FROM held_event AS event WHERE {where} ORDER BY n", tuple(values)
        ).fetchall()
        for n, packed in rows:
            yield Waiting(n, events.read_event(events.unpack(packed)))

    def is_act_whole(self, event: Event) -> bool:
        """Parts of one act follow each other in one branch; they are applied together or not yet."""
        act = event.members.get("act")
        if not isinstance(act, dict):
            return True
        parts, part = act["parts"], act["part"]
        assert isinstance(parts, int)  # noqa: S101  # read_event has looked
        assert isinstance(part, int)  # noqa: S101
        last = event.seq + parts - part
        found = self._connection.execute(
            "SELECT 1 FROM held_event WHERE enrolled = ? AND branch = ? AND seq = ?",
            (self._enrolled, event.branch, last),
        ).fetchone()
        return found is not None

    def apply(self, waiting: Waiting) -> None:
        """Its rows, each with the station it is of.

        A change of a value that is not there, or that another side of a fork stands for, and a second insert with
        other values are kept as contested.
        """
        self._look_for_sides(waiting.event)
        for table, id_, new, *old in waiting.event.rows:
            name, values = str(table), new if isinstance(new, dict) else {}
            known = self._columns.get(name)
            if known is None or not known.issuperset(values):
                continue  # of a newer program: the event is held, its rows are read when we know more
            if old and isinstance(old[0], dict):
                self._change(waiting.event, name, str(id_), values, old[0])
            else:
                self._run.add(NewRow(waiting.event.id, name, str(id_), values))
        if waiting.n is not None:
            self._connection.execute(
                "UPDATE held_event SET is_applied = 1 WHERE n = ?", (waiting.n,)
            )
        self._newest_applied = waiting.event.id
        if self._sides:
            self._sides.remember(waiting.event)

    def _look_for_sides(self, event: Event) -> None:
        if self._sides is None and self._is_forked(event):
            self._sides = sides_of(self._connection, self._enrolled, event.prev)
        if self._sides:
            self._sides.place(event.id, event.prev)

    def _is_forked(self, event: Event) -> bool:
        """The event just applied has no other child yet; the first of an import asks for all of them."""
        if self._newest_applied is None:
            return bool(self.forks())
        if event.prev is None or event.prev == self._newest_applied:
            return False
        found = self._connection.execute(
            "SELECT 1 FROM held_event WHERE prev = ? AND +enrolled = ? AND +is_applied = 1",
            (bytes.fromhex(event.prev), self._enrolled),
        ).fetchone()
        return found is not None

    def _look_at_row_there(self, row: NewRow) -> None:
        if not self._is_held(row.table, row.id, row.values):
            self._contest(row.event_id, row.table, row.id, row.values, {})

    def _is_held(self, table: str, id_: str, values: Mapping[str, Json]) -> bool:
        same = "".join(f" AND {column} IS ?" for column in values)
        found = self._connection.execute(
            f"SELECT 1 FROM held_{table} WHERE id = ? AND enrolled = ?{same}",
            (id_, self._enrolled, *values.values()),
        ).fetchone()
        return found is not None

    def _change(
        self,
        event: Event,
        table: str,
        id_: str,
        new: Mapping[str, Json],
        old: Mapping[str, Json],
    ) -> None:
        if self._is_against_a_side(event, table, id_, new):
            self._contest(event.id, table, id_, new, old)
            return
        sets = ", ".join(f"{column} = ?" for column in new)
        was = " AND ".join(f"{column} IS ?" for column in old)
        if self._run.holds(table, id_):
            self._run.settle()
        done = self._beneath.execute(
            f"UPDATE held_{table} SET {sets} WHERE id = ? AND enrolled = ? AND {was}",
            (*new.values(), id_, self._enrolled, *old.values()),
        )
        if done.rowcount == 0 and not self._is_held(table, id_, new):
            self._contest(event.id, table, id_, new, old)

    def _is_against_a_side(
        self, event: Event, table: str, id_: str, new: Mapping[str, Json]
    ) -> bool:
        if self._sides is None:
            return False
        held = fetch_one(
            self._connection,
            f"SELECT * FROM held_{table} WHERE id = ? AND enrolled = ?",
            (id_, self._enrolled),
        )
        return held is not None and self._sides.stand_against(event, table, id_, new, held)

    def _contest(
        self,
        event_id: str,
        table: str,
        id_: str,
        new: Mapping[str, Json],
        old: Mapping[str, Json],
    ) -> None:
        """What this event says stays beside what is held; an insert has no old values."""
        self._connection.execute(
            "INSERT INTO held_contested(enrolled, event_id, tbl, id, new, old) VALUES (?, ?, ?, ?, ?, ?)",
            (
                self._enrolled,
                bytes.fromhex(event_id),
                table,
                id_,
                encode(dict(new)),
                encode(dict(old)),
            ),
        )

    def heads(self) -> list[Head]:
        return [
            Head(branch, seq, event_id.hex())
            for branch, seq, event_id in self._connection.execute(
                "SELECT branch, seq, event_id FROM held_event AS event WHERE enrolled = ? AND is_applied = 1"
                " AND NOT EXISTS (SELECT 1 FROM held_event AS child WHERE child.prev = event.event_id AND child.is_applied = 1)"
                " ORDER BY n",
                (self._enrolled,),
            )
        ]

    def gaps(self) -> list[Gap]:
        return [
            Gap(event_id.hex(), prev.hex())
            for event_id, prev in self._connection.execute(
                "SELECT event_id, prev FROM held_event AS event WHERE enrolled = ? AND is_applied = 0 AND prev IS NOT NULL"
                " AND NOT EXISTS (SELECT 1 FROM held_event AS before WHERE before.event_id = event.prev) ORDER BY n",
                (self._enrolled,),
            )
        ]

    def forks(self) -> list[str]:
        """Events with two children: a restored backup or a cloned disk. Both sides are held."""
        return [
            prev.hex()
            for (prev,) in self._connection.execute(
                "SELECT prev FROM held_event WHERE enrolled = ? AND prev IS NOT NULL"
                " GROUP BY prev HAVING count(*) > 1 ORDER BY min(n)",
                (self._enrolled,),
            )
        ]

    def photos(self) -> list[str]:
        """SHA-256 of each picture that the applied events name and that may lie here, oldest first."""
        rows = self._connection.execute(
            "SELECT sha256 FROM (SELECT sha256, id FROM held_photo WHERE enrolled = ?1"
            " UNION ALL SELECT shown_sha256, id FROM held_photo_blurring WHERE enrolled = ?1"
            " UNION ALL SELECT sealed_sha256, id FROM held_photo_blurring WHERE enrolled = ?1)"
            " GROUP BY sha256 ORDER BY min(id)",
            (self._enrolled,),
        )
        gone = photos.gone(self._connection, photos.HELD)
        named = (str(sha256) for (sha256,) in rows)
        return [sha256 for sha256 in named if _SHA256.fullmatch(sha256) and sha256 not in gone]

    def keep_persons(self, keys: Mapping[str, str]) -> None:
        """Keys of applied persons whose campaign sends them; the keys of those who were erased since are destroyed.

        A person whose event still waits is not receipted, so its key comes again.
        """
        self._connection.executemany(
            "INSERT INTO sealed_key(owner, key) SELECT enrolled || '/' || id, ?3 FROM held_person AS person"
            " WHERE enrolled = ?1 AND id = ?2 AND EXISTS (SELECT 1 FROM held_campaign"
            " WHERE id = person.campaign AND enrolled = ?1 AND may_send_persons = 1 AND is_named = 1) ON CONFLICT DO NOTHING",
            [(self._enrolled, id_, key) for id_, key in keys.items()],
        )
        self._connection.executemany(
            "DELETE FROM sealed_key WHERE owner = ?",
            [(f"{self._enrolled}/{person}",) for person in self.erased_persons()],
        )

    def erased_persons(self) -> list[str]:
        """Erased by two at the station, or there after another registry's receipt."""
        rows = self._connection.execute(
            "SELECT id FROM held_person WHERE enrolled = ?1 AND erased_at IS NOT NULL"
            " UNION SELECT person FROM held_erasure_followed WHERE enrolled = ?1 ORDER BY 1",
            (self._enrolled,),
        )
        return [str(person) for (person,) in rows if PERSON_ID.fullmatch(str(person))]

    @cached_property
    def _columns(self) -> dict[str, frozenset[str]]:
        return {
            name: frozenset(column for column, _ in columns)
            for name, columns in held_tables().items()
        }

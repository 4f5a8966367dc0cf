"""100,000 events and 500 photos: sealed beside tar and age, taken in at HQ beside plain sqlite3 and PyNaCl."""

from __future__ import annotations

import gc
import json
import os
import shutil
import sqlite3
import subprocess
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path

from figures import Figure, by_turns, seconds
from nacl.bindings import crypto_sign_open
from PIL import Image
from registers import Practice, a_hand_in, a_practice, a_registry, enrol, unlock_registry

from salw_desktop.keys.age import unseal
from salw_desktop.keys.events import event_id, pae, read_event
from salw_desktop.registry import desk
from salw_desktop.usecases import exchange
from salw_desktop.usecases.commands import perform
from salw_desktop.usecases.photos import AddPhoto
from salw_desktop.usecases.register import Register
from salw_desktop.usecases.weapons.recording import RecordWeapon

EVENTS = int(os.environ.get("SALW_BENCH_EVENTS", "100000"))
PHOTOS = EVENTS // 200
PHOTO_PX = (1600, 1200)
LEAST_RATE, MOST_TIMES = 0.5, 2.0
IMPORTS = 5
_LIMIT_BYTES = 2**31


def figures(home: Path) -> Iterator[Figure]:
    registry = a_registry(home / "registry.salw")
    with a_practice(home / "practice.salw").unlock() as register:
        with unlock_registry(registry) as hq:
            enrol(register, hq, home)
            identity = desk.identity_of(hq)
        _work(register, home)
        _export_seconds(register, home / "first")
        (bundle,) = (home / "first").iterdir()
        plain = home / "plain.tar"
        unseal(bundle, plain, [identity], limit_bytes=_LIMIT_BYTES)
        sealed = _tar_and_age(home, plain)
        ours, theirs = by_turns(
            lambda: _export_seconds(register, home / "stick"),
            partial(seconds, sealed) if sealed else None,
        )
    yield Figure(
        f"export {EVENTS:,} events, {PHOTOS} photos",
        f"{ours:.1f} s, {plain.stat().st_size / 1e6:.0f} MB",
        f"tar and age {theirs:.1f} s" if theirs else "age is not here",
        theirs / ours if theirs else None,
        LEAST_RATE,
    )
    plainly = _plainly(home / "plain.db", _events_of(home / "members"))
    ours, theirs = by_turns(
        lambda: _import_seconds(registry, bundle, home / "hq.salw"), plainly, IMPORTS
    )
    yield Figure(
        "import of that bundle",
        f"{ours:.1f} s",
        f"sqlite3 and PyNaCl {theirs:.1f} s",
        ours / theirs if theirs else None,
        MOST_TIMES,
        is_most=True,
    )


def _export_seconds(register: Register, stick: Path) -> float:
    shutil.rmtree(stick, ignore_errors=True)
    stick.mkdir()
    return seconds(lambda: exchange.export(register, stick))


def _import_seconds(registry: Practice, bundle: Path, copy: Path) -> float:
    """Into a registry that has never seen it."""
    shutil.copytree(registry.path, copy)
    with unlock_registry(replace(registry, path=copy)) as hq:
        taken = seconds(lambda: desk.import_bundle(hq, bundle))
    shutil.rmtree(copy)
    return taken


def _work(register: Register, home: Path) -> None:
    """Weapons recorded, the first with a photograph each. Not synced: making them is not measured."""
    register.database._connection.execute("PRAGMA synchronous = 0")  # noqa: SLF001
    hand_in = a_hand_in(register)
    made = 0
    while made < EVENTS:
        command = RecordWeapon(hand_in=hand_in, model="AKM", serial=f"AB{made * 7919 % 10_000_000}")
        number = str(perform(command, register).answer["number"])
        made += 1
        if made < 2 * PHOTOS:
            photo = home / "photo.jpg"
            photo.write_bytes(_photo(made))
            perform(AddPhoto(weapon=number, file=str(photo), view="left"), register)
            made += 1


def _photo(nth: int) -> bytes:
    """Grain that no packer makes smaller, as a camera's is; about 0.4 MB."""
    width, height = PHOTO_PX
    grain = Image.frombytes("L", (width // 4, height // 4), os.urandom(width * height // 16))
    picture = grain.resize(PHOTO_PX).convert("RGB")
    picture.putpixel((0, 0), (nth % 256, nth // 256 % 256, 0))
    out = BytesIO()
    picture.save(out, "JPEG", quality=88)
    return out.getvalue()


def _tar_and_age(home: Path, plain: Path) -> Callable[[], None] | None:
    """The same members from files of their own, to two recipients as ours."""
    members = home / "members"
    members.mkdir()
    subprocess.run(["tar", "-xf", plain, "-C", members], check=True)
    if shutil.which("age") is None or shutil.which("age-keygen") is None:
        return None
    recipients = []
    for name in ("operational", "recovery"):
        key = home / f"{name}.age"
        subprocess.run(["age-keygen", "-o", key], check=True, capture_output=True)
        made = subprocess.run(["age-keygen", "-y", key], check=True, capture_output=True, text=True)
        recipients += ["-r", made.stdout.strip()]
    out = home / "theirs.age"

    def sealed() -> None:
        with subprocess.Popen(
            ["tar", "-cf", "-", "-C", members, "."], stdout=subprocess.PIPE
        ) as tar:
            subprocess.run(["age", *recipients, "-o", out], stdin=tar.stdout, check=True)
        with out.open("rb") as file:
            os.fsync(file.fileno())

    return sealed


def _events_of(members: Path) -> list[tuple[bytes, list[bytes]]]:
    """Payload and signatures of each event in the bundle."""
    return [
        (b64decode(payload), [b64decode(signature) for signature in signatures])
        for path in sorted(members.glob("data/journal/*/*.jsonl"))
        for payload, *signatures in (line.split(b" ") for line in path.read_bytes().splitlines())
    ]


def _plainly(path: Path, events: Sequence[tuple[bytes, list[bytes]]]) -> Callable[[], float]:
    """From values to bytes: parsed before, verified and inserted in the time that counts."""
    signed, stored = [], []
    rows: dict[tuple[str, tuple[str, ...]], list[tuple[object, ...]]] = {}
    keys: dict[str, bytes] = {}
    for payload, signatures in events:
        event = read_event(payload)
        message = pae(event.type, payload)
        if event.text("key"):
            keys[event.branch] = bytes.fromhex(event.text("key"))
            signed.append((bytes.fromhex(event.text("device")), message, signatures[0]))
        else:
            signed.append((keys[event.branch], message, signatures[0]))
        stored.append((event_id(message), event.branch, event.seq, payload, signatures[0]))
        for table, id_, new, *_ in event.rows:
            values: Mapping[str, object] = json.loads(json.dumps(new))
            rows.setdefault((str(table), tuple(values)), []).append((id_, *values.values()))

    def work() -> None:
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(
            "CREATE TABLE event(id BLOB PRIMARY KEY, branch, seq, payload, signature)"
        )
        for table, columns in {table: () for table, _ in rows}.items():
            names = sorted({name for each, found in rows if each == table for name in found})
            connection.execute(
                f"CREATE TABLE {table}(id PRIMARY KEY, {', '.join((*names, *columns))})"
            )
        for key, message, signature in signed:
            crypto_sign_open(signature + message, key)
        connection.executemany("INSERT INTO event VALUES (?, ?, ?, ?, ?)", stored)
        for (table, found), values in rows.items():
            marks = ", ".join("?" * (len(found) + 1))
            connection.executemany(
                f"INSERT OR REPLACE INTO {table}({', '.join(('id', *found))}) VALUES ({marks})",
                values,
            )
        connection.commit()
        connection.close()

    def anew() -> float:
        path.unlink(missing_ok=True)
        return seconds(work)

    gc.freeze()  # the values above are the peer's: ours need not look through them for garbage
    return anew

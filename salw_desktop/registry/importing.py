"""A station's events taken in: each verified, kept as signed, applied when its past is complete."""

from __future__ import annotations

import hashlib
from collections import Counter, deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from salw_desktop.bundle.persons import NAME as PERSONS
from salw_desktop.bundle.persons import read_persons
from salw_desktop.bundle.reader import Opened
from salw_desktop.domain.errors import Trouble
from salw_desktop.keys.chain import Broken, Chain
from salw_desktop.keys.events import event_id, pae
from salw_desktop.keys.photo_box import ORIGINAL, PhotoBox
from salw_desktop.registry.holdings import Holdings
from salw_desktop.registry.reading_ahead import Looked, Read, read_ahead
from salw_desktop.registry.second_process import looked_ahead


@dataclass(frozen=True, slots=True)
class Imported:
    """What one bundle brought."""

    new: int
    known: int
    turned: int
    applied: int


_DISK_AT_ONCE = 8  # each waits for the disk, and a disk brings several down in the time of one
_LARGE_BYTES = 8 * 1024 * 1024
PHOTOS_WANTED_AT_ONCE = 2000  # what one receipt asks for: about six gigabytes


def keep_photos(opened: Opened, box: PhotoBox) -> int:
    """How many were new. Before any event: a volume of photographs alone may come first, or come again."""
    _persons(opened)  # refused before anything is kept
    new, going = 0, deque[Future[bool]]()
    with ThreadPoolExecutor(max_workers=_DISK_AT_ONCE) as others:
        for blob in opened.head.blobs:
            # a few large ones at once would fill the memory
            most = _DISK_AT_ONCE if blob.size_bytes < _LARGE_BYTES else 0
            while len(going) > most:
                new += going.popleft().result()
            data = b"".join(opened.blob(blob.sha256))
            going.append(others.submit(_keep, box, blob.sha256, data))
        return new + sum(each.result() for each in going)


def _keep(box: PhotoBox, sha256: str, data: bytes) -> bool:
    """Trouble `disk.failed`: the opened bundle is read a second time here, and was never synced."""
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Trouble("disk.failed", path="plain.tar", reason="it reads otherwise than before")
    return box.keep(sha256, ORIGINAL, data)


def wanted_photos(holdings: Holdings, box: PhotoBox) -> list[str]:
    """SHA-256 of each picture that a held event names and that is not here, oldest first."""
    return [sha256 for sha256 in holdings.photos() if not box.has(sha256)]


@contextmanager
def verified_ahead(opened: Opened, holdings: Holdings) -> Iterator[Iterator[Looked]]:
    """For `import_events`: of a large bundle, another process looks at the events from here on."""
    segments = opened.head.segments
    states = {each.branch: holdings.branch(each.branch) for each in segments}
    keys = {branch: state.key for branch, state in states.items() if state is not None}
    with looked_ahead(opened.tar, [opened.member(each) for each in segments], keys) as ahead:
        yield ahead


def import_events(
    opened: Opened, holdings: Holdings, device: bytes, ahead: Iterator[Looked]
) -> Imported:
    """Importing twice changes nothing; one bad event never stops the rest."""
    persons = _persons(opened)
    chain = Chain(device, holdings.operator_keys(), former=holdings.former_keys())
    counts: Counter[str] = Counter()
    segments = opened.head.segments
    for segment in segments:
        state = holdings.branch(segment.branch)
        if state is not None:
            chain.branches[segment.branch] = state
    for segment in segments:
        for read in read_ahead(opened.lines(segment), chain.branches, ahead):
            counts[_take(read, holdings, chain)] += 1
    holdings.keep_branches(chain.branches)
    holdings.keep_keys(chain.operators, chain.former)
    counts["later"] = _apply(holdings)
    holdings.keep_persons(persons)
    return Imported(
        counts["new"] + counts["applied"],
        counts["known"],
        counts["turned"],
        counts["applied"] + counts["later"],
    )


def _persons(opened: Opened) -> dict[str, str]:
    return read_persons(opened.data(PERSONS)) if opened.has(PERSONS) else {}


def _take(read: Read, holdings: Holdings, chain: Chain) -> str:
    line, event = read.line, read.event
    if event is None:
        holdings.turn_away(event_id(pae("unread", line.payload)).hex(), "event-payload", line)
        return "turned"
    # the child of the event just applied, beyond all that is held of its branch, is new
    state = chain.branches.get(event.branch)
    is_next = holdings.follows(event) and state is not None and event.seq == state.seq + 1
    if not is_next and holdings.has(event.id):
        return "known"
    try:
        chain.look(event, line.signature, line.witness, read.signed)
    except Broken as broken:
        holdings.turn_away(event.id, f"event-{broken.what}", line)
        return "turned"
    chain.learn(event)
    is_whole = "act" not in event.members
    stored = holdings.store(event, line, read.looked.packed, is_applied=is_next and is_whole)
    if not is_whole or not holdings.is_past_applied(event):
        return "new"
    holdings.apply(stored)
    return "applied"


def _apply(holdings: Holdings) -> int:
    """From where applying can go on, child by child: a gap that closes sets free what waited behind it."""
    applied, stack = 0, list(holdings.ready())[::-1]
    while stack:
        waiting = stack.pop()
        if holdings.is_act_whole(waiting.event):
            holdings.apply(waiting)
            applied += 1
            stack.extend(holdings.children(waiting.event.id))
    return applied

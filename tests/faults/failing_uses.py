"""A use of the disk tried again and again, each of its calls failing in turn."""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import dataclass

from failing_disks import calls_listed, nth_call_failing

from salw_desktop.domain.errors import Trouble
from salw_desktop.words import CODES, sentence

ERRORS = (errno.EIO, errno.ENOSPC, errno.EROFS, errno.EACCES)
SELDOM, OFTEN = 3, 1000
OF_THE_WORLD = ("disk.", "file.", "folder.", "stick.", "photo.", "backup.differs", "rekey.differs")


@dataclass(frozen=True)
class Use:
    """One use, tried under a name of its own each time."""

    attempt: Callable[[str], object]
    is_whole: Callable[[str], bool]
    is_clean: Callable[[str], bool]
    prepare: Callable[[str], object] = str


def trouble_of(use: Use, name: str) -> str:
    """The code that the try ended with, its sentence looked at; none where it went through."""
    try:
        use.attempt(name)
    except Trouble as raised:
        trouble = raised
    else:
        return ""
    assert sentence(trouble.code, trouble.facts)
    assert CODES[trouble.code].exit_status == 3
    assert trouble.code.startswith(OF_THE_WORLD)
    return trouble.code


def calls_of(use: Use) -> list[str]:
    """What a try that nothing disturbs asks of the disk, in its order."""
    use.prepare("0-0")
    with calls_listed() as calls:
        use.attempt("0-0")
    return list(calls)


def chosen(calls: list[str], most: int) -> list[tuple[str, int]]:
    """Of each call that many, spread from its first to its last, counted among those of its name."""
    numbered = []
    for call in sorted(set(calls)):
        times = calls.count(call)
        places = {1 + times * step // most for step in range(most)} | {times}
        numbered += [(call, place) for place in sorted(places)]
    return numbered


def each_call_failing(use: Use, *, is_long: bool, seldom: int = SELDOM) -> set[str]:
    """The calls that were made to fail. A stick that is gone stays gone: every third time all later calls fail too."""
    failed: dict[str, bool] = {}
    calls = calls_of(use)
    for turn in range(len(ERRORS) * 2 if is_long else 1):
        for place, (call, nth) in enumerate(chosen(calls, OFTEN if is_long else seldom)):
            number = ERRORS[(place + turn) % len(ERRORS)]
            lasts = turn >= len(ERRORS) if is_long else place % 3 == 0
            name = f"{turn}-{place + 1}"
            use.prepare(name)
            with nth_call_failing(nth, number, only=call, lasts=lasts) as fault:
                code = trouble_of(use, name)
            at = (call, nth, errno.errorcode[number], lasts, code)
            if code:
                # taken back, unless the disk that failed for good would not even do that
                assert use.is_clean(name) or (lasts and use.is_whole(name)), at
                if use.is_clean(name):
                    use.attempt(name)
            assert use.is_whole(name), at
            failed[call] = failed.get(call, False) or bool(fault.call)
    return {call for call, was_reached in failed.items() if was_reached}

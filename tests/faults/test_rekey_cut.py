"""The power cut at every step of a new key for the whole file, and at every step of the mending after it."""

from __future__ import annotations

import inspect
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from doors import consistent, rekeyed
from factory import SUPERVISOR, Practice

from salw_desktop.files import os_calls
from salw_desktop.usecases import keeping, safekeeping
from salw_desktop.usecases.folder import Folder


def key_of(practice: Practice) -> bytes:
    with practice.unlock() as register:
        return register.data_key


def states_of_the_swap(practice: Practice, into: Path) -> list[Path]:
    """The folder as a power cut would leave it before each call of the swap, and at its end."""
    found: list[Path] = []
    real_swap = safekeeping._swap

    def keep() -> None:
        found.append(into / f"{len(found)}.salw")
        shutil.copytree(practice.path, found[-1])  # noqa: TID251  the disk as it is at this moment

    def watched(real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object) -> object:
            keep()
            return real(*arguments)

        return call

    def swap(*arguments: object) -> None:
        with pytest.MonkeyPatch.context() as patch:
            for name, real in inspect.getmembers(os_calls, inspect.isfunction):
                patch.setattr(os_calls, name, watched(real))
            real_swap(*arguments)  # type: ignore[arg-type]
        keep()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(safekeeping, "_swap", swap)
        rekeyed(practice)
    return found


def test_that_a_power_cut_in_the_swap_leaves_the_old_or_the_new(
    practice: Practice, tmp_path: Path
) -> None:
    old = key_of(practice)
    states = states_of_the_swap(practice, tmp_path)
    new = key_of(practice)
    keys = []
    for path in states:
        state = Practice(path, practice.clock, practice.passphrases)
        assert keeping.operators_of(path)[0] == SUPERVISOR
        keys.append(key_of(state))
        assert consistent(state)
    assert len(keys) > 20
    ends = [old] * keys.count(old) + [new] * keys.count(new)
    assert keys == ends
    assert {old, new} == set(keys)


def test_that_a_power_cut_while_mending_is_mended_too(practice: Practice, tmp_path: Path) -> None:
    """From each state of the swap, and from each state of the mending that follows it."""
    for place, path in enumerate(states_of_the_swap(practice, tmp_path)[::4]):
        into = tmp_path / f"mending-{place}"
        states: list[Path] = []

        def keep(call: Callable[..., object], *arguments: object) -> object:
            states.append(into / f"{len(states)}.salw")  # noqa: B023  used before the next round
            shutil.copytree(path, states[-1])  # noqa: B023, TID251
            return call(*arguments)

        with pytest.MonkeyPatch.context() as patch:
            for name in ("rename", "remove"):
                real = getattr(os_calls, name)
                patch.setattr(os_calls, name, lambda *a, real=real: keep(real, *a))
            keeping.finish_rekey(Folder(path))
        for state in states:
            assert consistent(Practice(state, practice.clock, practice.passphrases))

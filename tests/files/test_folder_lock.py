"""One holder at a time for a register folder."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from salw_desktop.domain.errors import Trouble
from salw_desktop.files import FolderLock


def hold(path: Path, pipe: Connection) -> None:
    with FolderLock(path):
        pipe.send("held")
        pipe.recv()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "lock"


@pytest.fixture
def other_process(path: Path) -> Iterator[multiprocessing.process.BaseProcess]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=hold, args=(path, theirs))
    process.start()
    assert ours.recv() == "held"
    yield process
    process.kill()
    process.join()
    process.close()


@pytest.mark.usefixtures("other_process")
def test_that_another_process_holding_the_lock_keeps_us_out(path: Path) -> None:
    with pytest.raises(Trouble) as trouble:
        FolderLock(path)
    assert (trouble.value.code, trouble.value.facts) == (
        "register.in-use",
        {"path": str(path.parent)},
    )


def test_that_the_lock_of_a_killed_process_is_free(
    path: Path, other_process: multiprocessing.process.BaseProcess
) -> None:
    other_process.kill()
    other_process.join()
    FolderLock(path).release()


def test_that_a_second_holder_in_this_process_is_kept_out(path: Path) -> None:
    with FolderLock(path), pytest.raises(Trouble) as trouble:
        FolderLock(path)
    assert trouble.value.code == "register.in-use"


def test_that_a_released_lock_is_free_and_its_file_stays(path: Path) -> None:
    first = FolderLock(path)
    first.release()
    first.release()
    with FolderLock(path):
        assert path.exists()


def test_that_a_lock_in_a_missing_folder_is_trouble(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as trouble:
        FolderLock(tmp_path / "gone" / "lock")
    assert trouble.value.code == "disk.failed"

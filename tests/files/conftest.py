"""Recorded machines, a stick, and the failing disks that other rooms have too."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from failing_disks import mounted_small as mounted_small
from failing_disks import nth_call_fails as nth_call_fails
from failing_disks import read_only_folder as read_only_folder

TREES = Path(__file__).parent / "trees"


@pytest.fixture
def machine(tmp_path: Path) -> Callable[[str], Path]:
    """Builds a recorded /proc, /sys and /dev, with its mount folders, and names their root."""

    def build(name: str) -> Path:
        tree = json.loads((TREES / f"{name}.json").read_text(encoding="utf-8"))
        for folder in tree["folders"]:
            (tmp_path / folder).mkdir(parents=True)
        for path, lines in tree["files"].items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            text = "".join(f"{line}\n" for line in lines)
            (tmp_path / path).write_text(text.replace("{root}", str(tmp_path)), encoding="utf-8")
        for path, target in tree["links"].items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).symlink_to(target)
        return tmp_path

    return build


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder

"""Compiles forms/ and copies resources/ into the package, for the wheel and the editable install.

After editing a form: `.venv/bin/python build/hatch_hook.py`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMPILED = Path("salw_desktop", "ui", "forms")
COPIED = Path("salw_desktop", "resources")
MANUAL = Path("docs", "manual")  # what F1 shows
# the script pyside6-uic lies elsewhere in an isolated build; its function is always importable
UIC = "from PySide6.scripts.pyside_tool import uic; uic()"


class FormsBuildHook(BuildHookInterface[BuilderConfig]):
    """Makes what git ignores and the package needs, before hatchling gathers files."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  hatchling's signature
        root = Path(self.root)
        compile_forms(root / "forms", root / COMPILED)
        copy_resources(root / "resources", root / COPIED, root / MANUAL)
        build_data["artifacts"] += [f"/{COMPILED.as_posix()}/ui_*.py", f"/{COPIED.as_posix()}/"]


def compile_forms(forms: Path, target: Path) -> list[Path]:
    """Write `ui_<stem>.py` for each form and remove those whose form is gone."""
    made = []
    for form in sorted(forms.glob("*.ui")):
        module = target / f"ui_{form.stem}.py"
        command = ["--no-autoconnection", "--output", str(module), str(form)]
        subprocess.run([sys.executable, "-c", UIC, *command], check=True)
        made.append(module)
    for stale in set(target.glob("ui_*.py")).difference(made):
        stale.unlink()
    return made


def copy_resources(source: Path, target: Path, manual: Path | None = None) -> None:
    """Make `target` the same tree as `source`, with the manual in it, leaving files alone that are equal already."""
    pages = _files_of(manual) if manual else {}
    wanted = _files_of(source) | {Path("manual") / name: path for name, path in pages.items()}
    for name, path in wanted.items():
        copy = target / name
        if not copy.is_file() or copy.read_bytes() != path.read_bytes():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
    for copy in [path for path in target.rglob("*") if path.is_file()]:
        if copy.relative_to(target) not in wanted:
            copy.unlink()


def _files_of(source: Path) -> dict[Path, Path]:
    return {path.relative_to(source): path for path in source.rglob("*") if path.is_file()}


if __name__ == "__main__":
    here = Path(__file__).resolve().parent.parent
    for module in compile_forms(here / "forms", here / COMPILED):
        print(module.relative_to(here))
    copy_resources(here / "resources", here / COPIED, here / MANUAL)

"""The pages that build/docs.py writes say what the code says today."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from salw_desktop.domain.axes import AXES
from salw_desktop.domain.word_lists import WORD_LISTS
from salw_desktop.words import CODES
from salw_desktop.words.findings import FINDINGS

ROOT = Path(__file__).parent.parent
PAGES = ("axes.md", "codes.md", "schema.md")


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_script", ROOT / "build" / "docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def pages(script: ModuleType) -> dict[str, str]:
    made: dict[str, str] = script.pages()
    return made


def test_that_each_page_is_written(pages: dict[str, str]) -> None:
    assert sorted(pages) == sorted(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_that_a_page_is_fresh(pages: dict[str, str], name: str) -> None:
    there = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert there == pages[name], "run: .venv/bin/python build/docs.py"


def test_that_every_word_of_every_axis_and_list_is_told(pages: dict[str, str]) -> None:
    words = {word for axis in AXES for word in axis.words}
    words |= {word for each in WORD_LISTS for word in each.words}
    assert [word for word in words if word not in pages["axes.md"]] == []


def test_that_every_code_and_finding_is_told_with_its_sentence(pages: dict[str, str]) -> None:
    for name, code in CODES.items():
        assert f"| `{name}` | {code.exit_status} | {code.sentence} |" in pages["codes.md"]
    for name, sentence in FINDINGS.items():
        assert f"| `{name}` | {sentence} |" in pages["codes.md"]


@pytest.mark.parametrize(
    "line",
    [
        "- **order_line**: `id`!, `destruction_order`! → destruction_order, `line`! (integer), "
        "`weapon`! → weapon",
        "- **serial_search**: `pieces`",
        "| `guard_session_closed` | destruction_session: checked, before two witnesses, one of them outside the chain |",
    ],
)
def test_that_tables_and_guards_are_told(pages: dict[str, str], line: str) -> None:
    assert line in pages["schema.md"].splitlines()


def test_that_what_stations_sent_is_told_apart_from_their_own_tables(pages: dict[str, str]) -> None:
    own, _, at_hq = pages["schema.md"].partition("## In the registry's file besides")
    assert "- **journal**" in own
    assert "- **held_event**" in at_hq
    assert "held_" not in own
    assert "- **held_weapon**" not in at_hq


class TestScript:
    """The two ways to run it."""

    @pytest.fixture
    def docs(self, script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setattr(script, "DOCS", tmp_path)
        return tmp_path

    def test_that_it_writes_what_is_stale_and_nothing_else(
        self, script: ModuleType, docs: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (docs / "axes.md").write_text(script.axes_page(), encoding="utf-8")
        (docs / "codes.md").write_text("old", encoding="utf-8")
        before = (docs / "axes.md").stat().st_mtime_ns
        monkeypatch.setattr("sys.argv", ["docs.py"])
        assert script.main() == 0
        assert {path.name for path in docs.iterdir()} == set(PAGES)
        assert (docs / "codes.md").read_text(encoding="utf-8") == script.codes_page()
        assert (docs / "axes.md").stat().st_mtime_ns == before

    def test_that_a_check_names_what_is_stale_and_writes_nothing(
        self,
        script: ModuleType,
        docs: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        monkeypatch.setattr("sys.argv", ["docs.py", "--check"])
        assert script.main() == 1
        assert capsys.readouterr().out.split("\n")[0] == "docs/axes.md is stale"
        assert list(docs.iterdir()) == []

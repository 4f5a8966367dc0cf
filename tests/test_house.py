"""Holds what a machine can hold of the rules of the house (CONTRIBUTING.md)."""

from __future__ import annotations

import ast
import filecmp
import importlib.metadata
import importlib.util
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree import ElementTree

import pytest

from salw_desktop.words import CODES, REFUSED, TROUBLE, sentence

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "salw_desktop"
FORMS = sorted((ROOT / "forms").glob("*.ui"))
FILE_LIMIT, FUNCTION_LIMIT, CONFTEST_LIMIT = 450, 60, 150

SQL = re.compile(
    r"\bSELECT\b.+\bFROM\b|\bINSERT (OR \w+ )?INTO\b|\bUPDATE\b.+\bSET\b|\bDELETE FROM\b"
    r"|\bCREATE (TEMP |UNIQUE |VIRTUAL )?(TABLE|INDEX|TRIGGER|VIEW)\b|\bPRAGMA\b",
    re.DOTALL,
)
EMPTY_NAMES = {"common", "helper", "helpers", "logic", "manager", "misc", "util", "utils"}
CACHES = ("mypy", "ruff", "pytest", "import_linter")
NOT_OURS = {
    ".git",
    ".venv",
    "out",
    "__pycache__",
    ".hypothesis",
    *(f".{tool}_cache" for tool in CACHES),
}
# put together here, so that this file does not hold what it forbids
MACHINE_PATH = re.compile(r"(?<![\w/.-])/(?:" + "|".join(("wo" + "rk", "ro" + "ot")) + r")(?:/|\b)")
REGISTRY_HOSTS = tuple(
    ".".join(parts)
    for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"))
)

KINDS = {
    "QLabel": "label",
    "QLineEdit": "edit",
    "PassphraseEdit": "edit",
    "ChoiceBox": "combo",
    "QPlainTextEdit": "edit",
    "QDateEdit": "edit",
    "QDateTimeEdit": "edit",
    "QComboBox": "combo",
    "QSpinBox": "spin",
    "QCheckBox": "check",
    "QRadioButton": "radio",
    "QPushButton": "button",
    "QDialogButtonBox": "box",
    "QGroupBox": "group",
    "QFrame": "frame",
    "QWidget": "panel",
    "QStackedWidget": "stack",
    "QVBoxLayout": "layout",
    "QHBoxLayout": "layout",
    "QFormLayout": "layout",
    "QGridLayout": "layout",
}
LABELLED = {"QLineEdit", "PassphraseEdit", "QPlainTextEdit", "QComboBox", "ChoiceBox", "QSpinBox"}
LABELLED |= {"QDateEdit", "QDateTimeEdit"}
INPUTS = LABELLED | {"QCheckBox", "QRadioButton"}

Measured = list[tuple[str, int, bool]]


def test_that_no_file_and_no_function_is_over_its_limit(measured: Measured) -> None:
    limits = {True: FUNCTION_LIMIT, False: FILE_LIMIT}
    assert [row for row in measured if row[1] > limits[row[2]]] == []


def test_that_conftest_stays_small(measured: Measured) -> None:
    conftests = {name: lines for name, lines, _ in measured if name.endswith("conftest.py")}
    assert conftests
    assert max(conftests.values()) <= CONFTEST_LIMIT


def test_that_every_module_says_what_it_is_for(modules: list[Path]) -> None:
    silent = [path for path in modules if not ast.get_docstring(_tree(path))]
    assert silent == []


def test_that_no_module_has_a_name_that_says_nothing(modules: list[Path]) -> None:
    assert [path for path in modules if EMPTY_NAMES & set(path.stem.split("_"))] == []


def test_that_no_two_files_of_tests_share_a_name() -> None:
    # pytest imports each by its bare name: a run of one room passes, the run of all does not start
    names = [path.name for path in (ROOT / "tests").rglob("*.py") if path.name != "conftest.py"]
    assert names
    assert [name for name in names if names.count(name) > 1] == []


def test_that_sql_stands_only_in_database_and_registry() -> None:
    strayed = [
        (path.relative_to(PACKAGE).as_posix(), text[:60])
        for path in _package_modules()
        if path.relative_to(PACKAGE).parts[0] not in ("database", "registry")
        for text in _strings(_tree(path))
        if SQL.search(text)
    ]
    assert strayed == []


@pytest.mark.parametrize("text", ["SELECT a\nFROM b", "INSERT INTO b", "UPDATE b SET a = 1"])
def test_that_the_search_for_sql_finds_it(text: str) -> None:
    assert SQL.search(text)
    assert not SQL.search("Select the store from which weapons move; update and set the date.")


def test_that_the_build_folder_is_no_package() -> None:
    assert not (ROOT / "build" / "__init__.py").exists()


def test_that_git_keeps_the_build_folder() -> None:
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert lines
    assert [line for line in lines if line.strip("/* ") == "build"] == []


def test_that_briefcase_toml_states_neither_version_nor_dependencies() -> None:
    whole = tomllib.loads((ROOT / "briefcase.toml").read_text(encoding="utf-8"))
    assert list(whole) == ["tool"]
    assert list(whole["tool"]) == ["briefcase"]
    assert {"version", "requires", "test_requires"}.isdisjoint(_keys(whole))


def test_that_no_file_names_a_path_of_one_machine_or_a_package_registry() -> None:
    found = []
    for path in _tracked_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [(path.relative_to(ROOT), match.group()) for match in MACHINE_PATH.finditer(text)]
        found += [(path.relative_to(ROOT), host) for host in REGISTRY_HOSTS if host in text]
    assert found == []


@pytest.mark.parametrize("code", sorted(CODES))
def test_that_every_sentence_takes_its_facts(code: str) -> None:
    said = sentence(code, dict.fromkeys(CODES[code].fields, "Lendo"))
    assert said[0].isupper() or said.startswith(("“", "Lendo"))
    assert said.endswith((".", "!", "?"))
    assert "{" not in said


def test_that_every_code_raised_has_its_sentence_and_brings_its_facts() -> None:
    wanting: list[tuple[object, ...]] = []
    for path in _package_modules():
        for kind, code, facts in _raised(_tree(path)):
            known = CODES.get(code)
            status = REFUSED if kind == "Refusal" else TROUBLE
            if known is None or known.exit_status != status:
                wanting.append((path.name, kind, code, "no sentence of this kind"))
            elif facts is not None and not known.fields <= facts:
                wanting.append((path.name, kind, code, sorted(known.fields - facts)))
    assert wanting == []


def test_that_every_sentence_is_said_by_somebody() -> None:
    speakers = [path for path in _package_modules() if "words" not in path.parts]
    spoken = {text for path in speakers for text in _strings(_tree(path))}
    assert sorted(set(CODES) - spoken) == []


def test_that_the_program_asks_for_every_library_that_it_imports(modules: list[Path]) -> None:
    """A library that only the tests bring along is not there on a laptop."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[<>=!~ ]", each)[0].lower() for each in project["dependencies"]}
    owners = importlib.metadata.packages_distributions()
    product = [path for path in modules if path.is_relative_to(PACKAGE)]
    imported = {name for path in product for name in _imported(_tree(path))}
    ours = imported - sys.stdlib_module_names - {"salw_desktop", "shiboken6"}
    missing = {
        name
        for name in ours
        if not declared & {each.lower().replace("_", "-") for each in owners.get(name, ())}
    }
    assert missing == set()


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def test_that_every_code_is_named_by_a_test(modules: list[Path]) -> None:
    tests = [path for path in modules if path.is_relative_to(ROOT / "tests")]
    named = {text for path in tests for text in _strings(_tree(path))}
    assert sorted(set(CODES) - named) == []


def test_that_there_are_forms() -> None:
    assert FORMS


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
class TestForm:
    """The rules that each Qt Designer file keeps."""

    def test_that_it_holds_no_behaviour_and_no_looks(self, form: Path) -> None:
        tree = ElementTree.parse(form)  # noqa: S314  our own file
        assert tree.findall(".//connection") == []
        assert tree.findall(".//property[@name='styleSheet']") == []

    def test_that_names_are_words_and_end_in_their_kind(self, form: Path) -> None:
        top, *inner = _widgets(form)
        assert re.fullmatch(r"([A-Z][a-z]+)+Form", top.get("name", ""))
        for widget in inner:
            kind = KINDS[widget.get("class", "")]
            assert re.fullmatch(rf"[a-z][a-z0-9]*(_[a-z0-9]+)*_{kind}", widget.get("name", ""))

    def test_that_every_input_has_a_buddy_an_accessible_name_and_a_tab_stop(
        self, form: Path
    ) -> None:
        tree = ElementTree.parse(form)  # noqa: S314
        buddies = {buddy.text for buddy in tree.findall(".//property[@name='buddy']/cstring")}
        stops = {stop.text for stop in tree.findall(".//tabstop")}
        for widget in _widgets(form):
            name, kind = widget.get("name"), widget.get("class")
            if kind in INPUTS:
                assert name in stops
                assert widget.findtext("property[@name='accessibleName']/string")
            if kind in LABELLED:
                assert name in buddies


def test_that_the_compiled_forms_are_fresh(tmp_path: Path) -> None:
    made = _build_hook().compile_forms(ROOT / "forms", tmp_path)
    there = sorted((PACKAGE / "ui" / "forms").glob("ui_*.py"))
    assert [path.name for path in there] == [path.name for path in made]
    for old, new in zip(there, made, strict=True):
        assert old.read_bytes() == new.read_bytes(), "run: .venv/bin/python build/hatch_hook.py"


def test_that_the_package_holds_the_resources_as_they_are() -> None:
    roots = {Path(): ROOT / "resources", Path("manual"): ROOT / "docs" / "manual"}
    sources = {
        under / path.relative_to(root): path
        for under, root in roots.items()
        for path in root.rglob("*")
        if path.is_file()
    }
    copies = {path for path in (PACKAGE / "resources").rglob("*") if path.is_file()}
    assert sources.keys() == {path.relative_to(PACKAGE / "resources") for path in copies}
    for name, source in sources.items():
        same = filecmp.cmp(source, PACKAGE / "resources" / name, shallow=False)
        assert same, f"{name} differs; run: .venv/bin/python build/hatch_hook.py"


def test_that_the_hook_removes_what_has_lost_its_source(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    for path in (source / "kept" / "a.csv", target / "kept" / "a.csv", target / "stale.csv"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(path.parts[-3], encoding="ascii")
    (target / "ui_gone.py").touch()
    hook = _build_hook()
    assert hook.compile_forms(source, target) == []
    hook.copy_resources(source, target)
    left = [path for path in target.rglob("*") if path.is_file()]
    assert left == [target / "kept" / "a.csv"]
    assert left[0].read_text(encoding="ascii") == "source"


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _package_modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def _strings(tree: ast.AST) -> Iterator[str]:
    """Each string of a module; an f-string is one, its gaps filled."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield "x".join(
                str(part.value) for part in node.values if isinstance(part, ast.Constant)
            )


def _raised(tree: ast.AST) -> Iterator[tuple[str, str, set[str] | None]]:
    """Kind, code and names of facts of each `Refusal("…")` and `Trouble("…")`; None: any facts."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
            continue
        code = node.args[0]
        if node.func.id in ("Refusal", "Trouble") and isinstance(code, ast.Constant):
            names = {keyword.arg for keyword in node.keywords}
            facts = None if None in names else {name for name in names if name is not None}
            yield node.func.id, str(code.value), facts


def _keys(table: dict[str, Any]) -> Iterator[str]:
    for key, value in table.items():
        yield key
        if isinstance(value, dict):
            yield from _keys(value)


def _tracked_files() -> Iterator[Path]:
    generated = PACKAGE / "resources"
    for path in ROOT.rglob("*"):
        compiled = path.parent == PACKAGE / "ui" / "forms" and path.name != "__init__.py"
        ignored = NOT_OURS.intersection(path.relative_to(ROOT).parts) or compiled
        if path.is_file() and not ignored and not path.is_relative_to(generated):
            yield path


def _widgets(form: Path) -> list[ElementTree.Element]:
    """The form itself first, then everything in it that has a class and a name."""
    tree = ElementTree.parse(form)  # noqa: S314
    return [node for node in tree.iter() if node.tag in ("widget", "layout")]


def _build_hook() -> ModuleType:
    path = ROOT / "build" / "hatch_hook.py"
    spec = importlib.util.spec_from_file_location("hatch_hook", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

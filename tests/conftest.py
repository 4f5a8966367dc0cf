"""What every test stands on: no display is needed, and no test is judged by a stopwatch."""

from __future__ import annotations

import ast
import gc
import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import hypothesis
import pytest
from factory import Desk, Practice, a_practice, furnish
from left_behind import cheap_keys_derived_once as cheap_keys_derived_once
from left_behind import pytest_runtest_call as pytest_runtest_call
from left_behind import pytest_runtest_teardown as pytest_runtest_teardown

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # without a display Qt would end the process
hypothesis.settings.register_profile("house", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("house")

ROOT = Path(__file__).parent.parent
FILE_AIM, FUNCTION_AIM = 400, 50


def our_modules() -> list[Path]:
    """Each Python file that a person wrote."""
    found = [
        path for room in ("salw_desktop", "build", "tests") for path in (ROOT / room).rglob("*.py")
    ]
    compiled = ROOT / "salw_desktop" / "ui" / "forms"
    return sorted(path for path in found if path.parent != compiled or path.name == "__init__.py")


def lengths(path: Path) -> Iterator[tuple[str, int, bool]]:
    """Name, lines and whether it is a function, for a module and each function in it."""
    text = path.read_text(encoding="utf-8")
    name = path.relative_to(ROOT).as_posix()
    yield name, text.count("\n"), False
    for function in _functions(ast.parse(text).body):
        lines = (function.end_lineno or function.lineno) - function.lineno + 1
        yield f"{name}:{function.name}", lines, True


def _functions(body: list[ast.stmt]) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """A function within a function counts as a part of it."""
    for statement in body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
            yield statement
        elif isinstance(statement, ast.ClassDef):
            yield from _functions(statement.body)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="every try that is otherwise a sample")
    parser.addoption(
        "--fuzz-seconds", type=float, default=0.3, help="how long each parser is tried"
    )


@pytest.fixture(scope="session")
def rounds(pytestconfig: pytest.Config) -> Callable[[int, int], int]:
    """`rounds(few, many)`: how often something is tried, by default and under --long."""
    return lambda few, many: many if pytestconfig.getoption("--long") else few


@pytest.fixture(scope="session")
def fuzz_seconds(pytestconfig: pytest.Config) -> float:
    return float(pytestconfig.getoption("--fuzz-seconds"))


_ended = count(1)
SWEEP_EVERY = 400


def pytest_collection_finish() -> None:
    """As in the window: garbage is collected on this thread alone, or a worker would destroy widgets."""
    gc.collect()
    gc.freeze()
    gc.disable()


def pytest_runtest_logfinish() -> None:
    gc.collect(2 if next(_ended) % SWEEP_EVERY == 0 else 0)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A file is for one worker: the longest come first, or one of them would keep all others waiting at the end."""
    long = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in long and item.path.parent.name != "journeys")


@pytest.fixture(scope="session")
def modules() -> list[Path]:
    return our_modules()


@pytest.fixture(scope="session")
def measured(modules: list[Path]) -> list[tuple[str, int, bool]]:
    return [measure for path in modules for measure in lengths(path)]


@pytest.fixture(scope="session", autouse=True)
def own_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A program that a test starts remembers what it opened, and not among the settings of whoever tests."""
    os.environ["XDG_CONFIG_HOME"] = str(tmp_path_factory.mktemp("settings"))


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Practice:
    """A furnished register, made once and copied for each test."""
    practice = a_practice(tmp_path_factory.mktemp("template") / "template.salw")
    desk = Desk(practice, practice.unlock())
    furnish(desk)
    desk.register.close()
    return practice


@pytest.fixture
def practice(template: Practice, tmp_path: Path) -> Practice:
    """A locked register."""
    return template.copied_to(tmp_path / "practice.salw")


@pytest.fixture
def desk(practice: Practice) -> Iterator[Desk]:
    """The same, unlocked by the supervisor."""
    desk = Desk(practice, practice.unlock())
    yield desk
    desk.register.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what has outgrown its aim; tests/test_house.py fails a little further on."""
    for path in our_modules():
        for name, lines, is_function in lengths(path):
            aim = FUNCTION_AIM if is_function else FILE_AIM
            if lines > aim:
                terminalreporter.write_line(f"long: {name} has {lines} lines, the aim is {aim}")

"""The set-up does what can be done without asking, and says the rest in one sentence."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def setup(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module, on a machine where nothing may be installed and every command is refused."""
    spec = importlib.util.spec_from_file_location("environment", ROOT / "packaging" / "environment.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "can_install", lambda: False)
    monkeypatch.setattr(module, "run", lambda *command: pytest.fail(f"ran {command}"))
    return module


def test_missing_libraries_are_named_in_one_sentence(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup, "HEADLESS", {"libno-such-library.so.9": "libno-such9"})
    monkeypatch.setattr(setup, "WINDOW", {"libnor-this.so.1": "libnor-this1"})
    monkeypatch.setattr(setup.sys, "platform", "linux")
    setup.provide_libraries()
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert "sudo apt-get install libno-such9 libnor-this1" in said


def test_as_root_they_are_installed(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(setup, "HEADLESS", {"libno-such-library.so.9": "libno-such9"})
    monkeypatch.setattr(setup, "WINDOW", {})
    monkeypatch.setattr(setup.sys, "platform", "linux")
    monkeypatch.setattr(setup, "can_install", lambda: True)
    monkeypatch.setattr(setup, "apt_install", asked.append)
    setup.provide_libraries()
    assert asked == [["libno-such9"]]


def test_a_python_without_ensurepip_is_told_what_to_install(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(setup.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(setup.shutil, "which", lambda name: None)
    with pytest.raises(setup.CannotSetUp, match="sudo apt-get install python3-venv"):
        setup.create(tmp_path / "venv")


def test_an_old_python_is_refused_with_a_way_out(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup, "OLDEST", (99, 0))
    monkeypatch.setattr(setup.sys, "argv", ["environment.py", str(tmp_path / "venv")])
    assert setup.main() == 1
    assert "make PYTHON=" in capsys.readouterr().err


def test_the_readme_names_every_library_that_the_set_up_knows(setup: ModuleType) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for package in (*setup.HEADLESS.values(), *setup.WINDOW.values()):
        assert f" {package}" in readme


def test_every_direct_dependency_has_a_tested_version_and_no_place_to_get_it_from() -> None:
    text = (ROOT / "constraints.txt").read_text("utf-8")
    pinned = {line.split("==")[0] for line in text.splitlines() if "==" in line}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.split(r"[^A-Za-z0-9._-]", line)[0].lower().replace("_", "-") for line in wanted}
    assert names <= pinned
    assert "://" not in text
    assert "--" not in text


def test_the_script_runs_on_a_bare_interpreter() -> None:
    command = [sys.executable, "-I", "-S", str(ROOT / "packaging" / "environment.py"), "--help"]
    assert "--dev" in subprocess.run(command, capture_output=True, text=True, check=True).stdout

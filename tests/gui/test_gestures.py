"""Every step that the history can hold has a name in the user's language."""

from __future__ import annotations

import ast
from pathlib import Path

from PySide6.QtWidgets import QApplication

import retouch
from retouch.adjust.presets import shipped
from retouch.adjust.registry import adjustments
from retouch.gui.gestures import gesture

SOURCE = Path(retouch.__file__).parent


def names() -> set[str]:
    """Return the plain names in calls that record a gesture."""
    found = set()
    for path in [*(SOURCE / "gui").glob("*.py"), *(SOURCE / "tasks").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == "record":
                for argument in node.args:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        found.add(argument.value)
    return found


def test_every_gesture_has_a_german_name(german: None) -> None:
    every = names() | {"pick", "reject", "unflag", "0 stars", "1 stars", "4 stars", "label green", "label purple"}
    every |= {key.replace("_", " ") for key in adjustments()} | {f"preset {p.name}" for p in shipped()}
    assert len(every) > 40
    same = {"noise": "Rauschen", "texture": "Struktur"}
    assert {name: gesture(name) for name in same} == same
    lacking = sorted(n for n in every if gesture(n) == n)
    assert not lacking, lacking


def test_gaps_are_filled(german: None, qapp: QApplication) -> None:
    assert gesture("4 stars") == "4 Sterne"
    assert gesture("label green") == "Farbe grün"
    assert gesture("white balance") == "Weißabgleich"


def test_a_program_keeps_its_name(german: None) -> None:
    assert gesture("digiKam 8.1") == "digiKam 8.1"

"""The committed forms are what ``ui/`` says."""

from __future__ import annotations

import importlib.util
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[2] / "packaging" / "compile_forms.py"


def test_forms_are_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("compile_forms", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.drift() == []

"""Compile ``ui/*.ui`` into typed modules in ``src/retouch/gui/forms``; ``--check`` compares.

Usage: ``python packaging/compile_forms.py [--check]``. The compiler is the one that PySide6 ships.
"""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "ui"
TARGET = ROOT / "src" / "retouch" / "gui" / "forms"
_HEAD = '"""Made from ui/{name} by packaging/compile_forms.py; edit that file, not this one."""\n\n'


def _uic() -> Path:
    folder = Path(PySide6.__file__).parent
    places = (folder / "Qt" / "libexec" / "uic", folder / "uic", folder / "uic.exe")
    return next(p for p in places if p.exists())


def compiled(ui: Path) -> str:
    """Return the module for one form: what uic writes, without its version banner, and with the widget's type named."""
    made = subprocess.run([_uic(), "-g", "python", ui], capture_output=True, text=True, check=True).stdout
    made = re.sub(r"\A(# -\*- coding.*\n)?\s*#{10,}.*?#{10,}\n+", "", made, flags=re.DOTALL)
    root = ET.parse(ui).getroot()
    widget = root.find("widget")
    assert widget is not None
    kind, name = widget.attrib["class"], widget.attrib["name"]
    made = re.sub(rf"def (setupUi|retranslateUi)\(self, {name}\)", rf"def \1(self, {name}: {kind}) -> None", made)
    lines = [line.rstrip() for line in made.splitlines() if not re.match(r"\s*# (setupUi|retranslateUi)\s*$", line)]
    return _HEAD.format(name=ui.name) + re.sub(r"\n{4,}", "\n\n\n", "\n".join(lines)).strip() + "\n"


def modules() -> dict[Path, str]:
    """Return the text of every module that should be there."""
    forms = {TARGET / f"{ui.stem}.py": compiled(ui) for ui in sorted(SOURCE.glob("*.ui"))}
    return {TARGET / "__init__.py": '"""Compiled forms; see ``ui/``."""\n'} | forms


def drift() -> list[str]:
    """Return what differs between ``ui/`` and the committed modules."""
    wanted = modules()
    stale = [p.name for p, text in wanted.items() if not p.exists() or p.read_text(encoding="utf-8") != text]
    return stale + [p.name for p in TARGET.glob("*.py") if p not in wanted]


def main() -> int:
    """Write the modules, or check them."""
    if "--check" in sys.argv:
        found = drift()
        sys.stdout.write("".join(f"{name} is not what ui/ says\n" for name in found))
        return 1 if found else 0
    TARGET.mkdir(exist_ok=True)
    for path, text in modules().items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

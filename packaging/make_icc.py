"""Write the ICC profiles in `resources/icc` from Qt's definitions. Run once; the files are committed.

Headless commands must not import Qt, so they read these files instead of asking QColorSpace.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QColorSpace

SPACES = {
    "srgb": QColorSpace.NamedColorSpace.SRgb,
    "display-p3": QColorSpace.NamedColorSpace.DisplayP3,
    "adobe-rgb": QColorSpace.NamedColorSpace.AdobeRgb,
}


def main() -> None:
    """Write one file for each space."""
    folder = Path(__file__).parent.parent / "resources" / "icc"
    folder.mkdir(parents=True, exist_ok=True)
    for name, space in SPACES.items():
        (folder / f"{name}.icc").write_bytes(QColorSpace(space).iccProfile().data())


if __name__ == "__main__":
    main()

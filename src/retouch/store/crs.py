"""Our edit in the words of Camera Raw, for programs that read ``crs:`` (Lightroom, Bridge, darktable's import)."""

from __future__ import annotations

from collections.abc import Mapping

from retouch.adjust.edit import Edit

# (adjustment, parameter) -> (crs property, scale, decimals): only what means the same there.
_PORTABLE: Mapping[tuple[str, str], tuple[str, float, int]] = {
    ("exposure", "ev"): ("Exposure2012", 1.0, 2),
    ("white_balance", "temperature"): ("Temperature", 1.0, 0),
    ("white_balance", "tint"): ("Tint", 1.0, 0),
    ("contrast", "amount"): ("Contrast2012", 1.0, 0),
    ("highlights", "amount"): ("Highlights2012", 1.0, 0),
    ("shadows", "amount"): ("Shadows2012", 1.0, 0),
    ("whites", "amount"): ("Whites2012", 1.0, 0),
    ("blacks", "amount"): ("Blacks2012", 1.0, 0),
    ("vibrance", "amount"): ("Vibrance", 1.0, 0),
    ("saturation", "amount"): ("Saturation", 1.0, 0),
}


def crs_properties(edit: Edit) -> dict[str, str]:
    """Return ``crs:`` properties by local name; empty where nothing of the edit has a portable form."""
    out: dict[str, str] = {}
    for step in edit.steps:
        for name, value in step.values().items():
            if (step.key, name) in _PORTABLE:
                prop, scale, decimals = _PORTABLE[step.key, name]
                number = f"{value * scale:.{decimals}f}"
                signed = prop not in {"Temperature"} and value > 0
                out[prop] = f"+{number}" if signed else number
    if not out:
        return {}
    if "Temperature" in out:
        out["WhiteBalance"] = "Custom"
    return {**out, "ProcessVersion": "11.0", "HasSettings": "True", "AlreadyApplied": "False"}

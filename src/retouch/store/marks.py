"""Rating, verdict and label of a photo: what this program shares with every other that reads sidecars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from retouch.model.decision import Verdict


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks of one photo; ``None`` is *nothing said*, which is not the same as 0 stars or *maybe*.

    ``rating`` is 0..5 stars. ``label`` is the wording as it stands in the file, see ``model.decision.Label``.
    """

    rating: int | None = None
    verdict: Verdict | None = None
    label: str | None = None

    def to_data(self) -> dict[str, Any]:
        """Return JSON data, with what is said only."""
        said = {"rating": self.rating, "verdict": self.verdict and self.verdict.value, "label": self.label}
        return {name: value for name, value in said.items() if value is not None}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Read what ``to_data`` wrote."""
        verdict = data.get("verdict")
        return cls(data.get("rating"), Verdict(verdict) if verdict else None, data.get("label"))

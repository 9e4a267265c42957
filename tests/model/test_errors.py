"""Errors as people read them."""

from pathlib import Path

import pytest

from retouch.model.errors import RetouchError


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (Path("/shoot/IMG_1.dng"), "IMG_1.dng: it is broken. Mend it."),
        (Path(), ".: it is broken. Mend it."),
        (Path("/"), "/: it is broken. Mend it."),
        (None, "it is broken. Mend it."),
    ],
)
def test_what_happened_to_which_file_and_what_to_do(path: Path | None, said: str) -> None:
    assert str(RetouchError("it is broken", path, "Mend it.")) == said

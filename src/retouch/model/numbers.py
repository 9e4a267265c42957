"""Many numbers in little room: frozen, hashable, and an array where one is wanted.

A shoot of 5,000 readings holds millions of numbers; as Python floats each costs 24 bytes and its place in a tuple, and
the names of measurements more than the measurements.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

_FORM = np.dtype("<f4")
_ONE = struct.Struct("<f")


class Numbers(Sequence[float]):
    """A tuple of numbers, kept as float32. ``np.asarray`` of it is a read-only view, without a copy."""

    __slots__ = ("_packed",)

    def __init__(self, values: ArrayLike = ()) -> None:
        self._packed: bytes = np.asarray(values, _FORM).ravel().tobytes()

    @classmethod
    def from_bytes(cls, packed: bytes) -> Numbers:
        """Return the numbers of which these are the ``bytes``. Raises ``ValueError`` where they cannot be any."""
        if len(packed) % _FORM.itemsize:
            raise ValueError(f"{len(packed)} bytes are no whole number of float32")
        new = cls.__new__(cls)
        new._packed = packed
        return new

    def __bytes__(self) -> bytes:
        """Little-endian float32, one after the other."""
        return self._packed

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:
        """Return an array; numpy asks for it."""
        view = np.frombuffer(self._packed, _FORM)
        return view.astype(dtype or _FORM, copy=bool(copy))

    def __len__(self) -> int:
        return len(self._packed) // _FORM.itemsize

    @overload
    def __getitem__(self, place: int) -> float: ...
    @overload
    def __getitem__(self, place: slice) -> Numbers: ...
    def __getitem__(self, place: int | slice) -> float | Numbers:
        if isinstance(place, slice):
            return Numbers(np.frombuffer(self._packed, _FORM)[place])
        return float(np.frombuffer(self._packed, _FORM)[place])

    def __iter__(self) -> Iterator[float]:
        return (value for (value,) in _ONE.iter_unpack(self._packed))

    def __eq__(self, other: object) -> bool:
        return self._packed == other._packed if isinstance(other, Numbers) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._packed)

    def __reduce__(self) -> tuple[Any, ...]:
        return Numbers.from_bytes, (self._packed,)

    def __repr__(self) -> str:
        return f"Numbers({list(self)})"


class Measured(Mapping[str, float]):
    """Named measurements, kept as float32. All readings with the same names share these."""

    __slots__ = ("_places", "_values")

    def __init__(self, values: Mapping[str, float] | None = None, /) -> None:
        given = values if values is not None else {}
        self._places = _places(tuple(given))
        self._values = bytes(Numbers(list(given.values())))

    @classmethod
    def of(cls, names: str, values: Numbers) -> Measured:
        """Return measurements by their names, with commas between. Raises ``ValueError`` where counts differ."""
        places = _places_of(names)
        if len(places) != len(values):
            raise ValueError(f"{len(places)} names for {len(values)} measurements")
        new = cls.__new__(cls)
        new._places, new._values = places, bytes(values)
        return new

    @property
    def names(self) -> str:
        """Names with commas between. Raises ``ValueError`` where a name is empty or holds a comma itself."""
        if any(not name or "," in name for name in self._places):
            raise ValueError("a measurement's name is not empty and holds no comma")
        return ",".join(self._places)

    @property
    def numbers(self) -> Numbers:
        """Values in the order of the names."""
        return Numbers.from_bytes(self._values)

    def __getitem__(self, name: str) -> float:
        value: float = _ONE.unpack_from(self._values, _ONE.size * self._places[name])[0]
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __hash__(self) -> int:
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[Any, ...]:
        return Measured, (dict(self),)

    def __repr__(self) -> str:
        return f"Measured({dict(self)})"


@lru_cache(4096)
def _places(names: tuple[str, ...]) -> Mapping[str, int]:
    return {name: place for place, name in enumerate(names)}


@lru_cache(4096)
def _places_of(names: str) -> Mapping[str, int]:
    return _places(tuple(names.split(",") if names else ()))

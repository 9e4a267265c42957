"""A verb: a generator function that can run on its own or as a step of another."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Generic, ParamSpec, TypeAlias, TypeVar

from retouch.model.event import Changed, Done, Event, Failed, Progress, Task

P = ParamSpec("P")
T = TypeVar("T")

Steps: TypeAlias = Generator[Progress | Failed | Changed, None, T]
"""Events on the way, and the result as the generator's return value."""


class Verb(Generic[P, T]):
    """Wraps a function that makes ``Steps``. Calling it gives a ``Task``, whose last event is ``Done``."""

    def __init__(self, make: Callable[P, Steps[T]]) -> None:
        self._make = make
        self.__doc__ = make.__doc__
        self.__name__ = make.__name__

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Task[T]:
        """Run it on its own."""
        result = yield from self._make(*args, **kwargs)
        done: Event[T] = Done(result)
        yield done

    def steps(self, *args: P.args, **kwargs: P.kwargs) -> Steps[T]:
        """Run it as a step of another verb: ``result = yield from verb.steps(…)``."""
        return self._make(*args, **kwargs)


def verb(make: Callable[P, Steps[T]]) -> Verb[P, T]:
    """Decorate a generator function as a verb."""
    return Verb(make)

"""Values worked out once per object and only when asked, without a lock.

functools.cached_property of Python 3.11 takes a lock at every first reading, and a screening reads some fifty values
for the first time. Two threads that read the same object at once may both work a value out; it must come out the same.
"""

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

T = TypeVar("T")


class once(Generic[T]):
    """A property that replaces itself by its value in the object's __dict__."""

    def __init__(self, work: Callable[[Any], T]) -> None:
        """Take the method that works the value out."""
        self._work = work
        self.__doc__ = work.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        """Learn the name under which the value is kept."""
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...
    def __get__(self, instance: object | None, owner: type) -> Self | T:
        """The value; asked only once per object, because the kept value stands before this."""
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self._work(instance)
        return value

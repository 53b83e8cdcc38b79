"""Hooks call everybody once, in order; one failure stops the act."""

import pytest

from wellspoken.rooms.kernel.hooks import Hook


def test_listeners_are_called_in_order_and_once():
    heard: list[str] = []
    hook: Hook = Hook("something happened")
    first = hook.register(lambda word: heard.append(f"1 {word}"))
    hook.register(first)
    hook.register(lambda word: heard.append(f"2 {word}"))
    hook("go")
    assert heard == ["1 go", "2 go"]


def test_a_failing_listener_is_not_swallowed():
    hook: Hook = Hook("something happened")

    @hook.register
    def fail() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        hook()

"""What import-linter cannot see: relations between tables, string lookups, state columns, silent excepts."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Model

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "wellspoken"
FLOORS = [
    {"kernel"},
    {"audit"},
    {"people"},
    {"channels", "media", "library"},
    {"campaigns", "compliance", "consents"},
    {"content"},
    {"review"},
    {"publishing"},
    {"records"},
]
HEIGHT = {room: height for height, floor in enumerate(FLOORS) for room in floor}
CODE = sorted(p for p in SOURCE.rglob("*.py") if "migrations" not in p.parts)


def models() -> list[type[Model]]:
    return [m for m in apps.get_models() if m.__module__.startswith("wellspoken.rooms")]


def test_every_room_has_a_floor() -> None:
    rooms = {p.name for p in (SOURCE / "rooms").iterdir() if (p / "apps.py").is_file()}
    assert rooms == set(HEIGHT)


@pytest.mark.parametrize("model", models(), ids=lambda m: m._meta.label)
def test_relations_point_downwards(model: type[Model]) -> None:
    here = model._meta.app_label
    for field in model._meta.get_fields():
        if not field.is_relation or field.auto_created or field.related_model is None:
            continue
        there = field.related_model._meta.app_label
        if there in HEIGHT and there != here:
            assert HEIGHT[there] < HEIGHT[here], f"{here}.{model.__name__}.{field.name} reaches up to {there}"


def calls(tree: ast.AST) -> list[ast.Call]:
    return [n for n in ast.walk(tree) if isinstance(n, ast.Call)]


TREES = [(p.relative_to(SOURCE).as_posix(), ast.parse(p.read_text(encoding="utf-8"))) for p in CODE]


def test_models_are_imported_not_looked_up() -> None:
    looked_up = [
        f"{name}:{call.lineno}"
        for name, tree in TREES
        for call in calls(tree)
        if isinstance(call.func, ast.Attribute) and call.func.attr == "get_model"
    ]
    assert not looked_up


def test_only_the_kernel_writes_state_columns() -> None:
    writers = [
        f"{name}:{call.lineno}"
        for name, tree in TREES
        for call in calls(tree)
        if name != "rooms/kernel/states.py"
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in {"update", "bulk_update"}
        and "state" in {k.arg for k in call.keywords}
    ]
    assert not writers, "use kernel.states.move"


def test_no_exception_is_swallowed() -> None:
    silent = []
    for name, tree in TREES:
        for node in ast.walk(tree):
            if isinstance(node, ast.ExceptHandler):
                broad = node.type is None or getattr(node.type, "id", "") in {"Exception", "BaseException"}
                if broad and all(isinstance(s, ast.Pass) for s in node.body):
                    silent.append(f"{name}:{node.lineno}")
    assert not silent, "say what happened"


def test_engines_and_connectors_start_without_django() -> None:
    import subprocess
    import sys

    code = (
        "import sys, wellspoken.engines.screening, wellspoken.networks.contract;"
        "assert not [m for m in sys.modules if m == 'django' or m.startswith('django.')]"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

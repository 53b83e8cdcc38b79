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
    {"campaigns", "compliance"},
    {"content"},
    {"review"},
    {"publishing"},
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


@pytest.mark.parametrize("path", CODE, ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_models_are_imported_not_looked_up(path: Path) -> None:
    for call in calls(ast.parse(path.read_text(encoding="utf-8"))):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        assert name != "get_model", f"{path.name}:{call.lineno}: import the model instead"


@pytest.mark.parametrize("path", CODE, ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_only_the_kernel_writes_state_columns(path: Path) -> None:
    if path.relative_to(SOURCE).as_posix() == "rooms/kernel/states.py":
        return
    for call in calls(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(call.func, ast.Attribute) and call.func.attr in {"update", "bulk_update"}:
            named = {k.arg for k in call.keywords}
            assert "state" not in named, f"{path.name}:{call.lineno}: use kernel.states.move"


@pytest.mark.parametrize("path", CODE, ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_no_exception_is_swallowed(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            broad = node.type is None or (
                isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}
            )
            silent = all(isinstance(s, ast.Pass) for s in node.body)
            assert not (broad and silent), f"{path.name}:{node.lineno}: say what happened"


def test_engines_and_connectors_start_without_django() -> None:
    import subprocess
    import sys

    code = (
        "import sys, wellspoken.engines.screening, wellspoken.networks.contract;"
        "assert not [m for m in sys.modules if m == 'django' or m.startswith('django.')]"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

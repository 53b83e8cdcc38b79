"""Breaks every rule file on purpose and sees whether an example of that rule notices.

Each change is small: a condition turned round, `and` for `or`, a comparison reversed, a number off by one, a finding
not reported. A change that no example notices "survives" and is listed, so that the rule gets the missing example.
Logic that rules share (who a text is about, recognisers) is not changed here.
"""

import ast
import copy
import json
import platform
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import wellspoken.engines.screening.rules as rule_files
from wellspoken.engines.screening import Context, LinkFact, MediaItem, Profile
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Example, Rule

_REVERSED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}


def variants(node: ast.AST) -> Iterator[ast.AST]:
    """The ways in which one node can be wrong."""
    if isinstance(node, ast.If):
        yield ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)
    elif isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield ast.BoolOp(other, node.values)
    elif isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in _REVERSED:
        yield ast.Compare(node.left, [_REVERSED[type(node.ops[0])]()], node.comparators)
    elif isinstance(node, ast.Continue) or _reports(node):
        yield ast.Pass()


def _reports(node: ast.AST) -> bool:
    """Whether a statement reports findings."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Yield | ast.YieldFrom)


class _Swap(ast.NodeTransformer):
    """Puts `new` in the place of the node number `at`, counted as `ast.walk` of functions does."""

    def __init__(self, mark: int, new: ast.AST) -> None:
        self.mark, self.new = mark, new

    def visit(self, node: ast.AST) -> ast.AST:
        if getattr(node, "_mark", None) == self.mark:
            return ast.copy_location(self.new, node)
        return self.generic_visit(node)


def mutants(source: str) -> Iterator[tuple[int, str, ast.Module]]:
    """(line, what was done, changed module) for each small change inside the functions of a rule file."""
    tree = ast.parse(source)
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    nodes = [node for function in functions for node in ast.walk(function)]
    for number, node in enumerate(nodes):
        node._mark = number  # type: ignore[attr-defined]
    for number, node in enumerate(nodes):
        for new in variants(node):
            changed: ast.Module = copy.deepcopy(tree)
            _Swap(number, copy.deepcopy(new)).visit(changed)
            yield getattr(node, "lineno", 0), type(node).__name__, ast.fix_missing_locations(changed)


def loaded(tree: ast.Module, path: Path, package: str) -> Rule:
    """The rule that a changed file defines."""
    module = ModuleType(f"{package}.{path.stem}_changed")
    module.__dict__["__package__"] = package
    exec(compile(tree, str(path), "exec"), module.__dict__)
    return module.__dict__["RULE"]  # type: ignore[no-any-return]


def document(example: Example) -> Document:
    """An example, ready for a rule."""
    extra = dict(example.with_)
    if "profile" in extra:
        extra["profile"] = Profile.from_mapping(extra["profile"])
    if "media" in extra:
        extra["media"] = tuple(MediaItem.from_mapping(m) for m in extra["media"])
    if "links" in extra:
        extra["links"] = tuple(LinkFact.from_mapping(f) for f in extra["links"])
    return Document(Context(**{"text": example.text, "lang": example.lang, **extra}))


def noticed(rule: Rule, prepared: list[tuple[Example, Document, str]]) -> bool:
    """Whether any example comes out other than it must, in whether or how often it is found."""
    for example, doc, was in prepared:
        try:
            hits = [] if rule.why_not(doc) else list(rule.check(doc))
        except Exception:  # noqa: BLE001 - a rule that breaks outright is noticed
            return True
        if bool(hits) is not example.bad or _shape(hits) != was:
            return True
    return False


def _shape(hits: list) -> str:  # type: ignore[type-arg]
    return repr([(h.start, h.end, h.label, h.variant, h.severity) for h in hits])


def examine(path: Path, package: str) -> tuple[int, list[str]]:
    """How many changes were tried on one file, and those nobody noticed."""
    source = path.read_text(encoding="utf-8")
    original = loaded(ast.parse(source), path, package)
    prepared = []
    for example in original.examples:
        doc = document(example)
        hits = [] if original.why_not(doc) else list(original.check(doc))
        prepared.append((example, doc, _shape(hits)))
    tried, survived = 0, []
    for line, what, tree in mutants(source):
        tried += 1
        if not noticed(loaded(tree, path, package), prepared):
            survived.append(f"{original.id} {path.name}:{line} {what}")
    return tried, survived


def main() -> None:
    """All rule files, or those whose ids are given as arguments."""
    root = Path(rule_files.__file__).parent
    tried, survived, files, untested = 0, [], 0, []
    for path in sorted(root.glob("*/*.py")):
        if path.stem == "__init__" or (sys.argv[1:] and path.stem not in sys.argv[1:]):
            continue
        count, left = examine(path, f"{rule_files.__name__}.{path.parent.name}")
        files, tried = files + 1, tried + count
        survived += left
        if count and len(left) == count:
            untested.append(path.stem)
    print("\n".join(survived))
    figures = {
        "files": files,
        "changes": tried,
        "noticed": tried - len(survived),
        "files_where_nothing_is_noticed": untested,
        "machine": platform.processor() or platform.machine(),
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()

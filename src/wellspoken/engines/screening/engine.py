"""Runs the rules over a text. Never raises: what cannot be screened is blocked and said so."""

import atexit
import gc
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache

from wellspoken.engines.screening.context import Context
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.exempting import Exempt, joined, spared
from wellspoken.engines.screening.finding import Finding, Fix, MessageRef, Result, Span
from wellspoken.engines.screening.learned import judge
from wellspoken.engines.screening.locked import LOCKED
from wellspoken.engines.screening.merge import in_order, spans_of, worst_first
from wellspoken.engines.screening.names.door import NameFinder
from wellspoken.engines.screening.own_terms import OwnTerm
from wellspoken.engines.screening.register import asked
from wellspoken.engines.screening.registry import PACKS, all_rules, content_hash
from wellspoken.engines.screening.rule import Hit, Rule, Setting

MAX_LENGTH = 200_000
SYSTEM_RULE = "SYS-1"
_PLANS = 256
_LEVELS = frozenset(("block", "review", "advise", "off"))
#: asked between rules; True: the time for this text is over
Expired = Callable[[], bool]


class OutOfTime(Exception):
    """The caller's time for one text was over before every rule had run."""


@dataclass(frozen=True, slots=True)
class House:
    """What the organisation itself adds: own terms, exemptions, and the name of this edition of its decisions."""

    terms: tuple[OwnTerm, ...] = ()
    exempt: tuple[Exempt, ...] = ()
    edition: str = ""


@dataclass(frozen=True, slots=True)
class _Plan:
    """The rules of `table` that concern texts in one setting, their ids, and the others with the reason."""

    table: Mapping[str, Rule]
    rules: tuple[Rule, ...]
    checked: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...]


class Engine:
    """A choice of rule packs with the organisation's changes to severities and its own terms and exemptions.

    `packs` are codes of packs.all_packs(); `overrides` maps rule ids to block, review, advise or off (no effect on
    locked rules). A pack or severity that does not exist makes every screening a blocking SYS-1 finding, because then
    nobody knows what was checked.
    """

    def __init__(
        self,
        packs: Sequence[str] = PACKS,
        overrides: Mapping[str, str] | None = None,
        house: House | None = None,
        names: NameFinder | None = None,
    ) -> None:
        """Choose the rules; loading them happens on first use. `names` stands in for the built-in name model."""
        self.packs = tuple(packs)
        self.overrides = {rule: level for rule, level in (overrides or {}).items() if rule not in LOCKED}
        self.house = house or House()
        self.names = names
        self._plans: dict[Setting, _Plan] = {}

    def screen(self, ctx: Context, expired: Expired | None = None) -> Result:
        """Screen one text. The engine has no clock: `expired` is asked between rules whether time is over."""
        try:
            return self._screen(ctx, expired or _never)
        except Exception as error:  # noqa: BLE001 - the promise is to fail closed, whatever goes wrong
            return _failed(ctx, type(error).__name__, self._version())

    def _screen(self, ctx: Context, expired: Expired) -> Result:
        wrong = self._wrong
        if wrong or not self.packs:
            return _failed(ctx, f"unknown setting {wrong[:1]}", self._version())
        if len(ctx.text) > MAX_LENGTH:
            return _failed(ctx, f"longer than {MAX_LENGTH} characters", self._version())
        doc = Document(self._ours(ctx))
        len(doc.entities)  # a name model that is missing or damaged stops here, once, before any rule
        findings, checked, skipped = self._all(doc, expired)
        _settled(doc.reads)
        judged = judge(doc, findings, checked, self.overrides)
        kept = in_order(spared(judged, ctx.text, self.house.exempt))
        if ctx.media:
            kept = worst_first(kept, spared(self._shown(doc, expired), ctx.text, self.house.exempt))
        return Result(
            _verdict(kept),
            kept,
            spans_of(kept),
            tuple(checked),
            tuple(skipped),
            doc.lang,
            self._version(),
            asked(doc, self.overrides),
        )

    @cached_property
    def _wrong(self) -> list[str]:
        """Packs and severities that do not exist."""
        return [p for p in self.packs if p not in PACKS] + [v for v in self.overrides.values() if v not in _LEVELS]

    def _ours(self, ctx: Context) -> Context:
        """The text with the organisation's exemptions in its profile and the engine's finder of names."""
        profile, names = joined(ctx.profile, self.house.exempt), ctx.names or self.names
        if profile is ctx.profile and names is ctx.names:
            return ctx
        return replace(ctx, profile=profile, names=names)

    def by_rules(self, doc: Document) -> list[Finding]:
        """What the rules alone find in the text; the learned judge is trained on this."""
        return self._all(doc, _never)[0]

    def _all(self, doc: Document, expired: Expired) -> tuple[list[Finding], list[str], list[tuple[str, str]]]:
        """All findings about one document, the rules that looked at it, and those that did not, with the reason."""
        findings: list[Finding] = []
        plan, hurried = self._plan(doc.setting), expired is not _never
        for rule in plan.rules:
            if hurried:
                _in_time(expired)
            try:
                if hits := tuple(rule.check(doc)):
                    findings += [self._finding(rule, hit, doc) for hit in hits]
            except Exception as error:  # noqa: BLE001 - fail closed: a broken rule must not look like a clean text
                findings.append(_system(doc.ctx, f"{rule.id}: {type(error).__name__}"))
        checked, skipped = list(plan.checked), list(plan.skipped)
        for term in self.house.terms:
            _in_time(expired)
            if why := term.why_not(doc):
                skipped.append((term.rule, why))
                continue
            findings += _own(term, doc)
            checked.append(term.rule)
        return findings, checked, skipped

    def _shown(self, doc: Document, expired: Expired) -> list[Finding]:
        """What is found in the pictures that go with the text."""
        from wellspoken.engines.screening.images.picture_text import in_pictures

        def judge(rule_id: str, hits: Iterable[Hit], picture: Document) -> list[Finding]:
            rule = all_rules()[rule_id]
            off = self.overrides.get(rule_id) == "off" or not set(rule.packs) & set(self.packs)
            return [] if off else [self._finding(rule, hit, picture) for hit in hits]

        return in_pictures(doc.ctx, judge, lambda whole: self._all(whole, expired)[0])

    def _plan(self, setting: Setting) -> "_Plan":
        """Which rules concern texts in `setting`, worked out once."""
        table, plan = all_rules(), self._plans.get(setting)
        if plan is None or plan.table is not table:
            if len(self._plans) >= _PLANS:
                self._plans.clear()
            judged = [(rule, self._why_not(rule, setting)) for rule in table.values()]
            rules = tuple(rule for rule, why in judged if not why)
            skipped = tuple((rule.id, why) for rule, why in judged if why)
            plan = self._plans[setting] = _Plan(table, rules, tuple(rule.id for rule in rules), skipped)
        return plan

    def _why_not(self, rule: Rule, setting: Setting) -> str:
        if not set(rule.packs) & set(self.packs):
            return "pack not chosen"
        if self.overrides.get(rule.id) == "off":
            return "switched off"
        return rule.why_not(setting)

    def _finding(self, rule: Rule, hit: Hit, doc: Document) -> Finding:
        start, end = doc.norm.span(hit.start, hit.end)
        key = f"{rule.id}#{hit.variant}" if hit.variant else rule.id
        fix = None
        if hit.fix:
            low = hit.start if hit.fix.start is None else hit.fix.start
            high = hit.end if hit.fix.end is None else hit.fix.end
            whole = doc.norm.span(low, high)
            fix = Fix(*whole, _as_first(doc.ctx.text, whole[0], hit.fix.text), hit.fix.label)
        return Finding(
            rule=rule.id,
            family=rule.family,
            severity=self.overrides.get(rule.id) or hit.severity or rule.severity,
            start=start,
            end=end,
            label=hit.label,
            message=MessageRef(key, {"text": doc.ctx.text[start:end][:80], **hit.params}),
            advice=key,
            citation=rule.citation_for(doc.countries),
            fix=fix,
            confidence=hit.confidence,
        )

    def _version(self) -> str:
        """Rules, data, this choice of them and the organisation's edition as one short name."""
        named = f"{content_hash()}-{self._choice}"
        return f"{named}-{self.house.edition}" if self.house.edition else named

    @cached_property
    def _choice(self) -> str:
        """Eight hex digits over packs, severities, own terms, exemptions and the finder of names."""
        choice = repr((self.packs, sorted(self.overrides.items()), self.house, type(self.names).__qualname__)).encode()
        return hashlib.blake2b(choice, digest_size=4).hexdigest()


@cache
def _settled(_lang: str) -> None:
    """Called after the first text in each language: all that was loaded for it stays, and is looked at no more.

    The collector of unused objects would otherwise walk over some hundred thousand of them again and again.
    """
    gc.freeze()
    atexit.register(gc.unfreeze)


def _never() -> bool:
    return False


def _in_time(expired: Expired) -> None:
    if expired():
        raise OutOfTime


def _own(term: OwnTerm, doc: Document) -> list[Finding]:
    """What one own term finds; one that cannot be used blocks, as a broken rule does."""
    try:
        return list(term.findings(doc))
    except Exception as error:  # noqa: BLE001 - fail closed
        return [_system(doc.ctx, f"{term.rule}: {type(error).__name__}")]


def _as_first(text: str, start: int, words: str) -> str:
    """`words` with a capital where they begin a sentence or a line whose first letter was one."""
    before = text[:start].rstrip(" \t\"'“«(")
    begins = not before or before[-1] in ".!?…\n"
    return words[:1].upper() + words[1:] if begins and text[start : start + 1].isupper() else words


def _verdict(findings: Sequence[Finding]) -> str:
    levels = {f.severity for f in findings}
    return "block" if "block" in levels else "review" if "review" in levels else "ok"


def _system(ctx: Context, why: str) -> Finding:
    return Finding(
        SYSTEM_RULE,
        "system",
        "block",
        0,
        len(ctx.text),
        "TEXT",
        MessageRef(SYSTEM_RULE, {"why": why}),
        SYSTEM_RULE,
        "-",
    )


def _failed(ctx: Context, why: str, version: str) -> Result:
    """Nothing was screened: blocked, with the reason."""
    try:
        finding = _system(ctx, why)
    except Exception:  # noqa: BLE001 - not even a text: still blocked
        finding = _system(replace(Context(""), surface="post"), why)
    return Result("block", (finding,), (), (), (("*", "could not be screened"),), "", version)


@lru_cache(maxsize=64)
def engine_for(
    packs: tuple[str, ...] = PACKS,
    overrides: tuple[tuple[str, str], ...] = (),
    house: House | None = None,
) -> Engine:
    """An engine for this choice, kept for the next caller."""
    return Engine(packs, dict(overrides), house)


__all__ = ["Engine", "Span", "engine_for"]

"""What a binder says of a post, as blocks, in the language now active."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from wellspoken.rooms.channels.measures import network_name
from wellspoken.rooms.publishing.words import state_name
from wellspoken.rooms.records.binder.blocks import Block, facts, heading, moment, para, picture, quote, table, words

_VERDICTS: dict[str, Any] = {
    "approve": gettext_lazy("Approved"),
    "changes": gettext_lazy("Changes asked for"),
    "reject": gettext_lazy("Rejected"),
}
_SEVERITIES: dict[str, Any] = {
    "block": pgettext_lazy("severity", "stops"),
    "review": pgettext_lazy("severity", "for a person to decide"),
    "advise": pgettext_lazy("severity", "advice"),
}
_ANSWERS: dict[str, Any] = {
    "yes": gettext_lazy("yes"),
    "no": gettext_lazy("no"),
    "na": gettext_lazy("does not apply"),
}
_CHANGES: dict[str, Any] = {
    "withdrawn": gettext_lazy("Taken down"),
    "replaced": gettext_lazy("Replaced by edited words"),
    "corrected": gettext_lazy("Corrected by a later post"),
}


def told(known: dict[str, Any], zone: ZoneInfo, files: dict[str, str]) -> Iterator[Block]:
    """The chapter about one post. `files`: hash of a picture -> its file beside the document."""
    post = known["post"]
    yield heading(1, post["title"])
    yield from facts(
        [
            (_("Number"), f"#{post['id']}"),
            (_("Team"), post["team"]),
            (_("Author"), post["author"]),
            (_("Begun"), moment(post["created_at"], zone)),
            (_("Made from post"), post["made_from"]),
        ]
    )
    yield from _shown(known, zone, files)
    yield from _sources(known)
    yield from _checks(known)
    yield from _people(known, zone)
    yield from _versions(known, zone)
    yield from _deliveries(known, zone)
    yield from _takedowns(known, zone)
    yield from _log(known, zone)


def _shown(known: dict[str, Any], zone: ZoneInfo, files: dict[str, str]) -> Iterator[Block]:
    yield heading(2, _("As it was shown"))
    if not known["shown"]:
        yield para(_("Nothing of it was ever public."))
    for one in known["shown"]:
        content = one["content"]
        if not content:
            yield para(_("Deleted from the archive; its seal is kept: {seal}").format(seal=one["sha256"]))
            continue
        channel = content["channel"]
        yield heading(3, f"{network_name(channel['network'])}: {channel['name']}")
        yield quote(content["text"], content["lang"])
        for shown in content["pictures"]:
            yield (
                picture(files[shown["sha256"]], shown["alt"] or _("without a description"))
                if shown["sha256"] in files
                else para(_("Picture {seal}, bytes not kept").format(seal=shown["sha256"]))
            )
        yield from _film(content.get("film"))
        yield from facts(
            [
                (_("Public from"), moment(one["began_at"], zone)),
                (_("Public until"), moment(one["ended_at"], zone)),
                (_("Address"), content["url"]),
                (_("Approved by"), content["approved_by"]),
                (_("Version"), content["revision"]),
                *((str(_CHANGES.get(c["kind"], c["kind"])), moment(c["at"], zone)) for c in one["changes"]),
                (_("Seal (SHA-256)"), one["sha256"]),
            ]
        )


def _film(film: dict[str, Any] | None) -> Iterator[Block]:
    """A film cannot be printed: its description, its seal, and what was said in it."""
    if not film:
        return
    yield para(_("Film {seal}: {alt}").format(seal=film["sha256"], alt=film["alt"] or _("without a description")))
    for captions in film["captions"]:
        yield quote(captions["text"], captions["lang"])
    if not film["captions"]:
        yield para(_("Without captions: {reason}").format(reason=film["reason"] or film["waiver"]))


def _sources(known: dict[str, Any]) -> Iterator[Block]:
    body = known["versions"][-1]["body"] if known["versions"] else {}
    yield from _part(
        _("Sources"),
        table(
            [_("Title"), _("Address"), _("Looked at on")],
            [[e["title"], e["url"], e["checked_on"]] for e in body.get("evidence", [])],
        ),
    )
    yield from _part(
        _("Consents"),
        table(
            [_("Register number"), _("State"), _("Signed"), _("Withdrawn")],
            [[c["code"], c["state"], c["signed_at"], c["withdrawn_at"]] for c in known["consents"]],
        ),
    )


def _part(title: str, blocks: list[Block]) -> Iterator[Block]:
    if blocks:
        yield heading(2, title)
        yield from blocks


def _checks(known: dict[str, Any]) -> Iterator[Block]:
    rows = [
        [
            one["rule"],
            _SEVERITIES.get(one["severity"], one["severity"]),
            f"{one.get('title', '')}\n{one.get('message', '')}",
            one.get("quote", ""),
            one["citation"],
            check["pack_version"],
        ]
        for check in known["checks"]
        for one in check["findings"]
    ]
    head = [_("Rule"), _("Weight"), _("What was found"), _("Words"), _("Law or guidance"), _("Version of the rules")]
    if known["checks"]:
        yield heading(2, _("What the checks said"))
        yield from table(head, rows) or [para(_("Nothing was found by the checks that ran."))]


def _people(known: dict[str, Any], zone: ZoneInfo) -> Iterator[Block]:
    when = _("When")
    yield from _part(
        _("Decisions"),
        table(
            [when, _("Who"), _("Decision"), _("Version"), _("Reason")],
            [[moment(d["at"], zone), d["by"], _verdict(d), d["revision"], d["reason"]] for d in known["decisions"]],
        ),
    )
    yield from _part(
        _("Stops let through"),
        table(
            [when, _("Who"), _("Rule"), _("Reason"), _("Version of the rules")],
            [[moment(r["at"], zone), r["by"], r["rule"], r["reason"], r["pack_version"]] for r in known["releases"]],
        ),
    )
    yield from _part(
        _("Questions answered"),
        table(
            [when, _("Who"), _("Question"), pgettext("to a question", "Answer"), _("Note")],
            [
                [moment(a["at"], zone), a["by"], a["asked"], _ANSWERS.get(a["answer"], a["answer"]), a["note"]]
                for a in known["answers"]
            ],
        ),
    )
    yield from _part(
        _("Comments"),
        table(
            [when, _("Who"), _("Passage"), pgettext("a comment", "Comment"), _("Resolved")],
            [
                [moment(c["at"], zone), c["by"], c["quote"], c["text"], moment(c["resolved_at"], zone)]
                for c in known["comments"]
            ],
        ),
    )


def _verdict(decision: dict[str, Any]) -> str:
    said = str(_VERDICTS.get(decision["verdict"], decision["verdict"]))
    return f"{said} ({_('taken back')})" if decision["taken_back_at"] else said


def _versions(known: dict[str, Any], zone: ZoneInfo) -> Iterator[Block]:
    yield heading(2, _("Versions"))
    yield para(_("Words that went are marked [−…], words that came [+…]."))
    for one in known["versions"]:
        yield heading(3, _("Version {n}").format(n=one["number"]))
        saved = (_("Saved"), moment(one["saved_at"], zone))
        yield from facts([saved, (_("Author"), one["author"]), (_("Seal (SHA-256)"), one["content_hash"])])
        if one["number"] == known["versions"][0]["number"]:
            yield quote(one["body"].get("text", ""), one["body"].get("lang", "en"))
        for change in one["differences"]:
            if change["words"]:
                yield words(change["words"])
            else:
                yield para(f"{change['part']} {change['kind']} {change['subject']}".strip())


def _deliveries(known: dict[str, Any], zone: ZoneInfo) -> Iterator[Block]:
    rows, tries = [], []
    for one in known["deliveries"]:
        state = state_name(one["state"])
        rows.append([one["channel"], state, moment(one["due_at"], zone), moment(one["live_at"], zone), one["url"]])
        for attempt in one["attempts"]:
            answer = [attempt["outcome"], attempt["status"] or "", attempt.get("raw", "")[:600]]
            tries.append([one["channel"], moment(attempt["at"], zone), attempt["kind"], *answer])
    yield from _part(_("Deliveries"), table([_("Channel"), _("State"), _("Due"), _("Live"), _("Address")], rows))
    head = [_("Channel"), _("When"), _("Kind"), _("Outcome"), _("HTTP status"), _("The network's answer")]
    yield from _part(_("Attempts"), table(head, tries))


def _takedowns(known: dict[str, Any], zone: ZoneInfo) -> Iterator[Block]:
    head = [_("When"), _("Who"), _("Reason"), _("What the public was told")]
    rows = [[moment(t["at"], zone), t["by"], t["reason"], t["public_reason"]] for t in known["takedowns"]]
    yield from _part(_("Takedowns"), table(head, rows))
    rows = [[moment(h["at"], zone), h["by"], h["reason"], moment(h["lifted_at"], zone)] for h in known["legal_holds"]]
    yield from _part(_("Legal holds"), table([_("When"), _("Who"), _("Reason"), _("Lifted")], rows))


def _log(known: dict[str, Any], zone: ZoneInfo) -> Iterator[Block]:
    head = [_("Entry"), _("When"), _("Who"), _("What"), _("Seal")]
    rows = [[e["seq"], moment(e["at"], zone), e["actor_name"], e["said"], e["hash"][:16]] for e in known["log_told"]]
    yield from _part(_("Audit log"), table(head, rows))

"""What was seen in a picture, for the checks and for people: reports of any state read in one way."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wellspoken.engines.screening.images.report import PictureReport, nothing
from wellspoken.rooms.media.models import Look, MediaFile
from wellspoken.rooms.media.states import LookState

_WHY = {
    "waiting": gettext_lazy("It has not been looked into yet. This takes a moment."),
    "program_missing": gettext_lazy("Writing could not be read: the program tesseract is not installed here."),
    "language_missing": gettext_lazy("Writing was read without the dictionary of every language."),
    "time_out": gettext_lazy("There was not enough time to read all of it."),
    "unclear": gettext_lazy("Some writing is hard to read; it may say something else."),
    "too_big": gettext_lazy("It is too large to be looked into."),
    "broken": gettext_lazy("The file is damaged."),
    "not_picture": gettext_lazy("The file is no picture."),
    "not_found": gettext_lazy("The file is gone."),
    "dicom": gettext_lazy("It is a medical image file."),
    "failed": gettext_lazy("Looking into it failed; it will be tried again."),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A picture's look in words: `found` and `missing` are sentences, `lines` what is written in it."""

    waiting: bool
    found: list[str]
    lines: list[str]
    codes: list[str]
    missing: list[str]

    @property
    def sentence(self) -> str:
        """All of it in one line, what is written cut short."""
        parts = [", ".join(self.found)] if self.found else []
        if self.lines:
            written = " / ".join(self.lines)
            parts.append(_("It reads: “%(words)s”") % {"words": written if len(written) < 160 else written[:157] + "…"})
        return " · ".join([*parts, *self.missing])


def report_of(media: MediaFile) -> PictureReport:
    """The newest report; one that says "waiting" or "failed" where there is none yet."""
    look = _look(media)
    if look is None or (look.state in (LookState.WAITING, LookState.LOOKING) and not look.report):
        return nothing("waiting")
    return PictureReport.from_json(look.report) if look.report else nothing("failed")


def _look(media: MediaFile) -> Look | None:
    try:
        return media.look
    except ObjectDoesNotExist:
        return None


def seen(media: MediaFile) -> Seen:
    """What to tell people of a picture, in the language that is active."""
    report = report_of(media)
    why = list(dict.fromkeys(missing.why for missing in report.unseen))
    return Seen(
        waiting="waiting" in why,
        found=_found(report),
        lines=[line.text for line in report.lines],
        codes=[code.text for code in report.codes],
        missing=[str(_WHY[reason]) for reason in why if reason in _WHY],
    )


def _found(report: PictureReport) -> list[str]:
    """Sentences about faces, writing, codes and contrast, as far as somebody looked."""
    said = []
    if "faces" in report.seen:
        count = len(report.faces)
        said.append(ngettext("%(count)d face", "%(count)d faces", count) % {"count": count} if count else _("No faces"))
    if "text" in report.seen:
        count = len(report.lines)
        lines = ngettext("%(count)d line of writing", "%(count)d lines of writing", count) % {"count": count}
        said.append(lines if count else _("No writing"))
    if report.codes:
        count = len(report.codes)
        said.append(ngettext("%(count)d readable code", "%(count)d readable codes", count) % {"count": count})
    if report.contrast is not None:
        said.append(_("lowest contrast %(ratio).1f to 1") % {"ratio": report.contrast})
    return said

"""What was seen in a picture, handed to the rules with the text it goes with."""

from dataclasses import replace

from wellspoken.engines.screening.context import MediaItem
from wellspoken.engines.screening.images.report import PictureReport


def with_report(item: MediaItem, report: PictureReport) -> MediaItem:
    """The picture with everything a look at it told."""
    return replace(
        item,
        ocr_text=report.text,
        codes=tuple((code.kind, code.text) for code in report.codes),
        faces=len(report.faces) if "faces" in report.seen else None,
        contrast=report.contrast,
        burnt_in=report.burnt_in,
        unseen=tuple(dict.fromkeys(missing.why for missing in report.unseen)),
    )

"""What a network would refuse, in words: one sentence for each code of the connectors' contract."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SENTENCES: dict[str, Any] = {
    "empty": gettext_lazy("There is nothing to send yet: write something or add a picture."),
    "not_text": gettext_lazy("The text holds characters that cannot be sent."),
    "too_long": gettext_lazy("%(count)s characters are too many; %(most)s fit here."),
    "too_many_bytes": gettext_lazy(
        "The text takes %(count)s bytes; %(most)s fit here. Emoji and accents take several."
    ),
    "link_not_shown": gettext_lazy("A post with pictures shows no link card here. Put the link into the text."),
    "too_many_pictures": gettext_lazy("%(count)s pictures are too many; %(most)s fit here."),
    "picture_too_big": gettext_lazy("Picture %(number)s is too big for this network."),
    "picture_type": gettext_lazy("Picture %(number)s has a form this network does not take."),
    "picture_empty": gettext_lazy("Picture %(number)s is empty."),
    "alt_too_long": gettext_lazy("The description of picture %(number)s is too long; %(most)s characters fit."),
    "title_missing": gettext_lazy("A title is needed here."),
    "title_too_long": gettext_lazy("The title is too long; %(most)s characters fit."),
    "too_many_languages": gettext_lazy("%(count)s languages are too many; %(most)s can be named here."),
    "naive_time": gettext_lazy("The time has no time zone."),
    "needs_picture": gettext_lazy("Text alone cannot go out here. Add a picture."),
    "needs_video": gettext_lazy("Only films can go out here. Add one, or take this channel off the post."),
    "needs_public_address": gettext_lazy(
        "This network fetches pictures by itself, and this installation has no public https address for them."
        " Whoever runs it can give it one; until then, leave the pictures out here."
    ),
    "video_type": gettext_lazy("The film has a form this network does not take."),
    "video_too_big": gettext_lazy("The film is too big for this network."),
    "video_too_long": gettext_lazy("The film lasts %(seconds)s seconds; %(most)s fit here."),
    "video_and_pictures": gettext_lazy("A film and pictures cannot go out together here. Choose one of them."),
    "too_many_hashtags": gettext_lazy("%(count)s hashtags are too many; %(most)s are allowed here."),
    "too_many_mentions": gettext_lazy("%(count)s mentions are too many; %(most)s are allowed here."),
    "too_many_links": gettext_lazy("%(count)s links are too many; %(most)s are allowed here."),
    "thread_too_long": gettext_lazy("%(count)s posts are too many for one thread; %(most)s fit here."),
    "thread_part_empty": gettext_lazy("Part %(number)s of the thread is empty."),
    "thread_part_too_long": gettext_lazy("Part %(number)s of the thread is too long; %(most)s characters fit."),
    "picture_shape": gettext_lazy("Picture %(number)s is too tall or too wide for this network. Crop it."),
    "picture_too_small": gettext_lazy("Picture %(number)s is too small for this network."),
    "video_too_short": gettext_lazy("The film is too short; at least %(least)s seconds are needed here."),
    "film_alt_too_long": gettext_lazy("The description of the film is too long; %(most)s characters fit."),
    "captions_too_big": gettext_lazy("The captions (%(lang)s) are too long for this network."),
    "film_waits": gettext_lazy("The film is being made fit for this network: %(percent)s %% are done."),
    "film_form": gettext_lazy(
        "This network takes films as MP4 with H.264 and AAC. This one is another, and it cannot be changed here (the"
        " program ffmpeg is missing). Save it as MP4 on your device and add it again, or take this channel off."
    ),
    "film_not_made": gettext_lazy(
        "The film could not be made fit for this network. Save it as MP4 with H.264 and add it again."
    ),
    "video_empty": gettext_lazy("The film is empty."),
    "signs_not_taken": gettext_lazy("These signs cannot be sent here: %(signs)s"),
    "alts_too_long": gettext_lazy(
        "The descriptions of all pictures go out as one here; together they are too long. %(most)s characters fit."
    ),
    "link_too_long": gettext_lazy("The link is too long; %(most)s characters fit here."),
    "nothing_to_correct": gettext_lazy(
        "The post is not out here, so there is nothing to correct. Take the channel off."
    ),
    "pictures_stay": gettext_lazy(
        "A correction changes words. Keep the pictures as they were, or take the post down and publish a new one."
    ),
    "film_stays": gettext_lazy(
        "A correction changes words. Keep the film and its captions as they were, or take the post down and publish a"
        " new one."
    ),
    "descriptions_stay": gettext_lazy(
        "Picture descriptions cannot be changed here afterwards."
        " Keep them, or take the post down and publish a new one."
    ),
    "correction_missing": gettext_lazy("Say for the Newsroom's readers what was corrected."),
    "first_comment_too_long": gettext_lazy("The first comment is too long; %(most)s characters fit."),
}
#: what may be asked for beyond text and pictures -> why it cannot be had
CANNOT: dict[str, Any] = {
    "delete": gettext_lazy("Posts cannot be taken down from here. A person does that on the network."),
    "edit": gettext_lazy("Published posts cannot be changed here. Take the post down and publish a new one."),
    "reply": gettext_lazy("Replies cannot be written here."),
    "thread": gettext_lazy("This network has no threads. Take the further posts out."),
    "first_comment": gettext_lazy("A first comment cannot be added here."),
    "video": gettext_lazy("Films cannot go out here."),
    "captions": gettext_lazy("This network takes no captions. Burn them into the film, or choose another network."),
    "paid_partnership": gettext_lazy(
        "This network has no mark for paid partnerships. Say it in the first words of the text."
    ),
    "ai_made": gettext_lazy("This network has no mark for what a machine made. Say it in the text."),
    "link_preview": gettext_lazy("Links show no preview here."),
}

#: what goes with a post elsewhere and is left out here
LEFT_OUT: dict[str, Any] = {
    "first_comment": gettext_lazy("The first comment is left out here: it cannot be added."),
    "captions": gettext_lazy(
        "The captions are left out here: this network takes none. Say in the text what is said in the film."
    ),
}


def problem_words(code: str, params: Mapping[str, Any]) -> str:
    """The sentence for a code, with its numbers as the reader's language writes them."""
    what = str(params.get("what"))
    if code in ("cannot", "left_out"):
        sentence = LEFT_OUT.get(what, CANNOT.get(what)) if code == "left_out" else CANNOT.get(what)
    else:
        sentence = SENTENCES.get(code)
    if sentence is None:
        return _("The network would not take this as it is.")
    try:
        return str(sentence) % {key: _grouped(value) for key, value in params.items()}
    except KeyError:  # a code without its numbers, as servers say it
        return _("The network would not take this as it is.")


def _grouped(value: object) -> object:
    """A number with its thousands set apart as the reader's language does it."""
    return number_format(value, force_grouping=True) if isinstance(value, int) else value

"""What can be said of a link without opening it in a browser: where it leads, whether it is there, what its card says.

Every hop goes through the guarded client: no private address, no cookies, one deadline each, a largest answer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from wellspoken.networks.http import Call, CallFailed, Reply, send

HOPS = 6
SECONDS = 10.0
#: a page's head is at its beginning
_LOOKED_AT = 400_000
_LONGEST = 500
_MOVED = (301, 302, 303, 307, 308)
_WANTED = {
    "og:title": "title",
    "twitter:title": "title",
    "og:description": "description",
    "twitter:description": "description",
    "description": "description",
    "article:modified_time": "modified",
    "og:updated_time": "modified",
    "last-modified": "modified",
    "dcterms.modified": "modified",
}


@dataclass(frozen=True, slots=True)
class Page:
    """`final_url` after redirects, the last `status` (None: no answer), the card's words, `modified` as an ISO date.

    `error`: "" or why nobody got there: unreachable, refused (an address inside the house), redirects (too many),
    odd (an answer that cannot be read).
    """

    url: str
    final_url: str = ""
    status: int | None = None
    title: str = ""
    description: str = ""
    modified: str = ""
    error: str = ""


def look_up(url: str, *, allow_private: bool = False) -> Page:
    """Follow a link to its end. Never raises for what the other side does."""
    place, page = url if "://" in url else f"https://{url}", Page(url)
    for _ in range(HOPS):
        page = replace(page, final_url=place)
        if urlsplit(place).scheme not in ("http", "https"):
            return replace(page, error="odd")
        try:
            headers = {"Accept": "text/html, application/xhtml+xml, */*;q=0.1"}
            reply = send(Call("GET", place, headers, allow_private=allow_private, seconds=SECONDS))
        except CallFailed as failed:
            return _failed(page, failed)
        following = reply.headers.get("location")
        if reply.status not in _MOVED or not following:
            return _described(replace(page, status=reply.status), reply)
        place = urljoin(place, following)
    return replace(page, error="redirects")


def _failed(page: Page, failed: CallFailed) -> Page:
    """A page too long or packed to be read is there all the same, if its head said so."""
    if failed.status is not None:
        return replace(page, status=failed.status)
    known = {"address_refused": "refused", "odd_answer": "odd"}
    return replace(page, error=known.get(failed.reason, "unreachable"))


def _described(page: Page, reply: Reply) -> Page:
    """The page with the words of its card and the day it was last changed, as far as it says them."""
    changed = _day(reply.headers.get("last-modified", ""))
    if "html" not in reply.headers.get("content-type", ""):
        return replace(page, modified=changed)
    head = _Head()
    head.feed(reply.text[:_LOOKED_AT])
    found = {name: " ".join(words.split())[:_LONGEST] for name, words in head.found.items()}
    title = found.get("title") or " ".join(head.title.split())[:_LONGEST]
    return replace(
        page, title=title, description=found.get("description", ""), modified=found.get("modified", "")[:10] or changed
    )


def _day(stamp: str) -> str:
    """The ISO date of an HTTP date; "" for anything else."""
    try:
        return parsedate_to_datetime(stamp).date().isoformat() if stamp else ""
    except ValueError:
        return ""


class _Head(HTMLParser):
    """Collects title and meta elements; whatever else is in the page is passed over."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, str] = {}
        self.title = ""
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a meta element or the beginning of the title."""
        self._in_title = tag == "title" and not self.title
        if tag == "meta":
            said = {name: value or "" for name, value in attrs}
            wanted = _WANTED.get((said.get("property") or said.get("name") or said.get("http-equiv") or "").lower())
            if wanted and said.get("content"):
                self.found.setdefault(wanted, said["content"])

    def handle_endtag(self, tag: str) -> None:
        """Note the end of the title."""
        if tag == "title":
            self._in_title = False

    def handle_data(self, data: str) -> None:
        """Keep the words of the title."""
        if self._in_title and len(self.title) < _LONGEST:
            self.title += data

"""A replica of Threads: containers, its own sign-in, and tokens that renew themselves.

Kept as the real one does (developers.facebook.com, "Threads: Get access tokens",
"Long-lived tokens", "Threads Posts", "Text attachments"): a short token is
exchanged for one of sixty days; that one can be refreshed when it is older than a
day; 500 characters with emoji as their bytes; more than five different links are
refused when the container is made; a card is for texts alone.
"""

from __future__ import annotations

import regex

from tests.replicas.containers import ContainerHandler, ContainerServer
from tests.replicas.graph import APP, Fields

USER = "25600000000000001"
SIXTY_DAYS = 5_184_000
_LINK = regex.compile(r"https?://[^\s)]+")
_EMOJI = regex.compile(r"\p{Emoji_Presentation}|\p{Extended_Pictographic}")


def counted(text: str) -> int:
    """Count as Threads does: an emoji with what belongs to it counts its bytes."""
    return sum(len(one.encode()) if _EMOJI.search(one) else len(one) for one in regex.findall(r"\X", text))


class _Handler(ContainerHandler):
    replica: Threads

    def do_GET(self) -> None:
        path, query = self._where()
        if path == "/oauth/authorize":
            return self._dialog(query)
        if path in ("/access_token", "/refresh_access_token"):
            return self._longer(path, query)
        return super().do_GET()

    def _longer(self, path: str, query: Fields) -> None:
        token, replica = query.get("access_token", ""), self.replica
        kinds = {"/access_token": "th_exchange_token", "/refresh_access_token": "th_refresh_token"}
        asked = query.get("grant_type") == kinds[path]
        secret = path != "/access_token" or query.get("client_secret") == APP[1]
        if not asked or not secret or token not in replica.tokens:
            return self.error(190, "Error validating access token", 0, 400)
        if token in replica.fresh:
            return self.error(100, "The token is not old enough to be refreshed")
        replica.tokens.discard(token)
        return self.say(200, {"access_token": replica.token(), "token_type": "bearer", "expires_in": SIXTY_DAYS})

    def _token(self, fields: Fields) -> None:
        known = self.replica.codes.pop(fields.get("code", ""), None)
        same = known is not None and known["redirect_uri"] == fields.get("redirect_uri")
        if not same or (fields.get("client_id"), fields.get("client_secret")) != APP:
            return self.error(1, "Invalid authorization code", 0, 400)
        return self.say(200, {"access_token": self.replica.token(), "user_id": int(USER)})

    def wrong(self, fields: Fields) -> str:
        text, kind = fields.get("text", ""), fields.get("media_type")
        if counted(text) > 500:
            return "Param text must be at most 500 characters long."
        links = {*_LINK.findall(text), *([fields["link_attachment"]] if "link_attachment" in fields else [])}
        if len(links) > 5:
            return "THREADS_API__LINK_LIMIT_EXCEEDED"
        if kind not in ("TEXT", "IMAGE", "VIDEO", "CAROUSEL") or (kind == "TEXT" and not text):
            return "The media_type is wrong or the text is missing"
        if kind != "TEXT" and "link_attachment" in fields:
            return "A link attachment is for texts alone"
        return super().wrong(fields)

    def delete(self, number: str) -> None:
        if self.replica.posts.pop(number, None) is None:
            return self.gone(number)
        return self.say(200, {"success": True, "deleted_id": number})


class Threads(ContainerServer):
    """The replica. ``fresh`` are tokens that are too young to be refreshed."""

    handler = _Handler
    version = "/v1.0"
    user, site, words = USER, "www.threads.net", "text"
    make, show, listed = "threads", "threads_publish", "threads"
    status, quota = "status", "threads_publishing_limit"

    def __init__(self, port: int = 0, *, processing: int = 0) -> None:
        super().__init__(port, processing=processing)
        self.wants_proof = False
        self.fresh: set[str] = set()

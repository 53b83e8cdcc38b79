"""The shape of a Mastodon server's answers: the same names and kinds of values as the real one's."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
import time
from datetime import UTC, datetime
from email import message_from_bytes
from typing import Any

ACCOUNT_ID = "117440810532227399"
FILM_TYPES = ("video/mp4", "video/quicktime", "video/webm")
IMAGE_TYPES = ["image/jpeg", "image/png", "image/gif", "image/webp"]
_LINK = re.compile(r"https?://[^\s<]+")
_MENTION = re.compile(r"@(\w+)@[\w.:-]+")
_TAG = re.compile(r"(?<![\w/&;])#(\w+)")


def _moment() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def counted(text: str) -> str:
    """Return the text with links and mentions as long as they count."""
    return _MENTION.sub(r"@\1", _LINK.sub("x" * 23, text))


def configuration(url: str, most: int) -> dict[str, Any]:
    """Return the limits as an instance describes them."""
    return {
        "urls": {
            "streaming": url.replace("http", "ws"),
            "status": None,
            "about": f"{url}/about",
            "privacy_policy": f"{url}/privacy-policy",
            "terms_of_service": None,
        },
        "vapid": {"public_key": "BPbaJXyseslyEcU9"},
        "accounts": {
            "max_display_name_length": 40,
            "max_note_length": 500,
            "max_avatar_description_length": 150,
            "max_header_description_length": 150,
            "max_featured_tags": 10,
            "max_pinned_statuses": 5,
            "max_profile_fields": 4,
            "profile_field_name_limit": 255,
            "profile_field_value_limit": 255,
        },
        "statuses": {"max_characters": most, "max_media_attachments": 4, "characters_reserved_per_url": 23},
        "media_attachments": {
            "description_limit": 1500,
            "image_matrix_limit": 33177600,
            "image_size_limit": 16777216,
            "supported_mime_types": [*IMAGE_TYPES, "video/mp4"],
            "video_frame_rate_limit": 120,
            "video_matrix_limit": 8294400,
            "video_size_limit": 103809024,
        },
        "polls": {
            "max_options": 4,
            "max_characters_per_option": 50,
            "min_expiration": 300,
            "max_expiration": 2629746,
        },
    }


def instance(url: str, most: int) -> dict[str, Any]:
    """Return the newer description of the server."""
    return {
        "domain": url.partition("://")[2],
        "title": "Replica",
        "version": "4.7.3",
        "source_url": "https://github.com/mastodon/mastodon",
        "description": "",
        "languages": ["en"],
        "configuration": configuration(url, most),
    }


def instance_v1(url: str, most: int) -> dict[str, Any]:
    """Return the older description of the server."""
    return {
        "uri": url.partition("://")[2],
        "title": "Replica",
        "version": "4.7.3",
        "languages": ["en"],
        "configuration": configuration(url, most),
    }


def oauth_metadata(url: str) -> dict[str, Any]:
    """Return the authorization server's description."""
    return {
        "issuer": f"{url}/",
        "authorization_endpoint": f"{url}/oauth/authorize",
        "token_endpoint": f"{url}/oauth/token",
        "revocation_endpoint": f"{url}/oauth/revoke",
        "scopes_supported": ["read", "write", "write:statuses", "write:media"],
        "response_types_supported": ["code"],
        "grant_types_supported": ["authorization_code", "client_credentials"],
        "code_challenge_methods_supported": ["S256"],
        "app_registration_endpoint": f"{url}/api/v1/apps",
    }


def app(asked: dict[str, Any], number: str) -> dict[str, Any]:
    """Return a registered application."""
    return {
        "id": number,
        "name": asked.get("client_name", ""),
        "website": asked.get("website"),
        "scopes": str(asked.get("scopes", "read")).split(),
        "redirect_uris": [asked.get("redirect_uris", "")],
        "vapid_key": "BJGht7R8h9FMwI4o",
        "redirect_uri": asked.get("redirect_uris", ""),
        "client_id": secrets.token_urlsafe(32),
        "client_secret": secrets.token_urlsafe(32),
        "client_secret_expires_at": 0,
    }


def token(value: str, scope: str) -> dict[str, Any]:
    """Return an access token."""
    return {"access_token": value, "token_type": "Bearer", "scope": scope, "created_at": int(time.time())}


def pkce_fits(granted: dict[str, str], asked: dict[str, Any]) -> bool:
    """Whether the verifier belongs to the challenge the code was given for."""
    if "code_challenge" not in granted:
        return True
    digest = hashlib.sha256(str(asked.get("code_verifier", "")).encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == granted["code_challenge"]


def account(url: str) -> dict[str, Any]:
    """Return an account as others see it."""
    picture = f"{url}/avatars/original/missing.png"
    return {
        "id": ACCOUNT_ID,
        "username": "harbour",
        "acct": "harbour",
        "display_name": "Elm & Harbour Health",
        "locked": False,
        "bot": False,
        "discoverable": None,
        "indexable": False,
        "group": False,
        "created_at": "2026-10-14T00:00:00.000Z",
        "note": "",
        "url": f"{url}/@harbour",
        "uri": f"{url}/ap/users/{ACCOUNT_ID}",
        "avatar": picture,
        "avatar_static": picture,
        "header": picture,
        "header_static": picture,
        "followers_count": 0,
        "following_count": 0,
        "statuses_count": 0,
        "last_status_at": None,
        "emojis": [],
        "fields": [],
    }


def own_account(url: str) -> dict[str, Any]:
    """Return an account as its owner sees it."""
    source = {"privacy": "public", "sensitive": False, "language": None, "note": "", "fields": []}
    role = {"id": "-99", "name": "", "permissions": "65536", "color": "", "highlighted": False}
    return {**account(url), "source": {**source, "follow_requests_count": 0}, "role": role}


def multipart(kind: str, body: bytes) -> tuple[str, dict[str, str]]:
    """Return the file's content type and the other fields of a form upload."""
    message = message_from_bytes(b"content-type: " + kind.encode() + b"\r\n\r\n" + body)
    found, fields = "", {}
    for part in message.get_payload():
        name = str(part.get_param("name", header="content-disposition"))  # type: ignore[union-attr]
        if name == "file":
            found = part.get_content_type()  # type: ignore[union-attr]
        else:
            fields[name] = part.get_payload(decode=True).decode()  # type: ignore[union-attr]
    return found, fields


def media(url: str, number: str, description: str | None) -> dict[str, Any]:
    """Return an uploaded picture."""
    original = {"width": 600, "height": 600, "size": "600x600", "aspect": 1.0}
    return {
        "id": number,
        "type": "image",
        "url": f"{url}/system/media_attachments/files/{number}.png",
        "preview_url": f"{url}/system/media_attachments/files/{number}-small.png",
        "remote_url": None,
        "preview_remote_url": None,
        "text_url": None,
        "meta": {"original": original, "small": original},
        "description": description,
        "blurhash": "UGC~-#M{0JfkNFofR%M{IURj%Mt7E0oM%MR*",
    }


def content(url: str, escaped: str) -> str:
    """Return the HTML a server makes of a text: links cut in parts, mentions shortened."""

    def link(found: re.Match[str]) -> str:
        scheme, _, rest = found[0].partition("://")
        shown, hidden = rest[:30], rest[30:]
        kind = ' class="ellipsis"' if hidden else ""
        return (
            f'<a href="{found[0]}" target="_blank" rel="nofollow noopener"><span class="invisible">{scheme}://</span>'
            f'<span{kind}>{shown}</span><span class="invisible">{hidden}</span></a>'
        )

    made = _TAG.sub(rf'<a href="{url}/tags/\1" class="mention hashtag" rel="tag">#<span>\1</span></a>', escaped)
    made = _LINK.sub(link, made) if "<a" not in made else _outside(made, link)
    made = _MENTION.sub(
        rf'<span class="h-card"><a href="{url}/@\1" class="u-url mention">@<span>\1</span></a></span>', made
    )
    paragraphs = (one.replace("\n", "<br />") for one in re.split(r"\n{2,}", made))
    return "".join(f"<p>{one}</p>" for one in paragraphs)


def _outside(made: str, link: Any) -> str:
    parts = re.split(r"(<a .*?</a>)", made)
    return "".join(part if part.startswith("<a ") else _LINK.sub(link, part) for part in parts)


def status(
    url: str, number: str, escaped: str, attached: list[dict[str, Any]], asked: dict[str, Any]
) -> dict[str, Any]:
    """Return a post."""
    return {
        "id": number,
        "created_at": _moment(),
        "in_reply_to_id": None,
        "in_reply_to_account_id": None,
        "sensitive": False,
        "spoiler_text": "",
        "visibility": asked.get("visibility", "public"),
        "language": asked.get("language", "en"),
        "uri": f"{url}/ap/users/{ACCOUNT_ID}/statuses/{number}",
        "url": f"{url}/@harbour/{number}",
        "replies_count": 0,
        "reblogs_count": 0,
        "favourites_count": 0,
        "edited_at": None,
        "favourited": False,
        "reblogged": False,
        "muted": False,
        "bookmarked": False,
        "pinned": False,
        "content": content(url, escaped),
        "filtered": [],
        "reblog": None,
        "application": {"name": "Wellspoken", "website": None},
        "account": account(url),
        "media_attachments": attached,
        "mentions": [],
        "tags": [{"name": tag.lower(), "url": f"{url}/tags/{tag}"} for tag in _TAG.findall(escaped)],
        "emojis": [],
        "card": None,
        "poll": None,
    }

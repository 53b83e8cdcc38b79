"""Every page a person can open in the sample hospital, and how to get there: for pictures and for tests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from playwright.sync_api import Page

#: language -> who does what in the sample hospital
PEOPLE = {
    "en": {"writer": "Ana Berg", "reviewer": "Grace Holm"},
    "nb": {"writer": "Kari Nilsen", "reviewer": "Jonas Vik"},
    "id": {"writer": "Dewi Lestari", "reviewer": "Siti Rahma"},
}
#: language -> what differs in addresses
WORDS = {
    "en": {"slug": "st-elms", "draft": "Heart month"},
    "nb": {"slug": "havnesykehuset", "draft": "Botoxtilbud"},
    "id": {"slug": "pelabuhan-sehat", "draft": "Promo khitan"},
}


#: pages that ask for more after they are loaded
UNFINISHED = '[hx-trigger*="load"], [data-island="composer"]'


@dataclass(frozen=True)
class Place:
    """A page: `path`, then `links` to follow: a pattern of an address on the page, or `@` and a path from there.

    `who`: "" for signed out, or a key of `PEOPLE`, or "administrator". `press`: elements to press when there.
    `main`: one of the pages that are drawn for people to look at. `{slug}` and `{draft}` depend on the language.
    """

    name: str
    who: str
    path: str
    links: tuple[str, ...] = ()
    press: tuple[str, ...] = ()
    main: bool = False
    status: int = 200


_POST = r"/posts/\d+/$"
_CONSENT = r"/consents/\d+/$"
_CHANNEL = r"/channels/\d+/$"
_NEWS = r"/newsroom/[^/]+/[^/.]+/$"
OUTSIDE = (
    Place("sign-in", "", "/accounts/login/", main=True),
    Place("password-reset", "", "/accounts/password/reset/"),
    Place("password-reset-done", "", "/accounts/password/reset/done/"),
    Place("password-key-old", "", "/accounts/password/reset/key/1-gone/"),
    Place("password-key-done", "", "/accounts/password/reset/key/done/"),
    Place("inactive", "", "/accounts/inactive/"),
    Place("newsroom", "", "/newsroom/{slug}/", main=True),
    Place("news-item", "", "/newsroom/{slug}/", (_NEWS,)),
    Place("nothing-here", "", "/nothing/here/", status=404),
)
WRITER = (
    Place("home", "writer", "/", main=True),
    Place("home-menu", "writer", "/", press=(".top-side summary",)),
    Place("home-more", "writer", "/", press=(".bar summary",)),
    Place("home-shortcuts", "writer", "/", press=("?",)),
    Place("write", "writer", "/write/", main=True),
    Place("compose", "writer", "/posts/?text={draft}", (_POST, r"/edit/$"), main=True),
    Place("compose-time", "writer", "/posts/?text={draft}", (_POST, r"/edit/$"), ("#compose-plan summary",)),
    Place("compose-near", "writer", "/posts/?text={draft}", (_POST, "@near/")),
    Place("compose-version", "writer", "/posts/?state=changes", (_POST, "@revisions/1/")),
    Place("post-film", "writer", "/posts/?text={draft}", (_POST, "@film/")),
    Place("import-begin", "writer", "/posts/import/"),
    Place("posts", "writer", "/posts/", main=True),
    Place("posts-none", "writer", "/posts/?text=zebra"),
    Place("post", "writer", "/posts/?state=published", (_POST,), main=True),
    Place("post-repeat", "writer", "/posts/?state=published", (_POST, "@again-and-again/")),
    Place("post-changes", "writer", "/posts/?state=changes", (_POST,)),
    Place("post-withdrawn", "writer", "/posts/?state=withdrawn", (_POST,)),
    Place("post-forecast", "writer", "/posts/?text={draft}", (_POST, "@forecast/")),
    Place("post-checks", "writer", "/posts/?text={draft}", (_POST, "@checks/")),
    Place("take-down", "writer", "/posts/?state=published", (_POST, r"/take-down/$")),
    Place("consents", "writer", "/consents/", main=True),
    Place("consents-none", "writer", "/consents/?q=zebra"),
    Place("consent", "writer", "/consents/?state=valid", (_CONSENT,)),
    Place("consent-new", "writer", "/consents/new/"),
    Place("consent-withdraw", "writer", "/consents/?state=valid", (_CONSENT, r"/consents/\d+/withdraw/$")),
    Place("consent-copy", "writer", "/consents/?state=valid", (_CONSENT, r"/consents/\d+/copy/$")),
    Place("consent-after", "writer", "/consents/?state=withdrawn", (_CONSENT, r"/consents/\d+/withdrawal/$")),
    Place("post-people", "writer", "/posts/?text={draft}", (_POST, "@consents/")),
    Place("private-link-gone", "", "/c/gone/", status=404),
    Place("outside-link-gone", "", "/r/gone/", status=404),
    Place("calendar", "writer", "/calendar/", main=True),
    Place("calendar-week", "writer", "/calendar/", (r"[?&]view=week",)),
    Place("calendar-list", "writer", "/calendar/", (r"[?&]view=list",)),
    Place("calendar-day", "writer", "/calendar/", (r"[?&]view=day",)),
    Place("calendar-move", "writer", "/calendar/", (r"/calendar/posts/\d+/move/",)),
    Place("calendar-move-dialog", "writer", "/calendar/", press=('main a[href*="/move/"]',)),
    Place("channels", "writer", "/channels/", main=True),
    Place("channel-broken", "writer", "/channels/", (_CHANNEL,)),
    Place("unclear", "writer", "/deliveries/unknown/"),
    Place("holds-as-writer", "writer", "/holds/"),
    Place("me", "writer", "/me/", main=True),
    Place("security", "writer", "/me/security/"),
    Place("my-keys", "writer", "/me/keys/"),
    Place("password", "writer", "/accounts/password/change/"),
    Place("password-first", "writer", "/accounts/password/set/"),
    Place("picture", "writer", "/media/upload/"),
    Place("sign-out", "writer", "/accounts/logout/"),
    Place("no-right", "writer", "/settings/people/", status=403),
    Place("no-such-post", "writer", "/posts/999999/", status=404),
)
REVIEWER = (
    Place("home-reviewer", "reviewer", "/"),
    Place("reviews", "reviewer", "/review/", main=True),
    Place("review-report", "reviewer", "/reviews/report/"),
    Place("review", "reviewer", "/review/", (r"/review/\d+/$",), main=True),
    Place("review-outside", "reviewer", "/review/", (r"/review/\d+/$", r"/review/\d+/outside/$")),
    Place("review-changes", "reviewer", "/review/", (r"/review/\d+/$",), (".verdict summary",)),
)
ADMINISTRATOR = (
    Place("studies", "reviewer", "/settings/studies/"),
    Place("workflows", "administrator", "/settings/workflows/", main=True),
    Place("workflow", "administrator", "/settings/workflows/", (r"/workflows/\d+/$",)),
    Place("workflow-step", "administrator", "/settings/workflows/", (r"/workflows/\d+/$", r"/steps/1/$")),
    Place("people", "administrator", "/settings/people/", main=True),
    Place("person", "administrator", "/settings/people/", (r"/people/\d+/$",)),
    Place("person-leave", "administrator", "/settings/people/", (r"/people/\d+/$", r"/leave/$")),
    Place("person-keys", "administrator", "/settings/people/", (r"/people/\d+/$", r"/keys/$")),
    Place("roles", "administrator", "/settings/people/roles/"),
    Place("trainings", "administrator", "/settings/people/training/"),
    Place("me-reviewer", "reviewer", "/me/"),
    Place("access-review", "administrator", "/settings/people/review/"),
    Place("person-rights", "administrator", "/settings/people/", (r"/people/\d+/$", r"/rights/$")),
    Place("service-add", "administrator", "/settings/people/services/add/"),
    Place("person-add", "administrator", "/settings/people/add/"),
    Place("settings", "administrator", "/settings/", main=True),
    Place("sign-in-provider", "administrator", "/settings/sign-in/"),
    Place("provisioning", "administrator", "/settings/provisioning/"),
    Place("exports", "administrator", "/settings/export/"),
    Place("saml", "administrator", "/settings/sign-in/saml/"),
    Place("team", "administrator", "/settings/", (r"/teams/\d+/$",)),
    Place("team-review-hours", "administrator", "/settings/", (r"/teams/\d+/review/$",)),
    Place("team-add", "administrator", "/settings/teams/add/"),
    Place("rules", "administrator", "/settings/rules/", main=True),
    Place("rule", "administrator", "/settings/rules/?changed=1", (r"/rules/rule/[^/]+/$",), main=True),
    Place("rules-none", "administrator", "/settings/rules/?q=zebra"),
    Place("rules-own", "administrator", "/settings/rules/own/"),
    Place("rules-term", "administrator", "/settings/rules/own/", (r"/rules/own/\d+/$",)),
    Place("rules-term-add", "administrator", "/settings/rules/own/add/"),
    Place("rules-exempt", "administrator", "/settings/rules/exempt/"),
    Place("rules-history", "administrator", "/settings/rules/history/"),
    Place("rules-draft", "administrator", "/settings/rules/draft/", main=True),
    Place("rules-demands", "administrator", "/settings/rules/demands/"),
    Place("rules-days", "administrator", "/settings/rules/days/"),
    Place("rules-lab", "administrator", "/settings/rules/lab/", main=True),
    Place("rule-as-written", "writer", "/settings/rules/rule/HIPAA-ID-A/"),
    Place("products", "administrator", "/settings/products/"),
    Place("product", "administrator", "/settings/products/", (r"/products/[0-9a-f]+/$",)),
    Place("product-add", "administrator", "/settings/products/add/"),
    Place("archive", "administrator", "/archive/", main=True),
    Place("incidents", "administrator", "/incidents/"),
    Place("incident-report", "administrator", "/posts/?state=published", (_POST, r"/incidents/new/")),
    Place("binders", "administrator", "/records/binder/"),
    Place("post-binder", "administrator", "/posts/?state=published", (_POST, "@binder/")),
    Place("archive-due", "administrator", "/archive/due/"),
    Place("edition", "administrator", "/archive/", (r"/archive/\d+/$",), main=True),
    Place("audit", "administrator", "/audit/", main=True),
    Place("audit-proof", "administrator", "/audit/proof/"),
    Place("audit-entry", "administrator", "/audit/entries/1/"),
    Place("holds", "administrator", "/holds/"),
    Place("several", "administrator", "/calendar/several/"),
    Place("recurring", "administrator", "/posts/recurring/"),
    Place("series", "writer", "/posts/recurring/", (r"/posts/recurring/\d+/$",)),
    Place("connect", "administrator", "/channels/connect/", main=True),
    Place("connect-newsroom", "administrator", "/channels/connect/newsroom/"),
    Place("connect-bluesky", "administrator", "/channels/connect/bluesky/"),
    Place("connect-mastodon", "administrator", "/channels/connect/mastodon/"),
    Place("connect-closed", "administrator", "/channels/connect/facebook/"),
    Place("connect-form", "administrator", "/channels/connect/webhook/"),
    Place("networks", "administrator", "/settings/networks/", main=True),
    Place("network", "administrator", "/settings/networks/facebook/", main=True),
    Place("channel", "administrator", "/channels/", (_CHANNEL,), main=True),
    Place("channel-pace", "administrator", "/channels/", (_CHANNEL, r"/pace/$")),
    Place("channel-data", "administrator", "/channels/", (_CHANNEL, r"/data/$")),
    Place("channel-reconnect", "administrator", "/channels/", (_CHANNEL, r"/reconnect/$")),
    Place("channel-remove", "administrator", "/channels/", (_CHANNEL, r"/remove/$")),
)
PLACES = OUTSIDE + WRITER + REVIEWER + ADMINISTRATOR
#: pages of an installation with nothing in it
EMPTY = (
    Place("start", "", "/start/", main=True),
    Place("set-up-1", "", "/start/set-up/organisation/"),
)


def name_of(who: str, language: str = "en") -> str:
    """The name of the person who opens pages for `who`."""
    return PEOPLE[language].get(who, "Erik Lund")


def visit(page: Page, url: str, place: Place, language: str = "en") -> int:
    """Open the place and press what it says; returns the HTTP status. Raises LookupError when a link is missing."""
    answer = page.goto(_address(page, url + place.path.format(**WORDS[language]), place.links, (place.who, language)))
    if page.locator(UNFINISHED).count():
        page.wait_for_load_state("networkidle")
    for what in place.press:
        if what == "?":
            page.keyboard.press("?")
        elif page.locator(what).first.is_visible():
            page.locator(what).first.click()
        page.wait_for_timeout(150)
    return answer.status if answer else 0


#: (address, links to follow from it, who follows them in which language) -> where they lead
_FOUND: dict[tuple[str, tuple[str, ...], tuple[str, str]], str] = {}


def _address(page: Page, start: str, links: tuple[str, ...], reader: tuple[str, str]) -> str:
    """Where the links lead from an address; the pages on the way are opened once for each reader."""
    if not links:
        return start
    key = (start, links, reader)
    if key not in _FOUND:
        page.goto(_address(page, start, links[:-1], reader))
        _FOUND[key] = _target(page, links[-1])
    return _FOUND[key]


def _target(page: Page, link: str) -> str:
    if link.startswith("@"):
        return urljoin(page.url, link[1:])
    addresses = page.locator("a[href]").evaluate_all("all => all.map(a => a.href)")
    found = next((address for address in addresses if re.search(link, address)), None)
    if found is None:
        raise LookupError(f"no link like {link} on {page.url}")
    return str(found)

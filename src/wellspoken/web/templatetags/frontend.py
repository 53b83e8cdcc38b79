"""`{% frontend_assets %}` loads the built script and style sheet; `{% frontend_hint %}` says when there are none."""

from __future__ import annotations

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from wellspoken.web.frame.assets import NotBuilt, assets

register = template.Library()


@register.simple_tag
def frontend_assets() -> SafeString:
    """The link and script elements of the build; nothing when it is missing (pages still work as plain forms)."""
    try:
        script, style = assets()
    except NotBuilt:
        return SafeString("")
    return format_html(
        '<link rel="stylesheet" href="{}"><script type="module" src="{}"></script>', static(style), static(script)
    )


@register.simple_tag
def frontend_hint() -> SafeString:
    """A sentence at the top of the page when the style sheet has not been built."""
    try:
        assets()
    except NotBuilt:
        hint = _("The style sheet of these pages has not been built. Run “make run”, or “npm run build” in frontend.")
        return format_html('<p role="alert">{}</p>', hint)
    return SafeString("")

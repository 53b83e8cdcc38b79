"""Behind TLS: refuses to start without its own secrets."""

from django.core.exceptions import ImproperlyConfigured

from wellspoken.config.settings.base import *  # noqa: F403
from wellspoken.config.settings.base import SEAL_KEYS, SECRET_KEY, SITE_URL

if not SECRET_KEY or not SEAL_KEYS:
    raise ImproperlyConfigured("Run `wellspoken init`, or set WELLSPOKEN_SECRET_KEY and WELLSPOKEN_SEAL_KEYS.")
if not SITE_URL.startswith("https://"):
    raise ImproperlyConfigured("WELLSPOKEN_URL must start with https:// in production.")

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000

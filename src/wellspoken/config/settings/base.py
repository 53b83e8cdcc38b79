"""Settings shared by every way of running.

Everything that differs between installations comes from the environment:

* `WELLSPOKEN_DATA`: the folder that holds the database, uploads, keys and logs.
* `WELLSPOKEN_URL`: the address people use, e.g. `https://social.example.org`.
* `WELLSPOKEN_DATABASE`: PostgreSQL instead of SQLite, see `databases`.
* `WELLSPOKEN_ENGINE`, `WELLSPOKEN_BROKER`: what rings the delivery workers, see `engines`.
* `WELLSPOKEN_MEDIA`: the folder of uploads where several machines share one.
* `WELLSPOKEN_FILM_MB`: the largest film that is taken, in megabytes (512).
* `WELLSPOKEN_SECURITY_CONTACT`, `WELLSPOKEN_CLAMD`: see `security`.
* `WELLSPOKEN_SECRET_KEY`, `WELLSPOKEN_SEAL_KEYS`: secrets; without them the files
  `secret.key` and `seal.keys` in the data folder are used (made by `wellspoken init`).
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from wellspoken.config.settings.content_security import CONTENT_SECURITY_POLICY  # noqa: F401 (Django reads it here)
from wellspoken.config.settings.databases import database
from wellspoken.config.settings.engines import engine
from wellspoken.config.settings.security import clamd, contacts

REPO = Path(__file__).resolve().parents[4]
PACKAGE = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("WELLSPOKEN_DATA", REPO / "var")).resolve()

SITE_URL = os.environ.get("WELLSPOKEN_URL", "http://127.0.0.1:8000").rstrip("/")
_site = urlsplit(SITE_URL)


def secret(name: str, file: str) -> str:
    """Return the secret from environment variable `name`, or from `file` in the data folder, or ''."""
    if value := os.environ.get(name):
        return value
    path = DATA / file
    return path.read_text().strip() if path.is_file() else ""


SECRET_KEY = secret("WELLSPOKEN_SECRET_KEY", "secret.key")
#: Fernet keys, newest first, one per line or separated by commas; see rooms.kernel.sealed.
SEAL_KEYS = [k for k in secret("WELLSPOKEN_SEAL_KEYS", "seal.keys").replace(",", "\n").split() if k]
#: read anew when it changes, so that a rotation needs no restart; None when the keys come from the environment
SEAL_KEYS_FILE = None if os.environ.get("WELLSPOKEN_SEAL_KEYS") else DATA / "seal.keys"
#: whom `/.well-known/security.txt` names; nobody: no such page
SECURITY_CONTACTS = contacts(os.environ.get("WELLSPOKEN_SECURITY_CONTACT", ""))
#: where ClamAV's daemon listens; None: uploads are not looked at for malware
CLAMD = clamd(os.environ.get("WELLSPOKEN_CLAMD", ""))

DEBUG = False
ALLOWED_HOSTS = sorted({_site.hostname or "127.0.0.1", "127.0.0.1", "localhost", "[::1]"})
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "csp",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wellspoken.rooms.kernel",
    "wellspoken.rooms.audit",
    "wellspoken.rooms.people",
    "wellspoken.rooms.channels",
    "wellspoken.rooms.media",
    "wellspoken.rooms.library",
    "wellspoken.rooms.campaigns",
    "wellspoken.rooms.compliance",
    "wellspoken.rooms.consents",
    "wellspoken.rooms.content",
    "wellspoken.rooms.review",
    "wellspoken.rooms.publishing",
    "wellspoken.rooms.records",
    "wellspoken.sample",
    "wellspoken.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wellspoken.web.middleware.PersonMiddleware",
    "wellspoken.web.account.second_factor.SecondFactorMiddleware",
    "wellspoken.web.middleware.FirstStartMiddleware",
    "wellspoken.web.middleware.PlainAnswersMiddleware",
]

ROOT_URLCONF = "wellspoken.config.urls"
WSGI_APPLICATION = "wellspoken.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "wellspoken.web.frame.context.frame",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
        },
    }
]

DATABASES = {"default": database(os.environ, DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "wellspoken.web.account.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "wellspoken.web.account.entry.LoginForm",
    "reset_password": "wellspoken.web.account.entry.ResetPasswordForm",
    "reset_password_from_key": "wellspoken.web.account.entry.ResetPasswordKeyForm",
    "change_password": "wellspoken.web.account.entry.ChangePasswordForm",
    "reauthenticate": "wellspoken.web.account.entry.PasswordAgainForm",
    "set_password": "wellspoken.web.account.entry.SetPasswordForm",
}
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to strangers
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "reset_password": "20/m/ip,5/m/key"}
MFA_ADAPTER = "wellspoken.web.account.second_factor.Adapter"
MFA_SUPPORTED_TYPES = ["recovery_codes", "totp", "webauthn"]
MFA_FORMS = {
    "authenticate": "wellspoken.web.account.entry.CodeForm",
    "reauthenticate": "wellspoken.web.account.entry.CodeAgainForm",
    "activate_totp": "wellspoken.web.account.entry.TurnOnForm",
    "add_webauthn": "wellspoken.web.account.entry.PasskeyForm",
    "authenticate_webauthn": "wellspoken.web.account.entry.UsePasskeyForm",
    "reauthenticate_webauthn": "wellspoken.web.account.entry.PasskeyAgainForm",
}
MFA_TOTP_TOLERANCE = 1  # clocks of phones run a little apart
#: only an installation without https, which is for trying out: browsers themselves allow passkeys there on localhost
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = _site.scheme == "http"
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("WELLSPOKEN_PROXIES", "0"))

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _site.scheme == "https"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "wellspoken.web.frame.answers.csrf_failure"
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("accelerometer", "camera", "geolocation", "gyroscope", "microphone", "payment", "usb")
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("id", _("Indonesian")), ("nb", _("Norwegian Bokmål"))]
LOCALE_PATHS = [REPO / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
FRONTEND_DIST = REPO / "frontend" / "dist"
STATICFILES_DIRS = [PACKAGE / "web" / "static", *([FRONTEND_DIST] if FRONTEND_DIST.is_dir() else [])]
#: Vite puts a hash of the contents into these names: browsers may keep them for ever.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/assets/.+-[\w-]{8}\.\w+$"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
MEDIA_ROOT = Path(os.environ.get("WELLSPOKEN_MEDIA", DATA / "media")).resolve()
#: a film, in bytes; it goes to the disk as it arrives
FILM_MAX_BYTES = int(os.environ.get("WELLSPOKEN_FILM_MB", "512")) * 10**6
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

EMAIL_BACKEND = os.environ.get("WELLSPOKEN_EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
if smtp := os.environ.get("WELLSPOKEN_SMTP"):  # smtp://user:password@host:587
    _smtp = urlsplit(smtp)
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _smtp.hostname or "localhost", _smtp.port or 25
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _smtp.username or "", _smtp.password or ""
    EMAIL_USE_TLS, EMAIL_USE_SSL = _smtp.scheme == "smtp+tls", _smtp.scheme == "smtps"
    EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = os.environ.get("WELLSPOKEN_FROM", "wellspoken@localhost")

#: Networks on this machine or a private range may be connected only when this is on (the sandbox needs it).
ALLOW_PRIVATE_NETWORKS = os.environ.get("WELLSPOKEN_PRIVATE_NETWORKS", "") == "1"
#: Where `wellspoken sandbox` answers; the Channels page offers it when it does.
SANDBOX_URL = os.environ.get("WELLSPOKEN_SANDBOX_URL", "http://localhost:2583").rstrip("/")

#: A text whose checks take longer counts as not checked, and is stopped.
SCREENING_SECONDS = 20.0
#: for looking into one picture; what was not read by then is said to be unread
PICTURE_SECONDS = 90.0
#: whether links in drafts are looked up (through the guarded client, never inside the house)
CHECK_LINKS = os.environ.get("WELLSPOKEN_CHECK_LINKS", "1") == "1"

#: Delivery: seconds. See rooms.publishing and docs/adr.
DELIVERY_SWEEP_SECONDS = 1.0
DELIVERY_LEASE_SECONDS = 90
DELIVERY_LATE_LIMIT_MINUTES = 30
# how late a post may go out without asking when only its network was down
DELIVERY_OUTAGE_LIMIT_MINUTES = 120
DELIVERY_WORKERS = int(os.environ.get("WELLSPOKEN_WORKERS", "8"))
#: "embedded": bells ring inside the worker; "celery": at any worker, over the RabbitMQ broker named here
DELIVERY_ENGINE, DELIVERY_BROKER = engine(os.environ)
HEARTBEAT_STALE_SECONDS = 30

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "wellspoken.config.logs.Discreet", "format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": os.environ.get("WELLSPOKEN_LOG", "WARNING")},
    "loggers": {
        "stamina": {"level": "ERROR"},  # trying again is nothing to warn of; what fails for good is noted
        "django": {"handlers": [], "level": "INFO"},  # without Django's own: one of them would mail whole requests
    },
}

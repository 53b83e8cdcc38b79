"""The test suite: throw-away keys, fast passwords, mail in memory, its own data folder."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("WELLSPOKEN_DATA", tempfile.mkdtemp(prefix="wellspoken-test-"))
os.environ.setdefault("WELLSPOKEN_PRIVATE_NETWORKS", "1")
os.environ.setdefault("WELLSPOKEN_CHECK_LINKS", "0")  # servers started by tests inherit it: nothing goes outside

from wellspoken.config.settings.base import *  # noqa: F403
from wellspoken.config.settings.base import DATA, DATABASES

SECRET_KEY = "only-for-tests-" + "x" * 40
SEAL_KEYS_FILE = None
SECURITY_CONTACTS = ["mailto:security@example.org"]
SEAL_KEYS = ["dGVzdC1rZXktdGVzdC1rZXktdGVzdC1rZXktdGVzdC0="]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# A file, not memory: threads and child processes must meet in the same database.
if "sqlite3" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["TEST"] = {"NAME": Path(DATA) / "test.sqlite3"}
    # what a test wrote need not outlive a power cut; servers that tests start have settings of their own
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True

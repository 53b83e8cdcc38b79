"""The WSGI door used by granian and gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wellspoken.config.settings.dev")
application = get_wsgi_application()

"""The WSGI door used by granian and gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wellspoken.config.settings.dev")
application = get_wsgi_application()

# only now are the apps ready; the first key somebody presses shall not wait for the word lists
from wellspoken.web.warming import warm_up  # noqa: E402

warm_up()

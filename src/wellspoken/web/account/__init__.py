"""Sign-in, sign-out, password reset (django-allauth) and a person's own settings."""

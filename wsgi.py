"""The WSGI entry point: ``gunicorn wsgi:app`` serves ``app``, once ``samrad init`` has made the store."""

from api.app import create_app

app = create_app()

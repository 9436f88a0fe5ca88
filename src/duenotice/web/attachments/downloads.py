"""A file as an answer to a browser: saved, never shown in the site's own pages."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from duenotice.web.attachments.services import File


def as_download(file: File) -> HttpResponse:
    """Bytes that no browser opens in place, whatever is in them, and that no cache keeps."""
    answer = HttpResponse(file.content, content_type="application/octet-stream")
    answer["Content-Disposition"] = str(content_disposition_header(True, file.name))
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "no-store"
    return answer

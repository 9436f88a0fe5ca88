"""Uploads stay in memory, and end where the limit is. Nothing of them is ever written to a temporary file."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MOST_BYTES = 10 * 1024 * 1024
"""All files of one request together; as much as an attachment may have."""
BESIDES = 1024 * 1024
"""What else a request may hold: its fields, and the lines between them."""


class InMemory(FileUploadHandler):
    """The one upload handler of the site. Raises `RequestDataTooBig`, which is answered with status 400."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._received = 0
        self._file = BytesIO()

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 - as Django names it
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        """Refuse what says that it is too large, before any of it is read."""
        if content_length > MOST_BYTES + BESIDES:
            raise RequestDataTooBig("more than may be uploaded")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A further file of the request."""
        super().new_file(*args, **kwargs)
        self._file = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Keep a piece, unless it is one too many."""
        self._received += len(raw_data)
        if self._received > MOST_BYTES:
            raise RequestDataTooBig("more than may be uploaded")
        self._file.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The file, in memory."""
        self._file.seek(0)
        return InMemoryUploadedFile(
            self._file,
            self.field_name,
            self.file_name or "",
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )

"""The server of the site: gunicorn, one process with threads, on the loopback address alone.

One process, because the keys and the counters of tries live in it. Gunicorn makes a second one, which only
watches the first; both end together, and so does a site that nobody used for `idle` seconds.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.db import connections
from gunicorn.app.base import BaseApplication

from duenotice.web import idle as use
from duenotice.web.acting import from_now_on
from duenotice.web.keys import ring

THREADS = 8
LOOKS = 1.0
"""Seconds between two looks whether somebody still uses the site."""


class Site(BaseApplication):  # type: ignore[misc]  # comes without types
    """Gunicorn, set up by us: no file of settings, no socket to steer it by, no log of requests."""

    def __init__(self, port: int, idle: int) -> None:
        self.port, self.idle = port, idle
        super().__init__()

    def load_config(self) -> None:
        """The settings."""
        chosen = {
            "bind": f"127.0.0.1:{self.port}",
            "workers": 1,
            "threads": THREADS,
            "worker_class": "gthread",
            "preload_app": True,
            "control_socket_disable": True,
            "accesslog": None,
            "loglevel": "error",
            "proc_name": "duenotice",
            "umask": 0o077,
            "forwarded_allow_ips": "127.0.0.1",
            "post_worker_init": self.began,
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        """Django. What the command did before belongs to nobody's request."""
        from_now_on()
        connections.close_all()
        return get_wsgi_application()

    def began(self, worker: Any) -> None:
        """In the process that serves."""
        use.used()
        if self.idle:
            threading.Thread(target=lock_when_idle, args=(self.idle, os.getppid()), daemon=True).start()


def lock_when_idle(seconds: int, watcher: int) -> None:
    """End both processes when nobody has used the site for so long; the key goes first."""
    while use.seconds() < seconds:
        time.sleep(LOOKS)
    ring.forget()
    os.kill(watcher, signal.SIGTERM)


def run(port: int, idle: int) -> None:
    """Serve until ended. `idle`: seconds without use after which it ends by itself; 0: never."""
    try:
        Site(port, idle).run()
    except SystemExit as ended:
        if ended.code:
            raise

# The site for compose.yaml. Every package by version and hash, as the lock files have them; nothing runs as root.
FROM python:3.11.13-slim-bookworm
COPY requirements.lock requirements-dev.lock /tmp/locks/
RUN awk '/^[a-z]/ { kept = /^psycopg(-binary)?==/ } kept' /tmp/locks/requirements-dev.lock > /tmp/locks/psycopg.lock \
    && python -m venv /opt/duenotice/.venv \
    && for lock in requirements psycopg; do \
        /opt/duenotice/.venv/bin/pip install --no-cache-dir --require-hashes --no-deps -r "/tmp/locks/$lock.lock" || exit 1; \
    done && rm -r /tmp/locks
COPY pyproject.toml README.md LICENSE /opt/duenotice/
COPY src /opt/duenotice/src
RUN /opt/duenotice/.venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation /opt/duenotice \
    && groupadd --gid 10001 duenotice \
    && useradd --uid 10001 --gid 10001 --home-dir /var/lib/duenotice --create-home duenotice \
    && mkdir -m 700 /var/lib/duenotice/vault && chown duenotice: /var/lib/duenotice/vault
USER 10001:10001
ENV PATH=/opt/duenotice/.venv/bin:$PATH DUENOTICE_VAULT=/var/lib/duenotice/vault PYTHONDONTWRITEBYTECODE=1
ENTRYPOINT ["duenotice"]
CMD ["serve"]

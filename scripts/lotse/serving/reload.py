"""Reload: while somebody works on the records, pages may run the script by which MkDocs shows changes at once."""

import base64
import hashlib
import re
from collections.abc import Callable

_INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)


def allowing_reload(app: Callable) -> Callable:
    """Wrap the WSGI `app` of `mkdocs serve`: the policy of each page also lists the inline script that MkDocs adds to it."""

    def wrapped(environ: dict, start_response: Callable) -> list[bytes]:
        answer: list = []
        body = b"".join(app(environ, lambda status, headers, *rest: answer.extend((status, headers))))
        status, headers = answer
        for script in _INLINE_SCRIPT.findall(body):
            digest = base64.b64encode(hashlib.sha256(script).digest())
            body = body.replace(b"script-src 'self'", b"script-src 'self' 'sha256-" + digest + b"'", 1)
        kept = [(name, value) for name, value in headers if name.lower() != "content-length"]
        start_response(status, [*kept, ("Content-Length", str(len(body)))])
        return [body]

    return wrapped

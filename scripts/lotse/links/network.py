"""What addresses and answers say: which host, in which network, where to go on, how long to wait."""

import datetime
import email.utils
import ipaddress
import socket
from urllib.parse import urljoin

import requests
from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url


def host_of(address: str) -> str:
    """Return the name of the host that `address` leads to, as requests understands it; nothing where it is malformed."""
    try:
        return (parse_url(address).host or "").strip("[]").lower()
    except LocationParseError:
        return ""


def is_internal(address: str) -> bool:
    """Tell whether `address` leads into a private network or to this very computer, where a foreign record may not send us.

    A name that cannot be looked up does not: the request will tell more, or a proxy may know it. A name that changes its
    meaning between this look and the request gets through; nothing but the status of its answer is ever shown.
    """
    host = host_of(address)
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM) if host else []
    except (OSError, UnicodeError):
        return False
    return not all(_is_public(str(where[0])) for *_, where in found)


def _is_public(number: str) -> bool:
    address = ipaddress.ip_address(number.partition("%")[0])
    plain = getattr(address, "ipv4_mapped", None) or address
    return plain.is_global and not plain.is_multicast


def redirect_target(session: requests.Session, response: requests.Response) -> str:
    """Return the address that `response` leads on to, safe to show; nothing where it leads nowhere."""
    target = session.get_redirect_target(response)
    return requests.utils.requote_uri(urljoin(response.url, target)) if target else ""


def seconds_to_wait(response: requests.Response) -> float | None:
    """Return how long `response` asks us to wait, if it does (https://www.rfc-editor.org/rfc/rfc9110#field.retry-after)."""
    value = response.headers.get("Retry-After", "").strip()
    if value.isdecimal():
        return float(value)
    try:
        until = email.utils.parsedate_to_datetime(value)
        return max(0.0, (until - datetime.datetime.now(datetime.UTC)).total_seconds())
    except (TypeError, ValueError):
        return None

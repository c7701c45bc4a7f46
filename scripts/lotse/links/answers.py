"""What it means for a link when a web server answers so, or does not answer at all."""

import errno
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus

import requests

# OpenSSL's numbers for a chain of certificates with a gap: browsers often close it by themselves, we cannot.
_GAPS_IN_CHAIN = {20, 21}


class Outcome(StrEnum):
    """What has become of an address."""

    OK = "ok"
    MOVED = "moved"
    DEAD = "dead"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Verdict:
    """What has become of an address, in a German sentence; where it moved to; whether it may be better in a moment."""

    outcome: Outcome
    message: str = ""
    new_address: str = ""
    passing: bool = False


WORKS = Verdict(Outcome.OK)
INTERNAL = Verdict(
    Outcome.DEAD, "Die Adresse führt in ein internes Netz. Dorthin kommen Leserinnen und Leser der Website nicht."
)
ENDLESS = Verdict(Outcome.UNCLEAR, "Die Adresse leitet immer weiter, ohne anzukommen.")
NOT_ASKED = Verdict(Outcome.UNCLEAR, "Die Zeit der Prüfung war um, bevor diese Adresse geantwortet hat.")
_MALFORMED = Verdict(Outcome.DEAD, "Die Adresse ist falsch geschrieben, oder sie leitet auf eine falsche weiter.")
UNKNOWN_HOST = Verdict(Outcome.DEAD, "Eine Website mit diesem Namen gibt es nicht.")
_REFUSED = Verdict(Outcome.DEAD, "Die Website nimmt keine Verbindung an.")
_INSECURE = Verdict(
    Outcome.DEAD, "Die sichere Verbindung kommt nicht zustande, etwa weil das Zertifikat abgelaufen oder falsch ist."
)
_GAP_IN_CHAIN = Verdict(
    Outcome.UNCLEAR, "Die Website weist sich nicht vollständig aus. Manche Browser öffnen sie trotzdem."
)
_TIMEOUT = Verdict(Outcome.UNCLEAR, "Die Website hat nicht rechtzeitig geantwortet.", passing=True)
_BROKEN_OFF = Verdict(Outcome.UNCLEAR, "Die Verbindung ist nicht zustande gekommen oder abgebrochen.", passing=True)


def moved(new_address: str) -> Verdict:
    """Return the verdict on an address that leads to `new_address` for good."""
    return Verdict(Outcome.MOVED, "Die Seite hat eine neue Adresse.", new_address)


def of_status(status: int) -> Verdict:
    """Return what the status of an answer means (https://www.rfc-editor.org/rfc/rfc9110#section-15)."""
    if status < HTTPStatus.BAD_REQUEST:
        return WORKS
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        return Verdict(Outcome.DEAD, f"Die Seite gibt es nicht mehr (Antwort {status}).")
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return Verdict(Outcome.UNCLEAR, f"Die Website lässt die Prüfung nicht zu (Antwort {status}).")
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return Verdict(
            Outcome.UNCLEAR, f"Die Website nahm gerade keine weiteren Anfragen an (Antwort {status}).", passing=True
        )
    failed = status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return Verdict(Outcome.UNCLEAR, f"Die Website meldet einen Fehler (Antwort {status}).", passing=failed)


def of_error(error: Exception) -> Verdict:
    """Return what it means that a request ended with `error`."""
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError) and cause.verify_code in _GAPS_IN_CHAIN:
            return _GAP_IN_CHAIN
        if isinstance(cause, ssl.SSLEOFError):  # the other side hung up
            return _BROKEN_OFF
        if isinstance(cause, ssl.SSLError):
            return _INSECURE
        if isinstance(cause, socket.gaierror):
            return _BROKEN_OFF if cause.errno == socket.EAI_AGAIN else UNKNOWN_HOST
        if isinstance(cause, OSError) and cause.errno == errno.ECONNREFUSED:
            return _REFUSED
    if isinstance(error, requests.Timeout):
        return _TIMEOUT
    return _MALFORMED if isinstance(error, ValueError) else _BROKEN_OFF


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield `error` and what led to it: the libraries wrap the interesting one several times."""
    while error:
        yield error
        error = error.__cause__ or error.__context__

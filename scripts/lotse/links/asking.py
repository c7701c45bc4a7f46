"""Asks web servers whether addresses still work: many servers at once, each of them politely, and not for ever."""

import contextlib
import queue
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import requests
from urllib3.exceptions import HTTPError

from .answers import ENDLESS, INTERNAL, NOT_ASKED, Outcome, Verdict, moved, of_error, of_status
from .network import host_of, is_internal, redirect_target, seconds_to_wait

USER_AGENT = "kooperationslotse-links"
MOVED_FOR_GOOD = {requests.codes.moved_permanently, requests.codes.permanent_redirect}
MAX_REDIRECTS = 10


@dataclass(frozen=True)
class Manners:
    """How politely and how patiently to ask; times in seconds."""

    at_once: int = 8  # hosts
    pause: float = 1  # between two requests to one host
    connect: float = 10
    read: float = 20
    retry: float = 5  # before asking again, where the host does not say when
    longest_wait: float = 60  # for a host that says when
    total: float = 30 * 60
    internal: bool = False  # whether to ask hosts in private networks too
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class _Turns:
    """Lets requests to one host pass one after the other, with a pause between them."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._guard = threading.Lock()
        self._locks: dict[str, threading.Lock] = defaultdict(threading.Lock)
        self._free_at: dict[str, float] = defaultdict(float)

    @contextlib.contextmanager
    def of(self, host: str) -> Iterator[None]:
        with self._guard:
            lock = self._locks[host]
        with lock:
            wait = self._free_at[host] - self._manners.clock()
            if wait > 0:
                self._manners.sleep(wait)
            try:
                yield
            finally:
                self.hold(host, self._manners.pause)

    def hold(self, host: str, seconds: float) -> None:
        """Ask `host` nothing for so long."""
        self._free_at[host] = max(self._free_at[host], self._manners.clock() + seconds)


class _Session(requests.Session):
    """A session that leaves redirects to us: requests would read the page that stands in such an answer, however long."""

    def resolve_redirects(self, *_: object, **__: object) -> Iterator[requests.Response]:
        return iter(())


@dataclass(frozen=True)
class _Answer:
    """The answer to one request."""

    verdict: Verdict
    status: int = 0
    target: str = ""
    wait: float | None = None


class LinkCheck:
    """Checks addresses. It asks for single addresses that people chose, as a browser does, and follows no link in a page:
    that is why it does not read robots.txt, which is for programs that do (https://www.rfc-editor.org/rfc/rfc9309)."""

    def __init__(self, manners: Manners, about: str = "") -> None:
        """`about` is an address where those who run the asked websites can read who we are."""
        self._manners = manners
        self._agent = f"{USER_AGENT} (+{requests.utils.requote_uri(about)})" if about else USER_AGENT
        self._turns = _Turns(manners)

    def verdicts(self, addresses: Iterable[str]) -> Mapping[str, Verdict]:
        """Return what has become of each of `addresses`, none of which is asked twice."""
        wanted = sorted(set(addresses))
        hosts: dict[str, list[str]] = {}
        for address in wanted:
            hosts.setdefault(host_of(address), []).append(address)
        waiting: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
        for group in sorted(hosts.values(), key=len, reverse=True):  # the longest work begins first
            waiting.put(group)
        verdicts: dict[str, Verdict] = {}
        deadline = self._manners.clock() + self._manners.total
        # Daemons, so that a server that sends a byte now and then cannot keep the command from ending.
        workers = [
            threading.Thread(target=self._work, args=(waiting, verdicts, deadline), daemon=True)
            for _ in range(min(self._manners.at_once, len(hosts)))
        ]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join(max(0, deadline - self._manners.clock()))
        return {address: verdicts.get(address, NOT_ASKED) for address in wanted}

    def _work(self, waiting: queue.SimpleQueue, verdicts: dict[str, Verdict], deadline: float) -> None:
        """Take one host after the other and ask it for all its addresses."""
        with contextlib.suppress(queue.Empty):
            while True:
                for address in waiting.get_nowait():
                    if self._manners.clock() >= deadline:
                        return
                    verdicts[address] = self._verdict(address)

    def _verdict(self, address: str) -> Verdict:
        """Follow `address` to where it leads."""
        new_address, for_good, current = "", True, address
        with _Session() as session:  # a fresh one each time: cookies last no longer than one address
            session.headers.update({"User-Agent": self._agent, "Accept": "*/*", "Accept-Language": "de, *;q=0.5"})
            session.auth = lambda request: request  # sends no password, neither from ~/.netrc nor from an address
            for _ in range(MAX_REDIRECTS + 1):
                answer = self._answer(session, current)
                if not answer.target:
                    works = answer.verdict.outcome == Outcome.OK
                    return moved(new_address) if works and new_address else answer.verdict
                current, for_good = answer.target, for_good and answer.status in MOVED_FOR_GOOD
                new_address = current if for_good else new_address
        return ENDLESS

    def _answer(self, session: requests.Session, address: str) -> _Answer:
        """Ask with HEAD to spare the server, with GET where it refuses that, and once again where waiting may help."""
        answer = self._request(session, "HEAD", address)
        if answer.status >= requests.codes.bad_request and not answer.verdict.passing:
            answer = self._request(session, "GET", address)
        wait = self._manners.retry if answer.wait is None else answer.wait
        if answer.verdict.passing and wait <= self._manners.longest_wait:
            self._turns.hold(host_of(address), wait)
            answer = self._request(session, "GET", address)
        return answer

    def _request(self, session: requests.Session, method: str, address: str) -> _Answer:
        """Return the answer to one request, without reading the page itself."""
        if not self._manners.internal and is_internal(address):
            return _Answer(INTERNAL)
        timeouts = (self._manners.connect, self._manners.read)
        options = {"timeout": timeouts, "allow_redirects": False, "stream": True}
        try:
            with self._turns.of(host_of(address)), session.request(method, address, **options) as response:
                target = redirect_target(session, response)
                return _Answer(of_status(response.status_code), response.status_code, target, seconds_to_wait(response))
        except (OSError, ValueError, HTTPError) as error:  # the first stands for all errors of requests
            return _Answer(of_error(error))

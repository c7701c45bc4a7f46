"""The links out of the website: which addresses are found, how politely they are asked for, and what the report says.

All servers stand on this computer; nobody waits, time is told to pass.
"""

import datetime
import http.server
import json
import shutil
import socket
import ssl
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

import pytest

from conftest import HEAD
from lotse.links import external as links
from lotse.links import report as link_report
from lotse.links.answers import NOT_ASKED, Outcome, Verdict, moved
from lotse.links.asking import LinkCheck, Manners
from lotse.links.network import is_internal
from lotse.links.report import MAX_SECTION, Link
from lotse.problems import CannotWork, ProblemsFound
from lotse.reading import prose
from lotse.reading.document import Document
from lotse.reading.yaml_reader import parse

DAY = datetime.date(2026, 8, 4)
Headers = dict[str, str]
Answer = tuple[int, Headers] | int | Callable[[], object]


class Server:
    """A web server on this computer: answers by method and path, several answers to one path in their order."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Answer]] = {}
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.credentials: set[str | None] = set()
        self.at_once, self.most_at_once, self.guard = 0, 0, threading.Lock()
        self.ended = threading.Event()
        server = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_HEAD(self) -> None:
                with server.guard:
                    server.at_once += 1
                    server.most_at_once = max(server.most_at_once, server.at_once)
                    server.asked.append(f"{self.command} {self.path}")
                    server.agents.add(self.headers["User-Agent"])
                    server.credentials.add(self.headers["Authorization"])
                    answers = server.answers.get(f"{self.command} {self.path}") or server.answers[self.path]
                    answer = answers.pop(0) if len(answers) > 1 else answers[0]
                if callable(answer):
                    answer()
                    answer = 200
                status, headers = answer if isinstance(answer, tuple) else (answer, {})
                with server.guard:  # from here on the asker may go on
                    server.at_once -= 1
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                if "Content-Length" in headers:
                    server.ended.wait()  # the page itself never comes

            do_GET = do_HEAD

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, args=(0.01,), daemon=True).start()

    def at(self, path: str, *answers: Answer) -> str:
        """Let `path` be answered so; return its address."""
        self.answers[path] = list(answers)
        return self.address + path.removeprefix("HEAD ").removeprefix("GET ")

    def end(self) -> None:
        self.ended.set()
        self.http.shutdown()
        self.http.server_close()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("NO_PROXY", "*")  # nothing here needs a proxy
    server = Server()
    yield server
    server.end()


class Time:
    """A clock that goes only when somebody sleeps."""

    def __init__(self) -> None:
        self.now, self.slept = 0.0, []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def manners(time: Time) -> Callable[..., Manners]:
    """Manners that may ask this computer and wait only in thought."""
    return lambda **others: Manners(**{"internal": True, "clock": time.clock, "sleep": time.sleep, **others})


@pytest.fixture
def verdict(manners: Callable[..., Manners]) -> Callable[..., Verdict]:
    """What has become of a single address."""
    return lambda address, **others: LinkCheck(manners(**others)).verdicts([address])[address]


def record(text: str, path: str = "cases/kita.yml") -> Document:
    problems: list = []
    document = parse(text.encode(), path, problems)
    assert problems == []
    return document


def page(body: str) -> prose.Text:
    return prose.Text(PurePosixPath("leitfaden/geld.md"), Document("content/leitfaden/geld.md"), body, first_line=6)


# Which addresses


def test_addresses_of_a_record_are_found_with_line_and_column() -> None:
    found = links.collect(
        [
            record(
                "title: Kita\n"
                "links:\n"
                "  - {title: Amt, url: https://amt.example/a?b=1&copy=2#teil}\n"
                "goals:\n"
                "  - text: Siehe [hier](https://amt.example/b_(c)) und [dort](http://dort.example) und [intern](/faelle/).\n"
            )
        ],
        [],
    )
    assert found == {
        "https://amt.example/a?b=1&copy=2": [("cases/kita.yml", 3, 23)],
        "https://amt.example/b_(c)": [("cases/kita.yml", 5, 11)],
        "http://dort.example": [("cases/kita.yml", 5, 11)],
    }


def test_addresses_of_a_page_are_found_with_line_and_column() -> None:
    body = (
        "Ein [Verweis](https://a.example/x?y=1&amp;z=2 'Titel') und <https://b.example/>.\n"
        "\n"
        '[merken]: https://c.example/#teil\n<a href="https://d.example/">D</a>\n'
        "`https://code.example/` und [Post](mailto:amt@example.org) und [Seite](../faelle/index.md)\n"
        "```\n[Code](https://code.example/)\n```\n"
    )
    assert links.collect([], [page(body)]) == {
        "https://a.example/x?y=1&z=2": [("content/leitfaden/geld.md", 6, 15)],
        "https://b.example/": [("content/leitfaden/geld.md", 6, 61)],
        "https://c.example/": [("content/leitfaden/geld.md", 8, 11)],
        "https://d.example/": [("content/leitfaden/geld.md", 9, 10)],
    }


def test_an_address_in_several_places_is_one_with_all_its_places() -> None:
    records = [record("url: https://a.example/#eins\n", f"cases/{name}.yml") for name in "ab"]
    text = record("text: '[A](https://a.example/) und [noch einmal](https://a.example/#zwei)'\n", "surveys/s.yml")
    found = links.collect([*records, text], [])
    assert found == {"https://a.example/": [("cases/a.yml", 1, 6), ("cases/b.yml", 1, 6), ("surveys/s.yml", 1, 7)]}


# What becomes of them


def test_a_page_that_is_there_is_asked_once_and_not_read(server: Server, verdict: Callable) -> None:
    assert verdict(server.at("/", 200)).outcome == Outcome.OK
    assert server.asked == ["HEAD /"]


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(404, "dead"), (410, "dead"), (403, "unclear"), (401, "unclear"), (418, "unclear")],
)
def test_a_final_answer_counts_when_get_gives_it_too(
    server: Server, verdict: Callable, status: int, outcome: str
) -> None:
    found = verdict(server.at("/", status))
    assert (found.outcome, str(status) in found.message) == (outcome, True)
    assert server.asked == ["HEAD /", "GET /"]


@pytest.mark.parametrize("refused", [403, 404, 405, 501])
def test_where_head_is_refused_get_decides(server: Server, verdict: Callable, refused: int) -> None:
    server.at("HEAD /", refused)
    assert verdict(server.at("GET /", 200)).outcome == Outcome.OK


@pytest.mark.parametrize(("status", "target"), [(200, ""), (302, "/neu"), (404, "")])
def test_get_reads_no_page_however_long(server: Server, verdict: Callable, status: int, target: str) -> None:
    server.at("HEAD /", 405)
    server.at("/neu", 200)
    address = server.at("GET /", (status, {"Location": target, "Content-Length": "1000000000"}))
    assert verdict(address, read=0.2).outcome == (Outcome.DEAD if status == 404 else Outcome.OK)


def test_a_temporary_redirect_is_fine(server: Server, verdict: Callable) -> None:
    server.at("/neu", 200)
    assert verdict(server.at("/", (302, {"Location": "/neu"}))) == Verdict(Outcome.OK)


@pytest.mark.parametrize("status", [301, 308])
def test_a_permanent_redirect_names_the_new_address(server: Server, verdict: Callable, status: int) -> None:
    server.at("/neu", (302, {"Location": "/heute"}))
    server.at("/heute", 200)
    found = verdict(server.at("/", (status, {"Location": "/neu"})))
    assert (found.outcome, found.new_address) == (Outcome.MOVED, f"{server.address}/neu")


def test_what_comes_after_a_temporary_redirect_is_not_for_good(server: Server, verdict: Callable) -> None:
    server.at("/heute", (301, {"Location": "/neu"}))
    server.at("/neu", 200)
    assert verdict(server.at("/", (307, {"Location": "/heute"}))).outcome == Outcome.OK


def test_a_permanent_redirect_into_nothing_is_dead(server: Server, verdict: Callable) -> None:
    server.at("/neu", 404)
    assert verdict(server.at("/", (301, {"Location": "/neu"}))).outcome == Outcome.DEAD


def test_a_new_address_can_smuggle_nothing_into_the_report(server: Server, verdict: Callable) -> None:
    server.answers["/%3E%3Cb%3E%60@amt"] = [200]
    found = verdict(server.at("/", (301, {"Location": "/><b>`@amt"})))
    assert found.new_address == f"{server.address}/%3E%3Cb%3E%60@amt"


def test_redirects_without_end_are_unclear(server: Server, verdict: Callable) -> None:
    found = verdict(server.at("/", (302, {"Location": "/"})))
    assert found.outcome == Outcome.UNCLEAR
    assert "leitet immer weiter" in found.message
    assert len(server.asked) == 11


@pytest.mark.parametrize("target", ["http://[", "ftp://amt.example/", "http://a..b/"])
def test_a_redirect_to_nonsense_is_dead(server: Server, verdict: Callable, target: str) -> None:
    assert verdict(server.at("/", (302, {"Location": target}))).outcome == Outcome.DEAD


@pytest.mark.parametrize("address", ["http://[", "https://a..b/", "http://amt.example:99999/"])
def test_a_malformed_address_is_dead(verdict: Callable, address: str) -> None:
    assert verdict(address).outcome == Outcome.DEAD


def test_a_host_that_does_not_exist_is_dead_after_one_try(
    verdict: Callable, monkeypatch: pytest.MonkeyPatch, time: Time
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert verdict("https://amt.example/").outcome == Outcome.DEAD
    assert time.slept == []


def test_a_name_service_out_of_order_is_unclear(verdict: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    def out_of_order(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", out_of_order)
    assert verdict("https://amt.example/").outcome == Outcome.UNCLEAR


def test_a_refused_connection_is_dead(verdict: Callable) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        found = verdict(f"http://127.0.0.1:{unused.getsockname()[1]}/")
    assert (found.outcome, found.message) == (Outcome.DEAD, "Die Website nimmt keine Verbindung an.")


def test_no_secure_connection_is_dead(server: Server, verdict: Callable) -> None:
    found = verdict(server.address.replace("http:", "https:"))
    assert (found.outcome, "sichere Verbindung" in found.message) == (Outcome.DEAD, True)


@pytest.mark.skipif(not shutil.which("openssl"), reason="braucht openssl")
def test_a_wrong_certificate_is_dead(server: Server, verdict: Callable, tmp_path: Path) -> None:
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=amt.example", "-days", "2"]
    subprocess.run([*request, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.http.socket = context.wrap_socket(server.http.socket, server_side=True)
    found = verdict(server.at("/", 200).replace("http:", "https:"))
    assert (found.outcome, "Zertifikat" in found.message) == (Outcome.DEAD, True)


def test_a_broken_connection_is_unclear_unless_the_second_try_works(server: Server, verdict: Callable) -> None:
    def hang_up() -> None:
        raise ConnectionError

    server.http.handle_error = lambda *_: None
    assert verdict(server.at("/nie", hang_up)).outcome == Outcome.UNCLEAR
    assert verdict(server.at("/dann", hang_up, 200)).outcome == Outcome.OK


def test_a_slow_server_is_asked_twice_and_then_unclear(server: Server, verdict: Callable, time: Time) -> None:
    found = verdict(server.at("/", server.ended.wait), read=0.2)
    assert (found.outcome, found.message) == (Outcome.UNCLEAR, "Die Website hat nicht rechtzeitig geantwortet.")
    assert server.asked == ["HEAD /", "GET /"]
    assert time.slept == [5]


# Manners


def test_a_busy_server_is_asked_again_when_it_says(server: Server, verdict: Callable, time: Time) -> None:
    address = server.at("/", (429, {"Retry-After": "17"}), 200)
    assert verdict(address).outcome == Outcome.OK
    assert time.slept == [17]


def test_a_server_that_names_an_hour_is_given_a_pause_of_its_own(server: Server, verdict: Callable, time: Time) -> None:
    address = server.at("/", (503, {"Retry-After": "Mon, 01 Jan 2001 00:00:00 GMT"}), 200)
    assert verdict(address).outcome == Outcome.OK
    assert time.slept == [1]


def test_a_server_that_wants_too_long_a_wait_is_left_alone(server: Server, verdict: Callable, time: Time) -> None:
    assert verdict(server.at("/", (429, {"Retry-After": "86400"}))).outcome == Outcome.UNCLEAR
    assert (server.asked, time.slept) == (["HEAD /"], [])


@pytest.mark.parametrize("value", ["bald", "", "-5", "9" * 400, "²", "Mon, 99 Foo"])
def test_nonsense_about_waiting_does_no_harm(server: Server, verdict: Callable, value: str) -> None:
    address = server.at("/", (503, {"Retry-After": value.encode().decode("latin-1")}))
    assert verdict(address).outcome == Outcome.UNCLEAR


def test_one_host_is_asked_one_thing_after_the_other_with_pauses(
    server: Server, manners: Callable[..., Manners], time: Time
) -> None:
    addresses = [server.at(f"/{number}", 200) for number in range(4)]
    LinkCheck(manners()).verdicts(addresses)
    assert server.most_at_once == 1
    assert time.slept == [1, 1, 1]


def test_pauses_hold_for_redirects_to_the_same_host_too(server: Server, verdict: Callable, time: Time) -> None:
    server.at("/neu", 200)
    verdict(server.at("/", (302, {"Location": "/neu"})))
    assert time.slept == [1]


@pytest.fixture
def hosts(server: Server, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], list[str]]:
    """Addresses at so many hosts, all of which the same server answers for."""
    look_up = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda _, *others, **more: look_up("127.0.0.1", *others, **more))
    return lambda count: [f"http://amt-{number}.example:{server.http.server_port}/" for number in range(count)]


def test_many_hosts_are_asked_at_once(
    server: Server, hosts: Callable[[int], list[str]], manners: Callable[..., Manners], time: Time
) -> None:
    together = threading.Barrier(4, timeout=20)
    server.at("/", together.wait)
    addresses = hosts(4)
    verdicts = LinkCheck(manners(at_once=4)).verdicts(addresses)
    assert {found.outcome for found in verdicts.values()} == {Outcome.OK}
    assert (server.most_at_once, time.slept) == (4, [])


def test_never_more_hosts_at_once_than_allowed(
    server: Server, hosts: Callable[[int], list[str]], manners: Callable[..., Manners]
) -> None:
    pairs = threading.Barrier(2, timeout=20)
    server.at("/", pairs.wait)
    LinkCheck(manners(at_once=2)).verdicts(hosts(6))
    assert server.most_at_once == 2


def test_an_address_is_asked_once_however_often_it_is_named(server: Server, manners: Callable[..., Manners]) -> None:
    LinkCheck(manners()).verdicts([server.at("/", 200)] * 3)
    assert server.asked == ["HEAD /"]


def test_the_whole_check_ends_in_time(server: Server, manners: Callable[..., Manners]) -> None:
    real = Manners(internal=True, total=0.2)
    address = server.at("/", server.ended.wait)
    assert LinkCheck(real).verdicts([address]) == {address: NOT_ASKED}
    assert LinkCheck(manners(total=0)).verdicts([address]) == {address: NOT_ASKED}
    assert server.asked == ["HEAD /"]


def test_it_says_who_asks_and_sends_no_password(
    server: Server, manners: Callable[..., Manners], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text("default login amt password geheim\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    address = server.at("/", 200).replace("http://", "http://amt:geheim@")
    LinkCheck(manners(), "https://archiv.example/lötse").verdicts([address])
    assert server.agents == {"kooperationslotse-links (+https://archiv.example/l%C3%B6tse)"}
    assert server.credentials == {None}


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "2130706433"]
    + ["[::1]", "[fe80::1]", "[fd00::1]", "[::ffff:127.0.0.1]", "224.0.0.1"],
)
def test_internal_networks_are_known(host: str) -> None:
    assert is_internal(f"http://amt@{host}:8080/pfad")


@pytest.mark.parametrize("host", ["8.8.8.8", "[2606:4700::1111]", "[::ffff:8.8.8.8]"])
def test_public_networks_are_none_of_them(host: str) -> None:
    assert not is_internal(f"https://{host}/")


def test_internal_networks_are_never_asked_not_even_after_a_redirect(
    server: Server, manners: Callable[..., Manners], monkeypatch: pytest.MonkeyPatch
) -> None:
    strict = manners(internal=False)
    address = server.at("/", (302, {"Location": server.at("/geheim", 200)}))
    assert LinkCheck(strict).verdicts([address])[address].outcome == Outcome.DEAD
    assert server.asked == []
    monkeypatch.setattr("lotse.links.asking.is_internal", lambda address: address.endswith("/geheim"))
    found = LinkCheck(strict).verdicts([address])[address]
    assert (found.outcome, "internes Netz" in found.message) == (Outcome.DEAD, True)
    assert server.asked == ["HEAD /"]


# The report

GONE = Verdict(Outcome.DEAD, "Die Seite gibt es nicht mehr (Antwort 404).")
SLOW = Verdict(Outcome.UNCLEAR, "Die Website hat nicht rechtzeitig geantwortet.", passing=True)
FOUND = [
    Link("https://a.example/", (("cases/b.yml", 3, 10), ("cases/a.yml", 12, 1)), GONE),
    Link("https://b.example/", (("cases/a.yml", 1, 1),), SLOW),
    Link("https://c.example/", (("cases/a.yml", 2, 1),), moved("https://neu.example/")),
    Link("https://d.example/", (("cases/a.yml", 3, 1),), Verdict(Outcome.OK)),
]


def test_the_text_names_every_place_the_dead_ones_first() -> None:
    assert link_report.report(FOUND, "text", DAY).text.splitlines() == [
        "cases/a.yml:12:1: Tot: Die Seite gibt es nicht mehr (Antwort 404). https://a.example/",
        "cases/b.yml:3:10: Tot: Die Seite gibt es nicht mehr (Antwort 404). https://a.example/",
        "cases/a.yml:1:1: Unklar: Die Website hat nicht rechtzeitig geantwortet. https://b.example/",
        "cases/a.yml:2:1: Umgezogen: Die Seite hat eine neue Adresse. https://neu.example/ (bisher https://c.example/)",
    ]


def test_only_dead_addresses_make_a_report_bad() -> None:
    assert link_report.report(FOUND, "text", DAY).any_dead
    assert not link_report.report(FOUND[1:], "text", DAY).any_dead
    assert (
        link_report.report(FOUND[:1], "text", DAY).summary
        == "1 Adresse geprüft: 1 tot, 0 unklar, 0 umgezogen, 0 erreichbar."
    )


def test_json_holds_every_address() -> None:
    whole = json.loads(link_report.report(FOUND, "json", DAY).text)
    assert whole["date"] == "2026-08-04"
    assert Counter(link["outcome"] for link in whole["links"]) == Counter(["dead", "unclear", "moved", "ok"])
    assert whole["links"][2] == {
        "address": "https://c.example/",
        "outcome": "moved",
        "message": "Die Seite hat eine neue Adresse.",
        "new_address": "https://neu.example/",
        "places": [{"path": "cases/a.yml", "line": 2, "column": 1}],
    }


def test_markdown_shows_the_dead_ones_and_folds_the_others() -> None:
    assert link_report.report(FOUND, "markdown", DAY).text == (
        "4 Adressen geprüft: 1 tot, 1 unklar, 1 umgezogen, 1 erreichbar.\n\n"
        "Stand: 04.08.2026\n\n"
        "## Tote Adressen (1)\n\n"
        "Suchen Sie eine neue Adresse, oder löschen Sie den Verweis.\n\n"
        "- <https://a.example/>: Die Seite gibt es nicht mehr (Antwort 404).\n"
        "  - `cases/a.yml:12:1`\n"
        "  - `cases/b.yml:3:10`\n\n"
        "<details>\n<summary>Unklare Adressen (1)</summary>\n\n"
        "Öffnen Sie diese Adressen im Browser. Meist ist nichts zu tun.\n\n"
        "- <https://b.example/>: Die Website hat nicht rechtzeitig geantwortet.\n"
        "  - `cases/a.yml:1:1`\n\n"
        "</details>\n\n"
        "<details>\n<summary>Umgezogene Adressen (1)</summary>\n\n"
        "Diese Verweise gehen noch. Tragen Sie bei Gelegenheit die neue Adresse ein.\n\n"
        "- <https://c.example/>: Die Seite hat eine neue Adresse. <https://neu.example/>\n"
        "  - `cases/a.yml:2:1`\n\n"
        "</details>"
    )


def test_markdown_fits_into_an_issue_however_much_is_dead() -> None:
    places = tuple((f"cases/{number}.yml", 1, 1) for number in range(12))
    verdicts = (GONE, SLOW, moved("https://neu.example/" + "x" * 400))
    many = [Link(f"https://{number}.example/", places, verdict) for verdict in verdicts for number in range(3000)]
    text = link_report.report(many, "markdown", DAY).text
    assert len(text) < 65_536 and len(text) > 2 * MAX_SECTION
    assert "  - und 2 weitere Stellen\n" in text
    assert "weitere; alle zeigt `lotse links`" in text


# The whole


def test_a_whole_folder_is_checked(
    collection: Path, smallest_case: str, server: Server, manners: Callable[..., Manners]
) -> None:
    shutil.rmtree(collection / "vocabulary")
    (collection / "vocabulary").mkdir()
    link = "\nlinks:\n  - title: Amt\n    url: {}\n"
    (collection / "cases/kita.yml").write_text(smallest_case + link.format(server.at("/weg#teil", 404)), "utf-8")
    server.at("/weg", 404)
    (collection / "content").mkdir()
    (collection / "content/seite.md").write_text(f"{HEAD}[Da]({server.at('/da', 200)})\n", "utf-8")
    report = links.run(collection, manners=manners())
    line = smallest_case.count("\n") + 4
    assert report.text == (
        f"cases/kita.yml:{line}:10: Tot: Die Seite gibt es nicht mehr (Antwort 404). {server.address}/weg"
    )
    assert report.summary == "2 Adressen geprüft: 1 tot, 0 unklar, 0 umgezogen, 1 erreichbar."


def test_without_a_network_nothing_is_called_dead(collection: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(CannotWork, match="Verbindung zum Netz"):
        links.run(collection)


def test_a_file_that_cannot_be_read_is_no_file_without_links(collection: Path) -> None:
    (collection / "cases/kaputt.yml").write_text("title: [\n", "utf-8")
    with pytest.raises(ProblemsFound):
        links.run(collection)


def test_checking_and_building_never_touch_the_network() -> None:
    """The library that asks web servers is loaded for `lotse links` alone."""
    code = "import sys; from lotse import cli, recipe; sys.exit('requests' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0

"""The address others open: what the owner says, else what is known to work; never this machine's own name."""

import socket

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as any_of

from lcity.text import LANGUAGES, language
from lcity.ui.server import public_address
from lcity.ui.server.address import ADDRESS, Known
from lcity.ui.server.public_address import PublicAddress, current, found, is_loopback, own_address

OWN = "192.168.1.20"
LOCAL = "http://localhost:8501/coverage"


def of_room(given="", opened_at=LOCAL, bound="0.0.0.0", port=8501, **more):
    return found(given, opened_at, bound, port, **{"own": OWN, **more})


@pytest.mark.parametrize(
    ("settings", "url"),
    [
        # What is said outright counts, with or without a scheme, a path or a last slash.
        ({"given": "https://lcity.example.org/"}, "https://lcity.example.org"),
        ({"given": " lcity.example.org:8600 "}, "http://lcity.example.org:8600"),
        ({"given": "https://example.org/city/"}, "https://example.org/city"),
        ({"given": "http://10.0.0.7:80", "opened_at": "http://10.9.9.9:8501/"}, "http://10.0.0.7:80"),
        # The presenter has it open by an address or a whole name: so can others, on any page.
        ({"opened_at": "http://10.0.0.7:8501/plan"}, "http://10.0.0.7:8501"),
        ({"opened_at": "https://lcity.example.org/plan", "bound": "localhost"}, "https://lcity.example.org"),
        (
            {"opened_at": "https://a.example/x/plan", "bound": "localhost", "below": "x"},
            "https://a.example/x",
        ),
        # A bare name or one of the neighbourhood is often unknown to telephones.
        ({"opened_at": "http://laptop:8501/"}, f"http://{OWN}:8501"),
        ({"opened_at": "http://laptop.local:8501/"}, f"http://{OWN}:8501"),
        ({"opened_at": "https://observatory/", "bound": "localhost"}, "https://observatory"),
        # Else the machine's own address.
        ({}, f"http://{OWN}:8501"),
        ({"bound": "", "port": 8600, "scheme": "https", "below": "city"}, f"https://{OWN}:8600/city"),
        ({"bound": "10.0.0.7"}, "http://10.0.0.7:8501"),
        ({"bound": "fd00::7"}, "http://[fd00::7]:8501"),
    ],
)
def test_others_find_the_server(settings, url):
    assert of_room(**settings) == PublicAddress(url)


@pytest.mark.parametrize(
    ("settings", "lacking"),
    [
        ({"bound": "localhost"}, "loopback"),
        ({"bound": "127.0.0.1"}, "loopback"),
        ({"bound": "::1"}, "loopback"),
        ({"own": ""}, "network"),
        ({"own": "127.0.1.1"}, "network"),
        ({"given": "localhost:8501"}, "unreadable"),
        ({"given": "http://0.0.0.0:8501"}, "unreadable"),
        ({"given": "ftp://example.org"}, "unreadable"),
        ({"given": "http://example.org:99999"}, "unreadable"),
        ({"given": "http://me:secret@example.org"}, "unreadable"),
        ({"given": "my own machine"}, "unreadable"),
        ({"given": "http://[broken"}, "unreadable"),
    ],
)
def test_what_is_lacking_is_said_and_what_to_do(settings, lacking):
    address = of_room(**settings)
    assert address == PublicAddress(lacking=lacking)
    for code in LANGUAGES:
        way_on = "ADDRESS=0.0.0.0" if lacking == "loopback" else ADDRESS
        assert way_on in language(code).t(address.message)


@given_any(
    given=any_of.sampled_from(["", "localhost", "http://127.0.0.1:1", "http://[::1]:8501", "app.localhost"]),
    opened_at=any_of.sampled_from(["", LOCAL, "http://127.8.9.1/", "http://[::1]:8501/", "http://0.0.0.0/"]),
    bound=any_of.sampled_from(["", "localhost", "0.0.0.0", "::", "127.0.0.1", "::1"]),
    own=any_of.sampled_from(["", "127.0.0.1", "127.0.1.1"]),
)
def test_this_machine_s_name_for_itself_is_never_handed_out(given, opened_at, bound, own):
    address = found(given, opened_at, bound, 8501, own=own)
    assert address.url == ""
    assert address.lacking


def test_a_page_has_an_address():
    address = PublicAddress("https://example.org/city")
    assert address.message == ""
    assert address.of() == "https://example.org/city/"
    assert address.of("plan", "city=1&v=1") == "https://example.org/city/plan?city=1&v=1"


def test_the_owner_s_word_counts_and_the_server_is_known_by_it(monkeypatch):
    monkeypatch.setenv(ADDRESS, "https://lcity.example.org/city")
    assert current() == PublicAddress("https://lcity.example.org/city")
    assert Known.from_settings().answers_to("lcity.example.org", "127.0.0.1")
    monkeypatch.delenv(ADDRESS)
    assert not Known.from_settings().answers_to("lcity.example.org", "127.0.0.1")


def test_as_it_ships_the_server_is_this_machine_s_alone(monkeypatch):
    monkeypatch.delenv(ADDRESS, raising=False)
    assert current() == PublicAddress(lacking="loopback")


def test_the_machine_s_own_address_is_one_it_can_be_asked_by():
    address = own_address()
    if address:
        with socket.create_server((address, 0)) as server, socket.create_connection(server.getsockname()):
            pass
        assert not is_loopback(address)


class NoWayOut(socket.socket):
    """A network that leads nowhere else."""

    def connect(self, address):
        raise OSError("Network is unreachable")


@pytest.mark.parametrize(
    ("told", "address"), [(["127.0.1.1", "10.1.2.3"], "10.1.2.3"), (["127.0.1.1"], ""), ([], "")]
)
def test_in_a_network_that_leads_nowhere_the_machine_s_name_knows(monkeypatch, told, address):
    monkeypatch.setattr(public_address.socket, "socket", NoWayOut)
    answer = [(socket.AF_INET, 1, 6, "", (one, 0)) for one in told]
    monkeypatch.setattr(public_address.socket, "getaddrinfo", lambda *_: answer)
    assert own_address() == address

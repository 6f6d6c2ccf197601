"""HTTP mode over a real server: only fresh, true signatures get in, and nothing that comes in makes it stumble."""

import http.client
import json
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import urlencode

import pytest
from slack_sdk.signature import SignatureVerifier
from slackbot.fake_slack import FakeSlack
from slackbot.rig import PAY, SECRET, TASKS, Rig, blocks, eventually, shown

from assistant.slack.bot import Bot
from assistant.slack.errors import SlackError
from assistant.slack.http_mode import EVENTS, HEALTH, LARGEST, WINDOW
from assistant.slack.settings import Address, SlackSettings

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
LOOPBACK = Address("127.0.0.1", 0)


@pytest.fixture
def rig(make_rig: Callable[..., Rig]) -> Rig:
    rig = make_rig()
    rig.start(SlackSettings(http=LOOPBACK))
    return rig


@pytest.fixture
def bot(rig: Rig) -> Bot:
    return rig.bots[0]


def signed(body: bytes, kind: str = JSON, age: float = 0.0, secret: str = SECRET) -> dict[str, str]:
    timestamp = str(int(time.time() - age))
    signature = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=body)
    return {"Content-Type": kind, "X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": str(signature)}


def post(bot: Bot, body: bytes, headers: dict[str, str], path: str = EVENTS) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", bot.port, timeout=10)
    try:
        connection.request("POST", path, body, headers)
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def send(bot: Bot, payload: object) -> tuple[int, str]:
    body = json.dumps(payload).encode()
    return post(bot, body, signed(body))


def health(bot: Bot) -> dict[str, object]:
    with urllib.request.urlopen(f"http://127.0.0.1:{bot.port}{HEALTH}", timeout=10) as response:
        found: dict[str, object] = json.load(response)
        return found


def test_a_signed_event_is_answered_once(rig: Rig, bot: Bot, slack: FakeSlack) -> None:
    event = slack.event(PAY, channel="D1")
    assert [send(bot, event)[0] for _ in range(3)] == [200] * 3
    assert "4.200" in shown(rig.replies("D1", event["event"]["ts"], 1)[0])
    assert slack.opened == 0


def test_commands_and_buttons_come_as_forms(rig: Rig, bot: Bot, slack: FakeSlack) -> None:
    body = urlencode(slack.command(PAY)).encode()
    assert post(bot, body, signed(body, FORM))[0] == 200
    root = slack.wait(lambda: [m for m in slack.messages.values() if "fragt" in m.get("text", "")])[0]
    [answer] = rig.replies("C1", root["ts"], 1)
    button = blocks(answer, "actions")[0]["elements"][0]
    click = urlencode({"payload": json.dumps(slack.action(answer, {**button, "type": "button"}))}).encode()
    assert post(bot, click, signed(click, FORM))[0] == 200
    rig.replies("C1", root["ts"], 2)


def test_slack_can_verify_the_address(bot: Bot) -> None:
    status, text = send(bot, {"type": "url_verification", "challenge": "abc"})
    assert (status, json.loads(text)) == (200, {"challenge": "abc"})


def test_what_bears_no_true_and_fresh_signature_stays_out(rig: Rig, bot: Bot, slack: FakeSlack) -> None:
    body = json.dumps(slack.event(PAY, channel="D1")).encode()
    good = signed(body)
    stamp, sign = "X-Slack-Request-Timestamp", "X-Slack-Signature"
    for headers in (
        {"Content-Type": JSON},
        {**good, sign: "v0=" + "0" * 64},
        {**good, sign: "ü"},
        {**good, sign: ""},
        {**good, stamp: "gestern"},
        {**good, stamp: "-1"},
        {**good, stamp: "9" * 5000},
        {**good, stamp: "²"},
        signed(body, age=WINDOW + 5),
        signed(body, age=-WINDOW - 5),
        signed(body, secret="other"),
        signed(body + b" "),
    ):
        encoded = {name: value.encode("latin-1", "replace").decode("latin-1") for name, value in headers.items()}
        assert post(bot, body, encoded)[0] in (400, 401), headers
    rig.idle()
    assert slack.named("chat.postMessage") == []
    assert post(bot, body, good)[0] == 200


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{", JSON),
        (b"[]", JSON),
        (b'"text"', JSON),
        (b"null", JSON),
        (b"", JSON),
        (b"[" * 100_000, JSON),
        (b"payload=%7B", FORM),
        (b"payload=[]", FORM),
        (b"\xff\xfe", JSON),
        (b"payload=%FF", FORM),
    ],
    ids=lambda value: str(value)[:12],
)
def test_signed_nonsense_is_refused_without_a_stumble(bot: Bot, body: bytes, kind: str) -> None:
    headers = {"Content-Type": kind, "X-Slack-Request-Timestamp": "1", "X-Slack-Signature": "v0=1"}
    with suppress(UnicodeDecodeError):  # a body that is no text cannot be signed
        headers = signed(body, kind)
    assert post(bot, body, headers)[0] in (400, 401)
    assert health(bot)["status"] == "ok"


@pytest.mark.parametrize("payload", [{}, {"type": "event_callback"}, {"type": "block_actions", "actions": []}])
def test_signed_objects_of_an_unknown_kind_do_no_harm(bot: Bot, payload: object) -> None:
    assert send(bot, payload)[0] in (200, 404, 500, 503)
    assert health(bot)["status"] == "ok"


def test_a_body_has_a_limit_whether_or_not_it_says_its_length(bot: Bot) -> None:
    chunk = b"%x\r\n%s\r\n" % (LARGEST // 2, b"x" * (LARGEST // 2))
    for length, body in ((f"Content-Length: {LARGEST + 1}", b""), ("Transfer-Encoding: chunked", chunk * 3)):
        with socket.create_connection(("127.0.0.1", bot.port), timeout=10) as connection:
            connection.sendall(f"POST {EVENTS} HTTP/1.1\r\nHost: x\r\n{length}\r\n\r\n".encode())
            with suppress(OSError):
                connection.sendall(body)
            assert b" 413 " in connection.recv(200)


@pytest.mark.parametrize("path", ["/", "/slack/install", "/slack/events/", "/../etc/passwd"])
def test_there_is_nothing_else_to_see(bot: Bot, path: str) -> None:
    assert post(bot, b"{}", signed(b"{}"), path)[0] == 404
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"http://127.0.0.1:{bot.port}{EVENTS}", timeout=10)


def test_health_tells_numbers_and_no_words(rig: Rig, bot: Bot, slack: FakeSlack) -> None:
    event = slack.event(PAY, channel="D1")
    send(bot, event)
    rig.replies("D1", event["event"]["ts"], 1)
    found = health(bot)
    assert {key: found[key] for key in ("status", "mode", "answered", "failed", "waiting")} == {
        "status": "ok",
        "mode": "http",
        "answered": 1,
        "failed": 0,
        "waiting": 0,
    }
    assert "IT Manager" not in str(found)


def test_a_bot_that_leaves_refuses_what_comes_and_finishes_what_runs(
    make_rig: Callable[..., Rig], slack: FakeSlack
) -> None:
    import threading

    gate = threading.Event()

    def slow(real, question, history):  # type: ignore[no-untyped-def]
        assert gate.wait(30)
        yield real.answer(question, history)

    rig = make_rig(slow)
    bot = rig.start(SlackSettings(http=LOOPBACK))
    event = slack.event(PAY, channel="D1")
    send(bot, event)
    slack.wait(lambda: slack.statuses)
    leaving = threading.Thread(target=rig.stop)
    leaving.start()
    eventually(lambda: bot.health().status == "stopping")
    with pytest.raises(urllib.error.HTTPError, match="503"):
        health(bot)
    assert send(bot, slack.event(TASKS, channel="D1"))[0] == 503
    gate.set()
    leaving.join(30)
    assert "4.200" in shown(slack.replies("D1", event["event"]["ts"])[0])
    assert len(slack.named("chat.postMessage")) == 1
    with pytest.raises(OSError, match=r"refused|reset"):
        send(bot, event)


def test_an_address_in_use_is_a_clear_error(make_rig: Callable[..., Rig]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = Address("127.0.0.1", taken.getsockname()[1])
        with pytest.raises(SlackError, match="ist nicht zu öffnen"):
            make_rig().start(SlackSettings(http=address))

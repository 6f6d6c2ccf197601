"""Parts on their own: escaping, lanes, the manifest; and a small soak."""

import gc
import io
import json
import logging
import threading
from pathlib import Path

import pytest
from conftest import REPOSITORY
from running import lotse
from slackbot.fake_slack import BOT, FakeSlack
from slackbot.rig import Rig, eventually
from slackbot.soak import Soak

from assistant.slack.escaping import link, markdown, mentions, mrkdwn, plain, typed
from assistant.slack.lanes import Lanes
from assistant.slack.logs import SECRETS, Discreet

MANIFEST = REPOSITORY / "assistant" / "slack" / "manifest.json"


@pytest.mark.parametrize(
    ("written", "escaped"),
    [
        ("<!channel>", "&lt;!channel&gt;"),
        ("<@U1>", "&lt;@U1&gt;"),
        ("<http://x|bank>", "&lt;http://x|bank&gt;"),
        ("&lt;", "&amp;lt;"),
        ("F&E", "F&amp;E"),
        ("@here und @Channel", "@\u2060here und @\u2060Channel"),
        ("a\u202eb\x1b[31m", "ab[31m"),
        ("info@channel.de", "info@channel.de"),
    ],
)
def test_mrkdwn_is_literal(written: str, escaped: str) -> None:
    assert mrkdwn(written) == escaped


@pytest.mark.parametrize(
    ("written", "escaped"),
    [
        ("<!channel>", "&lt;!channel&gt;"),
        ("&lt; und &#60;", "&amp;lt; und &amp;#60;"),
        ("F&E", "F&E"),
        ("[Bank](http://x.de)", "[Bank]\\(`http://x.de)`"),
        ("<http://x|bank>", "&lt;`http://x|bank`&gt;"),
        ("[1] und [2]", "[1] und [2]"),
    ],
)
def test_markdown_is_literal(written: str, escaped: str) -> None:
    assert markdown(written) == escaped


def test_plain_text_needs_no_entities() -> None:
    assert plain("<@U1> & Co") == "‹@U1› & Co"


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        (f"<@{BOT}> Was?", "Was?"),
        (f"<@{BOT}|lotse>: Was?", ": Was?"),
        ("bei <@U2|Eva> und <@U3>", "bei @Eva und"),
        ("<http://x.de|Kiel> und <https://y.de>", "Kiel und https://y.de"),
        ("in <#C1|allgemein> <!here> <!subteam^S1|@team>", "in #allgemein  @team"),
        ("a &lt; b &amp;lt; c", "a < b &lt; c"),
        ("", ""),
    ],
)
def test_what_was_typed_is_read_as_it_was_typed(sent: str, text: str) -> None:
    assert typed(sent, BOT) == text


def test_mentions_are_found() -> None:
    assert mentions("<@U1> <@U2|x> <#C1> <!here> &lt;@U3&gt;") == ["U1", "U2"]


def test_a_link_cannot_be_broken_out_of() -> None:
    assert link("https://x.de/a|b>c d", "<!here>|x") == "<https://x.de/a%7Cb%3Ec%20d|&lt;!here&gt;|x>"
    assert link("data:text/html,x", "x") == "x"


def test_tokens_are_masked() -> None:
    line = "xoxb-1-aB xapp-1-A-2 wss://h/link/?ticket=a-b&x=1 https://hooks.slack.com/commands/T/1/x"
    assert SECRETS.sub("***", line) == "*** *** wss://h/link/?ticket=***&x=1 https://hooks.slack.com/***"


def test_what_other_libraries_log_of_an_exception_quotes_nothing() -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Discreet("%(name)s: %(message)s"))
    for name in ("slack_sdk.somewhere", "lotse.slack.somewhere"):
        logger = logging.Logger(name)
        logger.addHandler(handler)
        try:
            raise ValueError("secret text")
        except ValueError as error:
            logger.exception(f"Failed to handle: {error}" if name.startswith("slack_sdk") else "Vorfall")
    assert "secret" not in stream.getvalue()
    assert "slack_sdk.somewhere: ValueError in test_parts.test_what" in stream.getvalue()
    assert stream.getvalue().count("\n") == 2


def test_lanes_keep_their_order_and_run_side_by_side() -> None:
    lanes, done = Lanes(4, 1_000), [list[int]() for _ in range(8)]
    together = threading.Barrier(4)
    for lane in range(4):
        assert lanes.put(lane, lambda: together.wait(10) and None)
    for number in range(50):
        for lane, order in enumerate(done):
            assert lanes.put(lane, lambda order=order, number=number: order.append(number))  # type: ignore[misc]
    assert lanes.close(30)
    assert done == [list(range(50))] * 8
    assert not lanes.put(0, lambda: None)


def test_lanes_have_a_bound_and_work_that_fails_stops_nothing() -> None:
    lanes, gate, ran = Lanes(1, 2), threading.Event(), threading.Event()

    def fails() -> None:
        gate.wait(10)
        raise ValueError

    assert lanes.put("a", fails)
    eventually(lambda: lanes.running)
    assert [lanes.put("a", ran.set) for _ in range(3)] == [True, True, False]
    gate.set()
    assert ran.wait(10)
    assert lanes.close(10)


def test_lanes_leave_behind_what_the_grace_does_not_reach() -> None:
    lanes, gate, ran = Lanes(1, 5), threading.Event(), threading.Event()
    lanes.put("a", lambda: gate.wait(10) and None)
    lanes.put("a", ran.set)
    assert not lanes.close(0.0)
    gate.set()
    eventually(lambda: not lanes.running)
    assert not ran.is_set()


def test_the_manifest_asks_for_what_the_bot_uses_and_no_more(rig: Rig, slack: FakeSlack) -> None:
    manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
    assert set(manifest["settings"]["event_subscriptions"]["bot_events"]) == {
        "app_home_opened", "app_mention", "message.channels", "message.groups", "message.im",
    }  # fmt: skip
    assert set(manifest["oauth_config"]["scopes"]["bot"]) == {
        "app_mentions:read", "assistant:write", "channels:history", "chat:write", "commands", "files:write",
        "groups:history", "im:history",
    }  # fmt: skip
    [command] = manifest["features"]["slash_commands"]
    assert slack.deliver({**slack.command(""), "command": command["command"]}).acked.wait(10)
    assert len(manifest["display_information"]["description"]) <= 140
    assert len(manifest["display_information"]["long_description"]) >= 175


def test_the_manifest_can_be_printed_without_tokens(tmp_path: Path) -> None:
    done = lotse(tmp_path, "slack", "--manifest")
    assert (done.returncode, done.stdout) == (0, MANIFEST.read_text(encoding="utf-8"))


def test_a_soak_loses_nothing_answers_nothing_twice_and_keeps_the_order(sample_home: Path, tmp_path: Path) -> None:
    outcome = Soak(sample_home, tmp_path / "bot", events=200, threads=10, restarts=1, seed=1).run()
    gc.collect()  # while the mark of these tests counts
    assert (outcome.lost, outcome.double, outcome.disordered, outcome.reported) == (0, 0, 0, 0)
    assert outcome.faults > 10
    assert outcome.deliveries > outcome.events
    assert outcome.connections > 5

"""Mentions, direct messages, threads: who is answered where, and what is remembered."""

from collections.abc import Callable
from pathlib import Path

from slackbot.fake_slack import BOT, BOT_ID, FakeSlack
from slackbot.rig import PAY, TASKS, Rig, blocks, shown, sources

from assistant.slack.settings import SlackSettings

AGAIN = "Und in Leipzig?"
CAR = "Was verdient ein Kfz-Mechatroniker in Dresden?"


def test_a_direct_message_is_answered_in_its_thread_with_sources(rig: Rig) -> None:
    message = rig.ask(PAY)
    assert "4.200–6.000 €" in shown(message)
    assert "4.200–6.000 €" in message["text"], "the notification tells the answer"
    assert "„Ein IT Manager verdient in Mülheim" in sources(message)
    assert "Zeile 12" in sources(message)
    assert blocks(message, "context_actions")


def test_a_mention_is_answered_and_its_thread_goes_on_without_one(rig: Rig, slack: FakeSlack) -> None:
    event = slack.event(f"<@{BOT}> {CAR}", kind="app_mention")
    thread = event["event"]["ts"]
    slack.deliver(event)
    rig.replies("C1", thread, 1)
    message = rig.ask(AGAIN, channel="C1", thread=thread, answers=2)
    assert "2.500–2.900 €" in shown(message)
    assert "Verstanden als: Was verdient man als Kfz Mechatroniker in Leipzig?" in sources(message)


def test_a_follow_up_that_comes_before_the_first_answer_is_not_lost(
    make_rig: Callable[..., Rig], slack: FakeSlack
) -> None:
    rig = make_rig()
    rig.start(SlackSettings(workers=1))
    event = slack.event(f"<@{BOT}> {CAR}", kind="app_mention")
    thread = event["event"]["ts"]
    slack.deliver(event)
    slack.deliver(slack.event(AGAIN, thread=thread))
    assert "Kfz Mechatroniker in Leipzig" in shown(rig.replies("C1", thread, 2)[1])


def test_follow_ups_without_a_mention_can_be_turned_off(make_rig: Callable[..., Rig], slack: FakeSlack) -> None:
    rig = make_rig()
    rig.start(SlackSettings(follow_ups=False))
    event = slack.event(f"<@{BOT}> {CAR}", kind="app_mention")
    thread = event["event"]["ts"]
    slack.deliver(event)
    rig.replies("C1", thread, 1)
    assert slack.deliver(slack.event(AGAIN, thread=thread)).acked.wait(10)
    mention = slack.event(f"<@{BOT}> {AGAIN}", kind="app_mention", thread=thread)
    slack.deliver(mention)
    assert "Kfz Mechatroniker in Leipzig" in shown(rig.replies("C1", thread, 2)[1])


def test_conversations_are_not_mixed_between_threads_or_users(rig: Rig, slack: FakeSlack) -> None:
    thread = rig.ask(CAR)["thread_ts"]
    assert "Leipzig" not in shown(rig.ask("Welche Aufgaben hat man dort als Koch?"))
    other = rig.ask(AGAIN, channel="D2", user="U2")
    assert "Kfz" not in shown(other)
    stranger = rig.ask(AGAIN, thread=thread, user="U2", answers=2)
    assert "2.500" not in shown(stranger)
    assert "Kfz Mechatroniker in Leipzig" in shown(rig.ask(AGAIN, thread=thread, answers=3))


def test_a_conversation_survives_a_restart(rig: Rig, slack: FakeSlack) -> None:
    event = slack.event(f"<@{BOT}> {CAR}", kind="app_mention")
    thread = event["event"]["ts"]
    slack.deliver(event)
    rig.replies("C1", thread, 1)
    rig.stop()
    rig.start()
    message = rig.ask(AGAIN, channel="C1", thread=thread, answers=2)
    assert "Kfz Mechatroniker in Leipzig" in shown(message)


def test_what_is_not_for_the_bot_is_acknowledged_and_not_answered(rig: Rig, slack: FakeSlack) -> None:
    thread = slack.event(f"<@{BOT}> {PAY}", kind="app_mention")
    slack.deliver(thread)
    root = thread["event"]["ts"]
    rig.replies("C1", root, 1)
    for event in (
        slack.event(PAY),  # in a channel, nobody called
        slack.event(PAY, thread="1789999999.000001"),  # in a thread of others
        slack.event(f"<@U7> {PAY}", thread=root),  # to somebody else
        slack.event(PAY, thread=root, subtype="message_changed"),
        slack.event(PAY, thread=root, subtype="channel_join"),
        slack.event(PAY, thread=root, subtype="bot_message", bot_id="B9"),
        slack.event(PAY, thread=root, bot_id="B9", user="U9"),
        slack.event(PAY, thread=root, bot_id=BOT_ID, user=BOT),
        slack.event(PAY, channel="D1", subtype="message_deleted"),
        slack.event(f"<@{BOT}> {PAY}", kind="app_mention", bot_id="B9", user="U9"),
        slack.event("", kind="reaction_added"),
        slack.event(PAY, channel="D1", user=None),
    ):
        assert slack.deliver(event).acked.wait(10), event
    rig.idle()
    assert len(slack.named("chat.postMessage")) == 1


def test_a_message_with_a_file_is_a_message(rig: Rig) -> None:
    assert "4.200" in shown(rig.ask(PAY, subtype="file_share"))


def test_a_mention_deep_in_a_thread_of_others_is_answered_and_the_thread_stays_theirs(
    rig: Rig, slack: FakeSlack
) -> None:
    root = slack.event("Wer weiß das?")["event"]["ts"]
    slack.deliver(slack.event(f"<@{BOT}> {PAY}", kind="app_mention", thread=root))
    rig.replies("C1", root, 1)
    assert slack.deliver(slack.event(TASKS, thread=root)).acked.wait(10)
    rig.replies("C1", root, 1)


def test_suggested_questions_stand_in_the_messages_tab_alone(rig: Rig, slack: FakeSlack) -> None:
    for tab in ("home", "messages"):
        body = {"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": tab, "event_ts": slack.now()}
        slack.deliver({"type": "event_callback", "team_id": "T1", "event_id": f"Ev{tab}", "event": body})
    [prompts] = slack.wait(lambda: slack.prompts)
    assert prompts["channel_id"] == "D1"
    assert "thread_ts" not in prompts
    assert shown(rig.ask(prompts["prompts"][0]["message"]))


def test_a_refusal_offers_what_can_be_asked(rig: Rig) -> None:
    message = rig.ask("Was verdient eine Hebamme in Leipzig?")
    assert "liegt mir kein Artikel vor" in message["text"]
    [actions] = blocks(message, "actions")
    assert [button["value"] for button in actions["elements"]]
    assert "Frag stattdessen:" in sources(message)


def test_a_new_build_of_the_index_is_taken_up(make_rig: Callable[..., Rig], tmp_path: Path, embedder: object) -> None:
    from corpus import write_article

    from index.build import build_index
    from index.home import Home

    folder, home = tmp_path / "artikel", tmp_path / "index-home"
    folder.mkdir()
    write_article(folder, "Koch", "Kiel")
    build_index(Home(home), [folder], embedder)  # type: ignore[arg-type]
    rig = make_rig(index=home)
    rig.start()
    question = "Was verdient ein Florist in Essen?"
    assert "kein Artikel" in shown(rig.ask(question))
    write_article(folder, "Florist", "Essen")
    build_index(Home(home), [folder], embedder)  # type: ignore[arg-type]
    assert "2.500–2.900 €" in shown(rig.ask(question))

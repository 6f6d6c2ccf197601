import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("slack_bolt", reason="the extra 'slack' is not installed")

from slackbot.fake_slack import FakeSlack
from slackbot.rig import Rig, Streaming

# slack_sdk drops its socket unclosed where a connection is cut during the handshake; nothing of ours can close it
DROPPED = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(DROPPED)


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    slack = FakeSlack()
    yield slack
    slack.close()
    gc.collect()  # while the mark above still counts


@pytest.fixture
def make_rig(slack: FakeSlack, sample_home: Path, tmp_path: Path) -> Iterator[Callable[..., Rig]]:
    """Make a bot over an index, the samples by default."""
    rigs: list[Rig] = []

    def make(streaming: Streaming | None = None, index: Path = sample_home) -> Rig:
        rigs.append(Rig(slack, index, tmp_path / "bot", streaming))
        return rigs[-1]

    yield make
    for rig in rigs:
        rig.close()


@pytest.fixture
def rig(make_rig: Callable[..., Rig]) -> Rig:
    """A bot that is at work in Socket Mode."""
    rig = make_rig()
    rig.start()
    return rig

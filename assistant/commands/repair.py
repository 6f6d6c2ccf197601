"""`lotse doctor --repair`: an index that answers again, and then one that is up to date."""

from assistant.commands.index import index
from assistant.commands.streams import say
from assistant.settings import Settings
from index.errors import IndexBusy, IndexLayerError, IndexMissing
from index.home import Home
from index.repair import fall_back


def repair_index(settings: Settings) -> None:
    """Put a sound build in use and bring it up to date; read all articles anew where no build is sound."""
    home = settings.index_home
    before = _in_use(home)
    try:
        build = fall_back(home)
    except IndexMissing as error:
        say(str(error))
        return
    if build is None:
        say("Kein Stand des Index ist heil: Ich lese die Artikel neu ein.")
        index(settings, [], as_json=False, rebuild=True)
    elif build.name == before:
        say("Am Index ist nichts zu reparieren.")
    else:
        say(f"Wieder in Gebrauch ist der Stand {build.name}. Ich bringe ihn auf den Stand der Ordner.")
        _update(settings)


def _in_use(home: Home) -> str:
    try:
        return home.current().name
    except IndexLayerError:
        return ""


def _update(settings: Settings) -> None:
    try:
        index(settings, [], as_json=False, rebuild=False)
    except IndexBusy:
        raise
    except IndexLayerError as error:
        # the folders may be gone for now; the build in use answers as it did
        say(f"Das ging nicht: {error}")

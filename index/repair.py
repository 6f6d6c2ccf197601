"""Put a sound build in use where the one in use is damaged or lost."""

from pathlib import Path

from index.errors import IndexLayerError, IndexMissing, StoreUnreachable
from index.home import Home
from index.verify import prove


def fall_back(home: Home) -> Path | None:
    """Put the newest sound build in use, where the one that should be is not sound.

    Returns that build, or None where none is. Raises IndexMissing where there never was one.
    """
    with home.locked():
        home.clear_leftovers()
        builds = home.finished_builds()
        try:
            builds.insert(0, home.current())
        except IndexMissing:
            raise
        except IndexLayerError:
            pass  # CURRENT is lost or names what is not there
        for build in dict.fromkeys(builds):
            if _is_sound(build, home):
                if not home.is_in_use(build):
                    home.switch(build)
                return build
    return None


def _is_sound(build: Path, home: Home) -> bool:
    try:
        prove(build, home.server)
    except StoreUnreachable:
        raise  # of which nothing follows about the build
    except IndexLayerError:
        return False
    return True

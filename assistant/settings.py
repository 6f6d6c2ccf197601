"""Where the index lives and with what it is searched, read from the environment once, by the command line."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set."""

    home: Path


def default_home() -> Path:
    """Return the user's data folder for Lotse."""
    import platformdirs

    return Path(platformdirs.user_data_dir("lotse", appauthor=False))


def settings_from(environment: Mapping[str, str], home: Path | None = None) -> Settings:
    """Build the settings from the environment; `home`, from the command line, comes first."""
    named = environment.get("LOTSE_HOME")
    return Settings(home=home or (Path(named).expanduser() if named else default_home()))

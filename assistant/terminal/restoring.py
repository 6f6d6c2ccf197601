"""Leave the terminal as it was found, however the chat ends."""

import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager, suppress

ECHO_FLAGS = 3  # where tcgetattr keeps the local modes
# pasting unmarked, application cursor keys off, cursor shown, styles off: what line editing may have switched
PLAIN_AGAIN = "\x1b[?2004l\x1b[?1l\x1b[?25h\x1b[0m"


@contextmanager
def terminal_restored(*, styled: bool) -> Iterator[None]:
    """Put the terminal's modes back at the end; with styled also what escape sequences changed, after an error."""
    if not sys.stdin.isatty():
        yield
        return
    modes = termios.tcgetattr(sys.stdin)
    try:
        yield
    except BaseException:
        if styled:
            with suppress(OSError):  # the terminal is gone, as after SIGHUP
                sys.stdout.write(PLAIN_AGAIN)
                sys.stdout.flush()
        raise
    finally:
        with suppress(termios.error, OSError):
            termios.tcsetattr(sys.stdin, termios.TCSADRAIN, modes)


@contextmanager
def keys_hidden() -> Iterator[None]:
    """Keep keys that are pressed meanwhile out of sight; the next prompt gets them."""
    if not sys.stdin.isatty():
        yield
        return
    modes = termios.tcgetattr(sys.stdin)
    hidden = [*modes]
    hidden[ECHO_FLAGS] &= ~termios.ECHO
    termios.tcsetattr(sys.stdin, termios.TCSANOW, hidden)
    try:
        yield
    finally:
        with suppress(termios.error, OSError):
            termios.tcsetattr(sys.stdin, termios.TCSANOW, modes)

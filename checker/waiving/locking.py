"""One writer at a time: a lock beside a file, and a file written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from checker.errors import InputError
from checker.waiving.lines import shown

PATIENCE = 20.0  # seconds
PAUSE = 0.02


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep others from writing a file. Raises InputError where that takes too long, or the folder refuses.

    The lock is a file beside it, which is there only as long as it is held; on POSIX the system gives it up with
    the process that holds it.
    """
    try:
        target = Path(os.path.realpath(path))
        lock = target.with_name(f".{target.name}.lock")
        held = _acquired(lock, time.monotonic() + PATIENCE)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError(f"cannot be written: {reason}", shown(path)) from error
    if held is None:
        raise InputError("is being written by somebody else", shown(path), f"remove {shown(lock)} if nobody does")
    try:
        yield
    finally:
        _release(lock, held)


def _acquired(lock: Path, end: float) -> int | None:
    """The open lock; None where another holds it too long."""
    attempt = _exclusive if sys.platform == "win32" else _flocked
    while (held := attempt(lock)) is None:
        if time.monotonic() > end:
            return None
        time.sleep(PAUSE)
    return held


def _exclusive(lock: Path) -> int | None:
    try:
        return os.open(lock, os.O_CREAT | os.O_EXCL | os.O_RDWR)
    except (FileExistsError, PermissionError):
        return None


def _flocked(lock: Path) -> int | None:
    """The lock file, locked and still the one of this name: its last holder removes it."""
    import fcntl

    held = os.open(lock, os.O_CREAT | os.O_RDWR, 0o644)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(held), os.stat(lock)):  # noqa: PTH116
            return held
    except (BlockingIOError, FileNotFoundError):
        pass
    except OSError:
        os.close(held)
        raise
    os.close(held)
    return None


def _release(lock: Path, held: int) -> None:
    if sys.platform == "win32":
        os.close(held)
        lock.unlink(missing_ok=True)
    else:
        lock.unlink(missing_ok=True)
        os.close(held)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: into a neighbour, which then takes its name. Raises InputError."""
    target = Path(os.path.realpath(path))
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
        try:
            _fill(handle, content, target)
            os.replace(name, target)  # noqa: PTH105
        finally:
            Path(name).unlink(missing_ok=True)
        _settle(target.parent)
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}", shown(path)) from error


def _fill(handle: int, content: bytes, target: Path) -> None:
    """Write through an open file, down to the disk, with the permissions of what it takes the place of."""
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(handle)
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_mask()
        if sys.platform != "win32":
            os.fchmod(handle, mode)


def _mask() -> int:
    """The permissions that new files are not to have."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _settle(folder: Path) -> None:
    """Have the new name on the disk as well, where the system can."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

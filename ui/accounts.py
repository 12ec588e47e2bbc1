"""Who may change the documents: names and passwords in a file, a signed cookie in the browser."""

from __future__ import annotations

import getpass
import hashlib
import hmac
import secrets
import time
from pathlib import Path

import typer

COOKIE = "rapporteur-session"
LASTS = 12 * 3600
"""Seconds that a session lasts."""
_COST, _BLOCK, _PARALLEL = 2**14, 8, 1


class AccountsUnusable(ValueError):
    """The file of accounts can't be used; the message says why."""


class Accounts:
    """The accounts of a file: a line `name:scrypt:salt:hash` or `name:password` each, `#` for remarks."""

    def __init__(self, entries: dict[str, str]) -> None:
        self._entries = entries
        self._key = secrets.token_bytes(32)

    @classmethod
    def read(cls, path: Path) -> Accounts:
        """Read a file of accounts. Raises AccountsUnusable where it is not there or holds none."""
        try:
            lines = path.read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise AccountsUnusable(f"{path} can't be read: {error}; give a text file with --auth") from error
        entries = {}
        for number, line in enumerate(lines, 1):
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            name, colon, password = line.strip().partition(":")
            if not (name and colon and password):
                raise AccountsUnusable(f"{path}, line {number}: write it as name:password")
            entries[name] = password
        if not entries:
            raise AccountsUnusable(f"{path} holds no account; write a line name:password for each")
        return cls(entries)

    def matches(self, name: str, password: str) -> bool:
        """Return whether this is an account's password; takes as long for a name that is not there."""
        kept = self._entries.get(name, "scrypt:00:00")
        if kept.startswith("scrypt:"):
            _, salt, digest = [*kept.split(":"), "", ""][:3]
            found = _digest(password, bytes.fromhex(salt))
            return hmac.compare_digest(found, digest) and name in self._entries
        return hmac.compare_digest(kept.encode(), password.encode())

    def session(self, name: str) -> str:
        """Return the value of a cookie that says that `name` has signed in."""
        body = f"{name.encode().hex()}.{int(time.time()) + LASTS}"
        return f"{body}.{self._sign(body)}"

    def signed_in(self, cookie: str | None) -> str | None:
        """Return the name that a cookie says has signed in; None where it is forged or too old."""
        body, _, signature = (cookie or "").rpartition(".")
        if not hmac.compare_digest(signature.encode(), self._sign(body).encode()):
            return None
        name, _, until = body.partition(".")
        return bytes.fromhex(name).decode() if int(until) > time.time() else None

    def _sign(self, body: str) -> str:
        return hmac.new(self._key, body.encode(), "sha256").hexdigest()


def _digest(password: str, salt: bytes) -> str:
    return hashlib.scrypt(password.encode(), salt=salt, n=_COST, r=_BLOCK, p=_PARALLEL).hex()


def account_line(name: str, password: str) -> str:
    """Return an account as a line of the file, password hashed. Raises ValueError for a colon in `name`."""
    if not name or ":" in name:
        raise ValueError(f"{name!r} is no account name; leave colons out")
    salt = secrets.token_bytes(16)
    return f"{name}:scrypt:{salt.hex()}:{_digest(password, salt)}"


if __name__ == "__main__":
    typer.echo(account_line(input("Name: "), getpass.getpass("Password: ")))

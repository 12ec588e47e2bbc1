"""Old Word, RTF and OpenDocument text, by way of LibreOffice where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from ingest.elements import FileContent, UnreadableFile
from ingest.readers.docx import read_docx

_SECONDS = 25
_MEDIA_TYPES = {
    ".rtf": "application/rtf",
    ".odt": "application/vnd.oasis.opendocument.text",
}


def read_office(path: Path, content: bytes) -> FileContent:
    """Return what LibreOffice makes of the file, read as .docx.

    Raises UnreadableFile where LibreOffice is missing, fails or takes longer than 25 s.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    suffix = path.suffix.lower() or ".doc"
    if program is None:
        raise UnreadableFile(path, f"{suffix} files need LibreOffice: install it, or save the file as .docx")
    with tempfile.TemporaryDirectory(prefix="rapporteur-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"source{suffix}"
        source.write_bytes(content)
        command = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *(
                "--headless",
                "--norestore",
                "--nolockcheck",
                "--convert-to",
                "docx",
                "--outdir",
                str(folder / "out"),
            ),
            str(source),
        ]
        try:
            done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
        except subprocess.TimeoutExpired as error:
            raise UnreadableFile(path, f"LibreOffice took longer than {_SECONDS} s") from error
        result = folder / "out" / "source.docx"
        if not result.is_file():
            said = done.stderr.decode("utf-8", "replace").strip()[-200:]
            raise UnreadableFile(path, f"LibreOffice could not convert it: {said or 'no reason given'}")
        read = read_docx(path, result.read_bytes())
    return replace(read, media_type=_MEDIA_TYPES.get(suffix, "application/msword"))

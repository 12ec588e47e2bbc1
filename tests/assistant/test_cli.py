"""The command line as a person uses it: what it prints, its exit codes, its one-sentence errors."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from assistant import cli

LETTER = """\
Secretariat of the Harbour Union

3 March 2031, Lisbon

Ref.: CL-31/004

Subject: Invitation to the Harbour Lights Congress (HLC-31)

Dear Sir or Madam,

I am pleased to invite you to the Harbour Lights Congress (HLC-31), which will be held in Porto, Portugal,
from 9 to 13 June 2031.

Registration closes on 2 May 2031.
"""


class Ran:
    """What a command printed, and its exit code."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def rapporteur(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path):  # type: ignore[no-untyped-def]
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RAPPORTEUR_MODEL", "none")
    monkeypatch.setenv("COLUMNS", "200")

    def run(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["rapporteur", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        printed = capsys.readouterr()
        code = stopped.value.code
        return Ran(code if isinstance(code, int) else 0, printed.out, printed.err)

    return run


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from index.sync import ingest_paths

    folder = tmp_path_factory.mktemp("cli")
    (folder / "documents").mkdir()
    (folder / "documents" / "letter.txt").write_text(LETTER, "utf-8")
    ingest_paths([folder / "documents"], folder / "index")
    return folder / "index"


def test_ask_prints_the_documented_object(rapporteur, index: Path) -> None:  # type: ignore[no-untyped-def]
    ran = rapporteur(
        "ask", "When and where is HLC-31?", "--index", str(index), "--json", "--as-of", "2031-04-01"
    )
    answer = json.loads(ran.out)
    assert ran.code == 0
    assert answer["status"] == "answered"
    assert answer["method"] == "ledger"
    assert answer["as_of"] == "2031-04-01"
    assert "June 2031" in answer["answer"]
    assert "Porto" in answer["answer"]
    assert set(answer) >= {
        "question", "language", "as_of", "answer", "status", "method", "model", "claims", "citations", "notices", "timing",
    }  # fmt: skip
    for citation in answer["citations"]:
        assert LETTER[citation["start"] : citation["end"]] == citation["quote"]


def test_ask_answers_in_the_language_of_the_question(rapporteur, index: Path) -> None:  # type: ignore[no-untyped-def]
    ran = rapporteur("ask", "HLC-31何时举行？", "--index", str(index))
    assert ran.code == 0
    assert "2031年6月9日" in ran.out


def test_a_conversation_file_completes_the_question(rapporteur, index: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    history = tmp_path / "history.json"
    history.write_text(json.dumps([{"question": "When is HLC-31?"}]), "utf-8")
    ran = rapporteur("ask", "And where is it?", "--index", str(index), "--history", str(history), "--json")
    assert "Porto" in json.loads(ran.out)["answer"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["ask", "  "], 2, "the question is empty"),
        (["ask", "x" * 100_000], 2, "100,000 characters"),
        (["ask", "When?", "--as-of", "tomorrow"], 2, "YYYY-MM-DD"),
        (["ask", "When?", "--lang", "xx"], 2, "no language"),
        (["ask", "When?", "--history", "missing.json"], 2, "missing.json"),
        (["ask", "When?", "--index", "nowhere"], 3, "rapporteur ingest"),
        (["ingest", "nowhere"], 2, "nowhere"),
        (["documents", "list", "--index", "nowhere"], 3, "rapporteur ingest"),
        (["restore", "missing.tar.gz"], 3, "missing.tar.gz"),
        (["models", "pull", "nosuch"], 1, "nosuch"),
        (["events", "--index", "nowhere"], 3, "rapporteur ingest"),
    ],
)
def test_bad_input_gets_one_sentence_and_its_exit_code(  # type: ignore[no-untyped-def]
    rapporteur, arguments: list[str], code: int, said: str
) -> None:
    ran = rapporteur(*arguments)
    assert ran.code == code, ran.err
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_an_empty_folder_is_said_to_be_empty(rapporteur, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "empty").mkdir()
    ran = rapporteur("ingest", "empty")
    assert ran.code == 2
    assert "empty" in ran.err


def test_one_unreadable_file_is_named_and_the_others_are_kept(rapporteur, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path / "some"
    folder.mkdir()
    (folder / "letter.txt").write_text(LETTER, "utf-8")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 no document")
    ran = rapporteur("ingest", "some", "--index", "index")
    assert ran.code == 1
    assert "broken.docx" in ran.out + ran.err
    assert (
        json.loads(rapporteur("documents", "list", "--index", "index", "--json").out)[0]["symbol"]
        == "CL-31/004"
    )


def test_documents_are_shown_and_removed(rapporteur, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "letter.txt").write_text(LETTER, "utf-8")
    assert rapporteur("ingest", "letter.txt", "--index", "index").code == 0
    assert "9 to 13 June 2031" in rapporteur("documents", "show", "CL-31/004", "--index", "index").out
    assert rapporteur("documents", "remove", "letter.txt", "--index", "index").code == 0
    assert json.loads(rapporteur("documents", "list", "--index", "index", "--json").out) == []
    assert (tmp_path / "letter.txt").exists()


def test_a_sound_index_passes_the_doctor(rapporteur, index: Path) -> None:  # type: ignore[no-untyped-def]
    ran = rapporteur("doctor", "--index", str(index))
    assert ran.code == 0, ran.out
    assert "sound" in ran.out


def test_without_a_chat_model_it_answers_and_says_so_once(  # type: ignore[no-untyped-def]
    rapporteur, index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAPPORTEUR_MODELS_DIR", str(tmp_path))
    monkeypatch.setenv("RAPPORTEUR_MODEL", "embedded")
    ran = rapporteur("ask", "Where is HLC-31?", "--index", str(index), "--json")
    assert ran.err.count("models pull") == 1
    assert "Porto" in json.loads(ran.out)["answer"]


def test_an_index_of_another_embedding_is_refused_with_both_named(
    rapporteur, index: Path, tmp_path: Path
) -> None:  # type: ignore[no-untyped-def]
    from index.catalogue import Catalogue

    with Catalogue.open(index) as catalogue:
        document = catalogue.documents()[0]
        passages = catalogue.passages(document.id)
        _, rows = catalogue.vectors("e5")
    with Catalogue.open(tmp_path / "made", write=True) as catalogue:
        catalogue.put(
            document, passages, {"e5": rows}, (), (), (), fingerprints={"e5": "some-other-model/768"}
        )
    ran = rapporteur("ask", "When is HLC-31?", "--index", str(tmp_path / "made"))
    assert ran.code == 3
    assert "some-other-model/768" in ran.err
    assert "multilingual-e5-small" in ran.err


def test_every_command_explains_itself(rapporteur) -> None:  # type: ignore[no-untyped-def]
    help_text = rapporteur("--help").out
    for command in (
        "ingest",
        "ask",
        "serve",
        "events",
        "documents",
        "eval",
        "models",
        "doctor",
        "backup",
        "restore",
    ):
        assert command in help_text
        assert rapporteur(command, "--help").out.strip()


def test_help_imports_nothing_heavy() -> None:
    """A person who asks for help waits for no model library."""
    script = (
        "import sys\nsys.argv = ['rapporteur', '--help']\n"
        "from assistant import cli\n"
        "try:\n    cli.main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'torch', 'sentence_transformers', 'chromadb', 'gradio', 'langchain', 'onnxruntime', 'numpy'}\n"
        "print('loaded', sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "loaded []"

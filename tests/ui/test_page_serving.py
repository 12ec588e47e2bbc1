"""The server of the page: parts, documents, calendar files, sign-in, and what programs call."""

from __future__ import annotations

import asyncio
import json
import re
from datetime import date
from pathlib import Path

import httpx
import pytest
from icalendar import Calendar

from index.events import ledger
from ui.accounts import Accounts
from ui.library import Library
from ui.openai_api import Message, question_of

QUESTION = "When and where is WCCS-27?"


def test_the_page_allows_only_its_own_scripts(client: httpx.Client):
    reply = client.get("/")
    policy = reply.headers["content-security-policy"]
    nonce = policy.split("'nonce-")[1].split("'")[0]
    assert "unsafe-inline" not in policy.split("style-src")[0]
    assert reply.text.count("<script") == reply.text.count(f'<script nonce="{nonce}"')
    assert client.get("/").headers["content-security-policy"] != policy
    assert reply.headers["x-content-type-options"] == "nosniff"


def test_what_is_not_the_page_may_run_no_script(client: httpx.Client, served):
    document = served.assistant.index.catalogue.summaries()[0].id
    for address in (f"/reading/{document}", "/parts/calendar", "/parts/documents", "/calendar.ics"):
        policy = client.get(address).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src" not in policy


def test_scripts_and_styles_come_small_and_are_kept_for_good(client: httpx.Client):
    page = client.get("/").text
    own = re.findall(r'(?:href|src)="(page/[^"]+)"', page)
    assert len(own) > 5
    gradio = re.findall(r'(?:href|src)="\./(assets/[^"]+)"', page)
    assert gradio
    for address in (*own, *gradio):
        reply = client.get(f"/{address}", headers={"Accept-Encoding": "gzip"})
        assert reply.status_code == 200, address
        assert "immutable" in reply.headers["cache-control"]
        assert reply.headers["content-encoding"] == "gzip"
        assert client.get(f"/{address}", headers={"Accept-Encoding": "identity"}).text == reply.text
    version = own[0].split("/")[1]
    for address in (own[0].replace(version, "0" * 12), f"page/{version}/nothing.js", "assets/nothing.js"):
        assert client.get(f"/{address}").status_code == 404
    assert client.get("/assets/..%2Findex.html").status_code in (403, 404)


@pytest.mark.parametrize("language", ["en", "zh", "xx<script>"])
@pytest.mark.parametrize("name", ["welcome", "calendar", "conflicts", "documents"])
def test_the_parts_come_in_the_language_of_the_interface(client: httpx.Client, name, language):
    reply = client.get(f"/parts/{name}", params={"language": language})
    assert reply.status_code == 200
    assert "<script" not in reply.text
    words = {"welcome": ("know", "了解"), "calendar": ("Timeline", "时间轴"), "documents": ("Symbol", "文号")}
    if name in words:
        assert words[name][language == "zh"] in reply.text


def test_documents_are_found_by_symbol(client: httpx.Client):
    found = client.get("/parts/documents", params={"query": "csag-26/5"}).text
    assert "CSAG-26-5-E.pdf" in found
    assert "CL-26-035-A.docx" not in found


def test_the_calendar_file_says_what_the_ledger_says(client: httpx.Client, served):
    events = {event.key: event for event in ledger(served.assistant.index.catalogue)}
    reply = client.get("/calendar.ics")
    assert reply.headers["content-type"].startswith("text/calendar")
    found = {
        str(one["UID"]).partition("@rapporteur")[0]: one for one in Calendar.from_ical(reply.content).events
    }
    assert len(found) > 3
    conference = found["wccs-27"]
    assert conference["DTSTART"].dt == date(
        2027, 6, 14 if "14/" in events["wccs-27"].attributes["date"].current.value else 7
    )
    one = Calendar.from_ical(client.get("/calendar.ics", params={"key": "wccs-27"}).content)
    assert [str(entry["UID"]) for entry in one.events] == ["wccs-27@rapporteur"]
    some = Calendar.from_ical(client.get("/calendar.ics", params={"kind": "regional_meeting"}).content)
    assert 0 < len(some.events) < len(found)


def test_a_document_opens_at_its_place_beside_its_other_language(client: httpx.Client, served):
    documents = {d.symbol: d for d in served.assistant.index.catalogue.documents()}
    english, chinese = documents["CSAG-26/5-E"], documents["CSAG-26/5-C"]
    start = english.text.index("Durban")
    reply = client.get(
        f"/reading/{english.id}", params={"start": start, "end": start + 6, "beside": chinese.id}
    )
    assert '<mark id="here">Durban</mark>' in reply.text
    assert 'lang="zh"' in reply.text
    assert client.get("/reading/0000000000000000").status_code == 404
    arabic = documents["CL-26/035-A"]
    beside_a_stranger = client.get(f"/reading/{english.id}", params={"beside": arabic.id})
    assert 'lang="ar"' not in beside_a_stranger.text


def test_a_page_of_a_pdf_comes_as_a_picture_with_the_quote_marked(client: httpx.Client, served):
    import io

    from PIL import Image

    english = next(d for d in served.assistant.index.catalogue.documents() if d.symbol == "CSAG-26/5-E")
    start = english.text.index("Durban")

    def colours(**span: int) -> set:
        reply = client.get(f"/reading/{english.id}/page.png", params={"page": 1, **span})
        assert reply.headers["content-type"] == "image/png"
        picture = Image.open(io.BytesIO(reply.content)).convert("RGB")
        return {colour for _, colour in picture.getcolors(1 << 24)}

    yellow = {(r, g, b) for r, g, b in colours(start=start, end=start + 6) if r > 240 and b < 180 and g > 200}
    assert yellow
    assert not yellow & colours()
    assert client.get(f"/reading/{english.id}/page.png", params={"page": 99}).status_code == 404


def test_only_originals_of_indexed_documents_are_given_away(client: httpx.Client, served):
    document = next(d for d in served.assistant.index.catalogue.documents() if d.symbol == "CL-26/035-A")
    reply = client.get(f"/originals/{document.id}")
    assert reply.content == Path(document.source).read_bytes()
    assert reply.headers["content-type"] == "application/octet-stream"
    assert "attachment" in reply.headers["content-disposition"]
    for name in ("..%2F..%2Fetc%2Fpasswd", "%2Fetc%2Fpasswd", "0" * 16):
        assert client.get(f"/originals/{name}").status_code == 404


def test_other_sites_can_not_change_anything(client: httpx.Client, served):
    document = served.assistant.index.catalogue.summaries()[0]
    reply = client.delete(f"/documents/{document.id}", headers={"Origin": "http://evil.example"})
    assert reply.status_code == 403
    assert client.get(f"/reading/{document.id}").status_code == 200


def steps_of(reply: httpx.Response) -> list[dict]:
    assert reply.status_code == 200, reply.text
    return [json.loads(line) for line in reply.text.splitlines()]


@pytest.mark.slow
def test_good_and_bad_files_are_told_apart_and_removed_again(client: httpx.Client, served):
    good = (
        "# Letter ZZ-1/001\n\nThe Lamp Makers Assembly (LMA-33) takes place in Lima, Peru, on 3-5 May 2033.\n"
    )
    steps = steps_of(
        client.post(
            "/documents",
            files=[
                ("files", ("../../lamp.md", good.encode())),
                ("files", ("broken.pdf", b"%PDF-1.4 no more")),
            ],
        )
    )
    last = {step["file"]: step for step in steps if step.get("file")}
    assert last["lamp.md"]["step"] == "added"
    assert last["broken.pdf"]["step"] == "failed"
    assert last["broken.pdf"]["reason"]
    assert steps[-1] == {"step": "done", "added": 1, "changed": 0, "failed": 1}
    kept = next(d for d in served.assistant.index.catalogue.summaries() if d.source.endswith("lamp.md"))
    assert Path(kept.source).parent == served.assistant.index.dir.parent / "index-uploads"
    assert "Lima" in served.assistant.ask("Where is LMA-33?").text
    assert kept.id in served.assistant.index.catalogue.stored_times()
    again = steps_of(client.post(f"/documents/{kept.id}"))
    assert next(step["passages"] for step in again if step["step"] == "changed") >= 1
    assert again[-1] == {"step": "done", "added": 0, "changed": 1, "failed": 0}
    assert client.delete(f"/documents/{kept.id}").json() == {"removed": kept.id}
    assert client.delete(f"/documents/{kept.id}").status_code == 404
    assert Path(kept.source).exists()


def test_one_run_at_a_time(served, tmp_path: Path):
    from ui.library import LibraryBusy

    library = Library(served.assistant.index)
    with library._at_work, pytest.raises(LibraryBusy):
        library.add([tmp_path])


@pytest.mark.parametrize("name", ["..", "", "/", "~$", "\u0007"])
def test_what_is_no_file_name_is_refused(served, name):
    with pytest.raises(ValueError):
        Library(served.assistant.index).upload_path(name)


def test_documents_are_for_staff_where_there_are_accounts(served):
    from fastapi import FastAPI
    from fastapi.testclient import TestClient

    from ui.routes import add_routes
    from ui.staff import Staff

    app = FastAPI()
    index = served.assistant.index
    add_routes(app, served.assistant, Library(index), Staff(Accounts({"wei": "lamp"})))
    document = index.catalogue.summaries()[0].id
    with TestClient(app) as visitor:
        for name in ("documents", "conflicts"):
            assert "data-sign-in" in visitor.get(f"/parts/{name}").text
        assert visitor.get(f"/reading/{document}").status_code == 200
        assert "originals/" not in visitor.get(f"/reading/{document}").text
        refused = [
            visitor.get(f"/originals/{document}"),
            visitor.delete(f"/documents/{document}"),
            visitor.post(f"/documents/{document}"),
            visitor.post("/documents/sample"),
            visitor.post("/documents", files=[("files", ("a.md", b"x"))]),
            visitor.get("/feedback.jsonl"),
            visitor.post("/sign-in", data={"name": "wei", "password": "wrong"}),
        ]
        assert [reply.status_code for reply in refused] == [401] * len(refused)
        assert visitor.post("/sign-in", data={"name": "wei", "password": "lamp"}).status_code == 200
        assert "data-sign-out" in visitor.get("/parts/documents").text
        assert visitor.get(f"/originals/{document}").status_code == 200
        visitor.post("/sign-out")
        assert visitor.get(f"/originals/{document}").status_code == 401


def test_named_endpoints_answer_programs(client: httpx.Client):
    def call(name: str, *values) -> list | dict:
        number = client.post(f"/gradio_api/call/{name}", json={"data": list(values)}).json()["event_id"]
        lines = client.get(f"/gradio_api/call/{name}/{number}").text.splitlines()
        return json.loads(next(line for line in reversed(lines) if line.startswith("data: "))[6:])[0]

    answer = call("ask", QUESTION, "", "")
    assert "Durban" in answer["answer"]
    assert answer["citations"]
    events = call("events", "", "", "wccs-27", "")
    assert any(event["key"] == "wccs-27" for event in events)
    named = client.get("/gradio_api/info").json()["named_endpoints"]
    assert set(named) == {"/ask", "/events"}


def test_an_openai_client_gets_the_answer_with_citations(client: httpx.Client, served):
    from openai import OpenAI

    with httpx.Client(trust_env=False) as own:
        api = OpenAI(base_url=f"{served.url}/v1", api_key="none", http_client=own)
        assert [model.id for model in api.models.list()] == ["rapporteur"]
        asked = [{"role": "user", "content": QUESTION}]
        whole = api.chat.completions.create(model="rapporteur", messages=asked)
        body = whole.choices[0].message.content
        assert "Durban" in body
        assert "[1]" in body
        texts = {d.id: d.text for d in served.assistant.index.catalogue.documents()}
        for one in whole.citations:
            assert texts[one["document_id"]][one["start"] : one["end"]] == one["quote"]
            assert " ".join(one["quote"].split()) in body
        parts = list(api.chat.completions.create(model="rapporteur", messages=asked, stream=True))
        assert "".join(part.choices[0].delta.content or "" for part in parts) == body
        assert parts[-1].choices[0].finish_reason == "stop"
        assert parts[-1].citations == whole.citations


@pytest.mark.parametrize(
    "body", ["nonsense", "{}", '{"messages": []}', '{"messages": [{"role": "system", "content": "x"}]}']
)
def test_a_request_that_is_none_gets_an_error_as_openai_writes_it(client: httpx.Client, body):
    reply = client.post("/v1/chat/completions", content=body)
    assert reply.status_code == 400
    assert reply.json()["error"]["type"] == "invalid_request_error"


def test_messages_become_a_question_with_its_history():
    said = [
        ("system", "s"),
        ("user", "a"),
        ("assistant", "b"),
        ("user", "c"),
        ("user", [{"type": "text", "text": "d"}]),
    ]
    question, turns = question_of([Message(role=role, content=content) for role, content in said])
    assert question == "d"
    assert [(turn.question, turn.answer) for turn in turns] == [("a", "b"), ("c", None)]


def test_a_model_s_sentences_stream_before_the_quotation_and_nothing_is_taken_back():
    from assistant.answer import Answer, Claim, Method, Status
    from ui.openai_api import chunks

    def snapshot(text: str, quoted: int | None, method: Method, final: bool = False) -> Answer:
        claims = () if quoted is None else (Claim("q", quoted, quoted + 1, True, (1,), quoted=True),)
        return Answer("q", "en", date(2027, 1, 1), text, Status.ANSWERED, method, claims=claims, final=final)

    async def snapshots():
        yield snapshot("Quote. [1]", 0, Method.QUOTE)
        yield snapshot("One. [1]\nQuote. [2]", 9, Method.MODEL)
        yield snapshot("One. [1] Two. [2]\nQuote. [3]", 18, Method.MODEL)
        yield snapshot("One. [1] Two. [2]\nQuote. [3]", 18, Method.MODEL, True)

    async def read() -> list[str]:
        sent = [json.loads(line[6:]) async for line in chunks(snapshots(), "i", 0) if "[DONE]" not in line]
        return [part["choices"][0]["delta"].get("content", "") for part in sent]

    assert asyncio.run(read()) == ["", "One. [1]", " Two. [2]", "\nQuote. [3]", ""]


def test_an_empty_index_is_made_and_the_page_says_what_to_do(tmp_path: Path):
    from fastapi import FastAPI
    from fastapi.testclient import TestClient

    from assistant.opening import open_assistant
    from assistant.settings import Settings
    from ui.routes import add_routes
    from ui.server import make_index
    from ui.staff import Staff
    from ui.talk import Talk

    make_index(tmp_path / "new")
    with open_assistant(Settings(index=tmp_path / "new", model="none")) as assistant:
        app = FastAPI()
        add_routes(app, assistant, Library(assistant.index), Staff(None))
        with TestClient(app) as visitor:
            assert "rapporteur ingest" in visitor.get("/parts/welcome").text
            assert "data-sample" in visitor.get("/parts/welcome").text
            assert visitor.get("/parts/calendar").status_code == 200
            assert len(Calendar.from_ical(visitor.get("/calendar.ics").content).events) == 0
        assert str(assistant.ask(QUESTION).status) == "not_found"

        async def first() -> str:
            return [shown[0] async for shown in Talk(assistant).answer(QUESTION, [], "en")][-1]

        assert "rapporteur ingest" in asyncio.run(first())

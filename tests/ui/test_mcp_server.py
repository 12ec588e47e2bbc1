"""The tools that programs see over the Model Context Protocol, called by a real client."""

from __future__ import annotations

import asyncio
import json

import pytest

mcp = pytest.importorskip("mcp", reason="the extra rapporteur[mcp] is not installed")


def test_a_client_lists_and_calls_the_tools(served):
    from mcp import Client

    from ui.mcp_server import make_server

    async def talk() -> tuple[set[str], dict, list, list, bool]:
        async with Client(make_server(served.assistant)) as client:
            names = {tool.name for tool in (await client.list_tools()).tools}
            answer = await client.call_tool("ask", {"question": "When and where is WCCS-27?"})
            events = await client.call_tool("events", {"name": "wccs-27"})
            documents = await client.call_tool("documents", {"query": "csag-26"})
            wrong = await client.call_tool("ask", {"question": "When?", "as_of": "yesterday"})
            return (
                names,
                json.loads(answer.content[0].text),
                events.structured_content["result"],
                documents.structured_content["result"],
                bool(wrong.is_error),
            )

    names, answer, events, documents, failed = asyncio.run(talk())
    assert names == {"ask", "events", "documents"}
    assert "Durban" in answer["answer"]
    assert answer["citations"][0]["quote"]
    assert "wccs-27" in {event["key"] for event in events}
    assert {document["language"] for document in documents} == {"zh", "en"}
    assert failed

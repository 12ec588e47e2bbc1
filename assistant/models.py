"""The chat model that answers, embedded or by endpoint."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.model_files import (
    DEFAULT_MODEL,
    KNOWN_MODELS,
    KnownModel,
    ModelUnusable,
    known_model,
    verified_path,
)
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

CONTEXT_TOKENS = 4096
"""Room for prompt and answer of the embedded model; its prompts stay under 600 tokens."""

MODEL_FORMS = (
    "give `embedded`, `none`, a .gguf file, or `provider:name` such as `ollama:qwen3` or `openai:gpt-5`"
)
log = logging.getLogger(__name__)


class ModelFailed(OSError):
    """The chat model can't be reached or broke off."""


def start_embedded(path: Path, settings: Settings) -> BaseChatModel:
    """Load a .gguf file into this process and return a chat model that talks to it.

    llama.cpp serves it on loopback, on a free port, behind a random key. Raises ModelUnusable
    where the file is no model.
    """
    with path.open("rb") as file:
        if file.read(4) != b"GGUF":
            raise ModelUnusable(
                f"{path} is not a GGUF model file; run `rapporteur models pull` for one that is"
            )
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.n_ctx = CONTEXT_TOKENS
    params.n_parallel = 1
    params.cpuparams.n_threads = settings.threads or os.cpu_count() or 1
    params.port = 0
    key = secrets.token_hex(16)
    params.api_keys = [key]
    params.endpoint_slots = False
    params.endpoint_metrics = False
    params.ui = False
    params.offline = True
    params.verbosity = -1
    try:
        server = xllamacpp.Server(params)
    except (RuntimeError, ValueError, OSError) as error:
        raise ModelUnusable(
            f"{path} could not be loaded ({error}); delete it and run `rapporteur models pull`"
        ) from error
    model = _endpoint("openai:embedded", f"{server.listening_address}/v1", key, settings)
    # The server lives as long as the model that talks to it.
    model.metadata = {"server": server}
    return model


def _endpoint(name: str, base_url: str | None, key: str | None, settings: Settings) -> BaseChatModel:
    import httpx
    from langchain.chat_models import init_chat_model
    from openai import OpenAIError

    provider, _, model = name.partition(":")
    if provider == "ollama":
        # Ollama speaks OpenAI's protocol, so no client library of its own is needed.
        provider, base_url, key = "openai", base_url or "http://127.0.0.1:11434/v1", key or "ollama"
    options: dict[str, Any] = {
        "temperature": 0,
        "max_retries": 1,
        "timeout": httpx.Timeout(settings.first_token_s, connect=settings.connect_s, pool=settings.connect_s),
    }
    if base_url:
        options |= {"base_url": base_url, "api_key": key or "none"}
    elif key:
        options["api_key"] = key
    try:
        chat: BaseChatModel = init_chat_model(
            model or name, model_provider=provider if model else None, **options
        )
    except (ImportError, ValueError) as error:
        raise ModelUnusable(f"chat model {name!r} cannot be used: {error}; {MODEL_FORMS}") from error
    except OpenAIError as error:
        raise ModelUnusable(f"chat model {name!r} needs a key: set RAPPORTEUR_API_KEY") from error
    return chat


class ChatModelHandle:
    """A chat model that is loaded when first needed, once, from any thread.

    `model_name` is what answers say made them. `get()` blocks while the model loads and raises
    ModelUnusable where it can't; `ready` tells without waiting. It streams as a LangChain chat
    model does, so that a question the ledger answers never waits for LangChain to be imported.
    """

    def __init__(self, model_name: str, load: Callable[[], BaseChatModel]) -> None:
        self.model_name = model_name
        self._load = load
        self._model: BaseChatModel | None = None
        self._lock = threading.Lock()

    @property
    def ready(self) -> bool:
        """Whether the model is loaded."""
        return self._model is not None

    def get(self) -> BaseChatModel:
        """Return the model, loading it now if need be."""
        with self._lock:
            if self._model is None:
                self._model = self._load()
            return self._model

    def invoke(self, messages: Any) -> Any:
        """Return the model's whole reply, as `BaseChatModel.invoke` does."""
        return self.get().invoke(messages)

    def warm(self) -> None:
        """Start loading in the background; what goes wrong is logged, and raised when first needed."""
        threading.Thread(target=self._warm, name="chat-model", daemon=True).start()

    async def astream(self, messages: Any) -> AsyncIterator[Any]:
        """Yield the chunks of the model's reply, as `BaseChatModel.astream` does."""
        model = await asyncio.to_thread(self.get)
        async for chunk in model.astream(messages):
            yield chunk

    def _warm(self) -> None:
        try:
            self.get()
        except ModelUnusable as error:
            log.warning("the chat model could not be loaded: %s", error)


NO_MODEL = (
    "no chat model: answers come from the ledger and by quotation (`rapporteur models pull` fetches one)"
)


def chat_model(settings: Settings) -> ChatModelHandle | None:
    """Return a handle on the chat model that `settings.model` names, or None where none is wanted or here.

    Nothing is loaded yet. Raises ModelUnusable where a file that was named is not there.
    """
    name = settings.model
    if name == "none":
        return None
    if name.endswith(".gguf"):
        path = Path(name).expanduser()
        if not path.is_file():
            raise ModelUnusable(f"there is no model file {path}; `rapporteur models list` shows known ones")
        return ChatModelHandle(path.stem, lambda: start_embedded(path, settings))
    if name in {"embedded", *(model.name for model in KNOWN_MODELS)}:
        known = DEFAULT_MODEL if name == "embedded" else known_model(name)
        if not (settings.models_dir / known.file).is_file():
            return None
        return ChatModelHandle(known.name, lambda: _load_known(known, settings))
    if ":" not in name:
        raise ModelUnusable(f"{name!r} is no chat model; {MODEL_FORMS}")
    key = settings.api_key.get_secret_value() if settings.api_key else None
    return ChatModelHandle(name, lambda: _endpoint(name, settings.base_url, key, settings))


def _load_known(model: KnownModel, settings: Settings) -> BaseChatModel:
    path = verified_path(model, settings.models_dir)
    if path is None:
        raise ModelUnusable(NO_MODEL)
    return start_embedded(path, settings)

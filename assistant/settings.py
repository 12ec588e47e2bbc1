"""Settings, read once at the entry points from options and `RAPPORTEUR_…` variables."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


def cache_dir() -> Path:
    """Return the folder for downloaded and derived files that can be made again."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "rapporteur"


class Settings(BaseSettings):
    """What a deployment may set; options of a command win over the environment.

    `model` is `embedded`, `none`, a path to a .gguf file, or `provider:name` as LangChain's
    `init_chat_model` takes it (`ollama:qwen3`, `openai:gpt-5`), with `base_url` for any server
    that speaks OpenAI's protocol. Times are in seconds, `threads` 0 means all cores.
    """

    model_config = SettingsConfigDict(env_prefix="RAPPORTEUR_", extra="ignore")

    index: Path = Path("index-data")
    model: str = "embedded"
    base_url: str | None = None
    api_key: SecretStr | None = None
    models_dir: Path = cache_dir() / "models"
    threads: int = 0
    chroma: str | None = None
    connect_s: float = 5.0
    first_token_s: float = 60.0
    total_s: float = 180.0

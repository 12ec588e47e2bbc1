"""Every word of the interface, by language."""

from __future__ import annotations

LANGUAGES = {"zh": "中文", "en": "English"}
DEFAULT_LANGUAGE = "en"

STRINGS: dict[str, dict[str, str]] = {
    "title": {"en": "Rapporteur", "zh": "Rapporteur 会议文件助手"},
    "tagline": {
        "en": "Answers about conferences, from their own documents, each with its source.",
        "zh": "依据会议文件回答会议问题，每一处都有出处。",
    },
    "ask_tab": {"en": "Ask", "zh": "提问"},
    "ask_label": {"en": "Your question", "zh": "您的问题"},
    "ask_placeholder": {
        "en": "When and where is the meeting? By when must I register?",
        "zh": "会议何时、在哪里举行？注册截止日期是哪天？",
    },
    "send": {"en": "Ask", "zh": "提问"},
    "stop": {"en": "Stop", "zh": "停止"},
    "clear": {"en": "New conversation", "zh": "新对话"},
    "language": {"en": "Language", "zh": "语言"},
    "sources": {"en": "Sources", "zh": "出处"},
    "no_sources": {
        "en": "The passages that an answer cites appear here.",
        "zh": "答案引用的段落将显示在这里。",
    },
    "examples": {"en": "For example", "zh": "例如"},
    "verified": {"en": "verified against the cited words", "zh": "已与引文核对"},
    "quoted": {"en": "the document's own words", "zh": "文件原文"},
    "unverified": {"en": "not verified", "zh": "未核对"},
    "thinking": {"en": "Looking in the documents …", "zh": "正在查阅文件……"},
    "page": {"en": "page", "zh": "页"},
    "issued": {"en": "issued", "zh": "发布日期"},
    "characters": {"en": "characters", "zh": "字符"},
    "method_ledger": {"en": "from the ledger", "zh": "来自事件台账"},
    "method_quote": {"en": "by quotation", "zh": "引用原文"},
    "method_model": {"en": "written by a model, then verified", "zh": "由模型撰写并经核对"},
    "as_of": {"en": "as of", "zh": "截至"},
    "you": {"en": "You asked", "zh": "您问"},
    "read_as": {"en": "Read as", "zh": "理解为"},
    "nothing_indexed": {
        "en": "Nothing is indexed yet. Run “rapporteur ingest FOLDER”, or “make run” for the sample.",
        "zh": "尚未收录任何文件。请运行“rapporteur ingest 文件夹”，或用“make run”载入示例。",
    },
    "failed": {
        "en": "The question could not be answered: an error occurred and was logged. Ask again.",
        "zh": "出现错误并已记录，未能回答该问题。请再试一次。",
    },
}


def text(key: str, language: str) -> str:
    """Return the interface text `key` in `language`, in English where it has no other."""
    by_language = STRINGS[key]
    return by_language.get(language) or by_language[DEFAULT_LANGUAGE]

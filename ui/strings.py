"""Every word of the interface, by language."""

from __future__ import annotations

from html import escape

LANGUAGES = {"zh": "中文", "en": "English"}
DEFAULT_LANGUAGE = "en"

# Each text in English and in Chinese.
STRINGS: dict[str, tuple[str, str]] = {
    "title": ("Rapporteur", "Rapporteur 会议文件助手"),
    "tagline": (
        "Answers about conferences, from their own documents, each with its source.",
        "依据会议文件回答会议问题，每一处都有出处。",
    ),
    "language": ("Language", "语言"),
    "theme": ("Light or dark", "浅色或深色"),
    # Asking
    "ask_tab": ("Ask", "提问"),
    "ask_label": ("Your question", "您的问题"),
    "ask_placeholder": (
        "When and where is the meeting? By when must I register?",
        "会议何时、在哪里举行？注册截止日期是哪天？",
    ),
    "send": ("Ask", "提问"),
    "stop": ("Stop", "停止"),
    "clear": ("New conversation", "新对话"),
    "welcome": ("What would you like to know?", "您想了解什么？"),
    "welcome_more": (
        "{documents} documents are indexed. Every answer shows the passage that it rests on.",
        "已收录 {documents} 份文件。每个答案都附有所依据的原文段落。",
    ),
    "examples": ("For example", "例如"),
    "follow_ups": ("Ask next", "接着问"),
    "you": ("You asked", "您的提问"),
    "read_as": ("Read as", "理解为"),
    "thinking": ("Looking in the documents …", "正在查阅文件……"),
    "stopped": ("Stopped. What is shown was found until then.", "已停止。以上为停止前找到的内容。"),
    "failed": (
        "The question could not be answered because of an error, which is in the server’s log. Ask again.",
        "出现错误，未能回答该问题；详情见服务器日志。请再试一次。",
    ),
    "failed_index": (
        "The index can't be read now. Run “rapporteur doctor”, then ask again.",
        "目前无法读取索引。请运行“rapporteur doctor”，然后再试。",
    ),
    "offline": (
        "The server does not answer. Check that “rapporteur serve” runs, then load the page again.",
        "服务器没有响应。请确认“rapporteur serve”正在运行，然后刷新页面。",
    ),
    "verified": ("verified: found in the cited words", "已核对：与引文一致"),
    "quoted": ("quoted: the document’s own words", "引用：文件原文"),
    "unverified": ("not verified: read the source", "未核对：请阅读出处"),
    "verified_short": ("verified", "已核对"),
    "quoted_short": ("quoted", "原文"),
    "unverified_short": ("not verified", "未核对"),
    "status_partial": ("Answered in part", "部分回答"),
    "status_not_found": ("Not found in the documents", "文件中未找到"),
    "method_ledger": ("from the ledger", "来自事件台账"),
    "method_quote": ("by quotation", "引用原文"),
    "method_model": ("written by a model, then verified", "由模型撰写并经核对"),
    "as_of": ("as of", "截至"),
    "notice_conflict": ("Documents disagree", "文件说法不一"),
    "notice_superseded": ("Changed", "已变更"),
    "notice_tentative": ("Not final", "尚未最终确定"),
    "notice_past": ("Past", "已过"),
    "notice_language": ("Language", "语言"),
    "notice_model": ("Chat model", "对话模型"),
    "notice_resolved": ("Read as", "理解为"),
    "notice_premise": ("Not as asked", "与提问不符"),
    "copy": ("Copy with sources", "复制（附出处）"),
    "copy_bilingual": ("Copy as bilingual reply", "复制双语回复"),
    "copied": ("Copied", "已复制"),
    "original": ("Original", "原文"),
    "good": ("Good answer", "答得好"),
    "bad": ("Bad answer", "答得不好"),
    "note": ("What should it have said? (optional)", "应如何回答？（可不填）"),
    "keep_note": ("Send", "提交"),
    "thanks": ("Thank you. Kept on this server.", "谢谢。已保存在本服务器。"),
    "no_model": (
        "No chat model: answers come from the ledger and by quotation. “rapporteur models pull” fetches one.",
        "没有对话模型：答案来自事件台账和原文引用。运行“rapporteur models pull”可获取模型。",
    ),
    "loading_model": (
        "The chat model is loading; answers from the ledger and by quotation already work.",
        "对话模型正在加载；现在已可依据台账和原文作答。",
    ),
    # Sources and reading
    "sources": ("Sources", "出处"),
    "no_sources": (
        "The passages that an answer cites appear here, with the words it rests on marked.",
        "答案引用的段落将显示在这里，并标出所依据的字句。",
    ),
    "close": ("Close", "关闭"),
    "open_document": ("Open the document here", "打开文件并定位"),
    "download": ("Original file", "下载原件"),
    "page": ("page", "页"),
    "issued": ("issued", "发布于"),
    "issued_on": ("Issued", "发布日期"),
    "beside": ("Beside it", "对照"),
    "alone": ("this version alone", "仅此版本"),
    "picture": ("Page {page} as printed, with the quote marked", "第 {page} 页原貌，引文已标出"),
    "gone": ("This document is no longer indexed.", "该文件已不在索引中。"),
    # Calendar
    "calendar_tab": ("Calendar", "日历"),
    "conference": ("Conference", "会议"),
    "kind": ("Kind", "类型"),
    "place": ("Place", "地点"),
    "month": ("Month", "月份"),
    "all": ("all", "全部"),
    "timeline": ("Timeline", "时间轴"),
    "deadlines": ("Deadlines next", "即将到来的截止日期"),
    "no_deadlines": ("No deadline lies ahead.", "没有即将到来的截止日期。"),
    "days_left": ("in {days} days", "还有 {days} 天"),
    "day_left": ("tomorrow", "明天"),
    "due_today": ("today", "今天"),
    "events": ("Events", "事件"),
    "no_events": ("No event with a date matches.", "没有符合条件的事件。"),
    "event": ("Event", "事件"),
    "dates": ("Dates", "日期"),
    "status": ("Status", "状态"),
    "source": ("Source", "出处"),
    "select": ("Select", "选择"),
    "today": ("today", "今天"),
    "ics_all": ("All as .ics", "全部导出 .ics"),
    "ics_shown": ("Those shown as .ics", "导出所示 .ics"),
    "ics_chosen": ("Those selected as .ics", "导出所选 .ics"),
    "tentative": ("tentative", "暂定"),
    "cancelled": ("cancelled", "已取消"),
    "timeline_label": (
        "Timeline of {count} events; the list below says the same",
        "{count} 项事件的时间轴；下方列表内容相同",
    ),
    # Disagreements
    "conflicts_tab": ("Conflicts", "不一致"),
    "no_conflicts": ("The documents do not disagree on anything.", "各文件之间没有不一致之处。"),
    "conflict": ("Documents disagree", "文件说法不一"),
    "discrepancy": ("Language versions differ", "语言版本不一致"),
    "superseded": ("replaced", "已被替代"),
    "stands": ("stands", "现行"),
    "other_value": ("says otherwise", "另有说法"),
    # Documents
    "documents_tab": ("Documents", "文件"),
    "documents_count": (
        "{documents} documents, {passages} passages",
        "{documents} 份文件，{passages} 个段落",
    ),
    "search_documents": ("Symbol, title or file name", "文号、标题或文件名"),
    "symbol": ("Symbol", "文号"),
    "document": ("Document", "文件"),
    "languages": ("Languages", "语言"),
    "remove": ("Remove", "移除"),
    "remove_sure": ("Remove this document from the index?", "要从索引中移除该文件吗？"),
    "again": ("Ingest again", "重新收录"),
    "read": ("Read", "阅读"),
    "upload": ("Add documents", "添加文件"),
    "upload_hint": (
        "Drop files here or choose them: PDF, Word, Excel, PowerPoint, HTML, Markdown, text, mail, zip.",
        "将文件拖到此处或点击选择：PDF、Word、Excel、PowerPoint、HTML、Markdown、文本、邮件、zip。",
    ),
    "no_match": ("No document matches.", "没有符合的文件。"),
    "step_waiting": ("waiting", "等待中"),
    "step_read": ("read, indexing …", "已读取，正在编入索引……"),
    "step_reading": ("reading …", "正在读取……"),
    "step_added": ("added", "已添加"),
    "step_changed": ("updated", "已更新"),
    "step_unchanged": ("already indexed", "已收录"),
    "step_failed": ("failed", "失败"),
    "step_publishing": ("making it searchable …", "正在建立检索……"),
    "done": ("Done.", "完成。"),
    "busy": ("Another run is at work; wait until it is done.", "另一次收录正在进行，请等待其完成。"),
    "empty_title": ("Nothing is indexed yet", "尚未收录任何文件"),
    "empty_help": (
        "Add documents in the tab Documents, or run “rapporteur ingest FOLDER”.",
        "请在“文件”页添加文件，或运行“rapporteur ingest 文件夹”。",
    ),
    "sample": ("Try it with the sample documents", "用示例文件试一试"),
    "sign_in": ("Sign in", "登录"),
    "sign_out": ("Sign out", "退出登录"),
    "sign_in_needed": ("This tab is for staff who have signed in.", "此页仅供已登录的工作人员使用。"),
    "name": ("Name", "用户名"),
    "password": ("Password", "密码"),
    "sign_in_wrong": ("Name or password is not right. Try again.", "用户名或密码不正确，请重试。"),
    "feedback_export": ("Ratings as question file", "将评分导出为题目文件"),
    # Kinds, states, attributes
    "kind_conference": ("conference", "大会"),
    "kind_session": ("session", "会议场次"),
    "kind_regional_meeting": ("regional meeting", "区域性会议"),
    "kind_interregional_meeting": ("interregional meeting", "区域间会议"),
    "kind_meeting": ("meeting", "会议"),
    "kind_youth_event": ("youth event", "青年活动"),
    "kind_round_table": ("round table", "圆桌会议"),
    "kind_ceremony": ("ceremony", "仪式"),
    "kind_workshop": ("workshop", "研讨会"),
    "kind_deadline": ("deadline", "截止日期"),
    "kind_site_visit": ("site visit", "实地考察"),
    "kind_consultation": ("consultation", "磋商"),
    "kind_other": ("other", "其他"),
    "deadline_registration": ("Registration", "注册"),
    "deadline_contributions": ("Contributions", "文稿提交"),
    "deadline_fellowships": ("Fellowships", "与会补贴申请"),
    "deadline_visa": ("Visa support", "签证协助申请"),
    "deadline_accommodation": ("Hotel booking", "酒店预订"),
    "deadline_exhibition": ("Exhibition space", "展位预订"),
    "deadline_nominations": ("Nominations", "提名"),
    "deadline_replies": ("Replies", "回复"),
    "deadline_abstracts": ("Abstracts", "摘要提交"),
    "deadline_credentials": ("Credentials", "全权证书"),
    "deadline_interpretation": ("Interpretation requests", "口译申请"),
    "deadline_payment": ("Payment", "付款"),
    "deadline_side_events": ("Side events", "边会申请"),
    "deadline_speakers": ("Speakers", "发言人报名"),
    "state_decided": ("decided", "已确定"),
    "state_planned": ("planned", "计划中"),
    "state_tentative": ("tentative", "暂定"),
    "state_held": ("held", "已举行"),
    "state_postponed": ("postponed", "已延期"),
    "state_cancelled": ("cancelled", "已取消"),
    "attribute_date": ("dates", "日期"),
    "attribute_city": ("city", "城市"),
    "attribute_country": ("country", "国家"),
    "attribute_venue": ("venue", "会场"),
    "attribute_format": ("format", "形式"),
    "attribute_host": ("host", "东道主"),
    "attribute_theme": ("theme", "主题"),
    "attribute_status": ("status", "状态"),
    "attribute_region": ("region", "区域"),
    "attribute_purpose": ("purpose", "用途"),
    "document_draft": ("draft", "草案"),
    "document_provisional": ("provisional", "临时"),
    "document_revised": ("revised", "修订"),
    "document_final": ("final", "最终"),
    "document_cancelled": ("cancelled", "已取消"),
}


def text(key: str, language: str, **values: object) -> str:
    """Return the interface text `key` in `language`, in English where it has no other, filled in."""
    english, chinese = STRINGS[key]
    found = chinese if language == "zh" else english
    return found.format(**values) if values else found


def word(key: str, language: str, **values: object) -> str:
    """Return an interface text escaped for HTML."""
    return escape(text(key, language, **values))


def known_language(tag: str) -> str:
    """Return a language of the interface: `tag` where it is one, else the default."""
    return tag if tag in LANGUAGES else DEFAULT_LANGUAGE


def has_text(key: str) -> bool:
    """Return whether there is an interface text `key`."""
    return key in STRINGS

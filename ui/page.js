// What the page does by itself: citations, sheets, the reader, parts, uploads, ratings, copying.
(() => {
  "use strict";
  const phone = window.matchMedia("(max-width: 899px)");
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const smooth = () => (calm.matches ? "auto" : "smooth");

  // Said to screen readers.
  const announcer = document.createElement("div");
  announcer.className = "unseen";
  announcer.setAttribute("role", "status");
  const announce = (words) => { announcer.textContent = ""; setTimeout(() => { announcer.textContent = words; }, 50); };

  // The reader: a whole document in a dialog.
  const reader = document.createElement("dialog");
  reader.id = "reader";
  reader.setAttribute("aria-modal", "true");
  const offline = () => one("[data-offline]")?.dataset.offline || "";

  async function openReader(url) {
    try {
      const reply = await fetch(url);
      reader.innerHTML = reply.ok ? await reply.text() : "";
      if (!reply.ok) return;
    } catch { announce(offline()); return; }
    reader.setAttribute("aria-label", one("h3", reader)?.textContent || "");
    if (!reader.open) reader.showModal();
    for (const mark of all("#here, #there", reader)) {
      const column = mark.closest(".leaf");
      column.scrollTop = mark.offsetTop - column.clientHeight / 3;
    }
    one("[data-close]", reader).focus();
  }

  // Citations: the passage comes into view, its quote marked as the one meant.
  function showSource(link) {
    const mark = document.getElementById(link.getAttribute("href").slice(1));
    if (!mark) return;
    for (const group of all(".of-turn")) group.hidden = group !== mark.closest(".of-turn");
    for (const old of all(".sources .active")) old.classList.remove("active");
    mark.classList.add("active");
    const card = mark.closest(".source");
    card.classList.add("active");
    if (phone.matches) one("#sources").classList.add("open");
    // The quote within its passage, then the passage: from its title on, where the quote still shows.
    const words = mark.closest("blockquote");
    const above = (inner, outer) => inner.getBoundingClientRect().top - outer.getBoundingClientRect().top;
    words.scrollTop += above(mark, words) - words.clientHeight / 2;
    const list = one(".sources .cards");
    const top = list.scrollTop + above(card, list);
    const needed = list.scrollTop + above(mark, list) - list.clientHeight * 0.75;
    list.scrollTo({ top: Math.max(top - 4, needed), behavior: "auto" });
    card.focus({ preventScroll: true });
    lastLink = link.getAttribute("href");
  }
  let lastLink = "";
  function closeSheet() {
    one("#sources").classList.remove("open");
    if (lastLink) one(`a.cite[href="${lastLink}"]`)?.focus({ preventScroll: true });
  }

  // Gradio's own box takes a question only as if it had been typed.
  function ask(question) {
    one("#tabs button[role=tab]")?.click();
    const box = one("#question textarea");
    box.value = question;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    setTimeout(() => one("#send").click(), 60);
  }

  async function copy(button) {
    const words = button.dataset.copy;
    try { await navigator.clipboard.writeText(words); } catch {
      const area = document.createElement("textarea");
      area.value = words;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    announce(button.dataset.done);
    const label = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = label; }, 1500);
  }

  // Parts of the page, filled from the server when they come into being.
  async function fill(part, query = "") {
    const url = part.dataset.part + (query ? `&${query}` : "");
    const focused = part.contains(document.activeElement) ? document.activeElement.name : "";
    part.dataset.filled = "yes";
    try {
      const reply = await fetch(url);
      const body = await reply.text();
      if (!reply.ok) throw new Error(body);
      part.innerHTML = body;
      const today = one(".timeline .today line", part);
      if (today) one(".scrolled", part).scrollLeft = Number(today.getAttribute("x1")) - 120;
      if (focused) {
        const control = one(`[name="${focused}"]`, part);
        control?.focus();
        if (control?.type === "search") control.setSelectionRange(control.value.length, control.value.length);
      }
    } catch { part.innerHTML = '<p class="failed" role="alert"></p>'; part.firstChild.textContent = offline(); }
  }
  const refill = () => all("[data-part]").forEach((part) => fill(part));

  // What becomes of each uploaded file, line by line as the server tells it.
  async function follow(reply, form) {
    const list = one(".steps", form);
    const rows = new Map();
    const say = (file, step, reason = "") => {
      const key = file || " ";
      if (!rows.has(key)) { const row = document.createElement("li"); list.append(row); rows.set(key, row); }
      const row = rows.get(key);
      row.className = step;
      row.textContent = [file, form.dataset[step] || step, reason].filter(Boolean).join(" · ");
    };
    if (!reply.ok) {
      const told = await reply.json().catch(() => ({}));
      say("", "failed", typeof told.detail === "string" ? told.detail : "");
      return;
    }
    const lines = reply.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { value, done } = await lines.read();
      rest += value || "";
      const parts = rest.split("\n");
      rest = parts.pop();
      for (const part of parts.filter(Boolean)) {
        const step = JSON.parse(part);
        if (step.step === "hashed" || step.step === "found") { if (step.file) say(step.file, "reading"); } else say(step.file || "", step.step, step.reason);
      }
      if (done) break;
    }
    for (const part of all("[data-part]")) {
      const kept = part.contains(form) ? list.cloneNode(true) : null;
      await fill(part);
      if (kept) one(".steps", part)?.replaceWith(kept);
    }
  }

  async function upload(form, files) {
    if (!files.length) return;
    const body = new FormData();
    for (const file of files) body.append("files", file, file.name);
    one(".steps", form).textContent = "";
    await send("documents", { method: "POST", body }, form);
  }
  async function send(url, options, form) {
    form.classList.add("busy");
    try { await follow(await fetch(url, options), form); } catch {
      const row = document.createElement("li");
      row.className = "failed";
      row.textContent = form.dataset.offline;
      one(".steps", form).append(row);
    }
    form.classList.remove("busy");
  }

  async function rate(form, rating) {
    const forms = all("form.note");
    const earlier = forms.slice(0, forms.indexOf(form)).map((f) => JSON.parse(f.dataset.rated));
    const body = { ...JSON.parse(form.dataset.rated), rating, note: one("textarea", form).value, history: earlier };
    const reply = await fetch("feedback", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    if (reply.ok) announce(one("button", form).dataset.done);
    return reply.ok;
  }

  document.addEventListener("click", async (event) => {
    const hit = event.target.closest("a.cite, [data-ask], [data-copy], [data-reader], [data-close], .sheet-close, [data-entry], [data-ics], [data-remove], [data-again], [data-sample], [data-rate], [data-theme], [data-sign-out]");
    if (!hit) {
      if (one("#sources.open") && !event.target.closest("#sources")) closeSheet();
      return;
    }
    if (hit.matches("a.cite")) { event.preventDefault(); showSource(hit); }
    else if (hit.matches("[data-ask]")) ask(hit.dataset.ask);
    else if (hit.matches("[data-copy]")) copy(hit);
    else if (hit.matches("[data-reader]")) openReader(hit.dataset.reader);
    else if (hit.matches("[data-close]")) reader.close();
    else if (hit.matches(".sheet-close")) closeSheet();
    else if (hit.matches("[data-entry]")) {
      event.preventDefault();
      const row = document.getElementById(`entry-${hit.dataset.entry}`);
      row?.scrollIntoView({ block: "center", behavior: smooth() });
      row?.focus({ preventScroll: true });
    } else if (hit.matches("[data-ics]")) {
      const keys = all("input[name=key]:checked", hit.closest("[data-part]")).map((box) => `&key=${encodeURIComponent(box.value)}`);
      const link = document.createElement("a");
      link.href = hit.dataset.ics + keys.join("");
      link.download = "";
      link.click();
    } else if (hit.matches("[data-remove]")) {
      if (window.confirm(hit.dataset.sure)) { await fetch(`documents/${hit.dataset.remove}`, { method: "DELETE" }); refill(); }
    } else if (hit.matches("[data-again]")) send(`documents/${hit.dataset.again}`, { method: "POST" }, one("[data-upload]", hit.closest("[data-part]")));
    else if (hit.matches("[data-sample]")) { hit.disabled = true; send("documents/sample", { method: "POST" }, one("[data-upload]", hit.closest("[data-part]"))); }
    else if (hit.matches("[data-rate]")) {
      const form = one("form.note", hit.closest(".foot"));
      all("[data-rate]", hit.closest(".foot")).forEach((thumb) => thumb.setAttribute("aria-pressed", String(thumb === hit)));
      form.hidden = false;
      form.dataset.rating = hit.dataset.rate;
      rate(form, hit.dataset.rate);
    } else if (hit.matches("[data-theme]")) {
      const dark = document.body.classList.toggle("dark");
      try { localStorage.setItem("rapporteur-theme", dark ? "dark" : "light"); } catch { /* kept for this visit only */ }
    } else if (hit.matches("[data-sign-out]")) { await fetch("sign-out", { method: "POST" }); refill(); }
  });

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("form.note, [data-filter], [data-upload], [data-sign-in]")) return;
    event.preventDefault();
    if (form.matches("form.note")) {
      if (await rate(form, form.dataset.rating)) { const button = one("button", form); button.textContent = button.dataset.done; button.disabled = true; }
    } else if (form.matches("[data-sign-in]")) {
      const reply = await fetch("sign-in", { method: "POST", body: new FormData(form) });
      if (reply.ok) refill(); else one(".wrong", form).textContent = form.dataset.wrong;
    }
  });

  let typing = 0;
  document.addEventListener("input", (event) => {
    const form = event.target.closest("[data-filter]");
    if (form) {
      clearTimeout(typing);
      typing = setTimeout(() => fill(form.closest("[data-part]"), new URLSearchParams(new FormData(form)).toString()), event.target.type === "search" ? 250 : 0);
    }
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("input[name=key]")) {
      const part = event.target.closest("[data-part]");
      one("[data-ics]", part).disabled = !one("input[name=key]:checked", part);
    } else if (event.target.matches("[data-upload] input[type=file]")) {
      upload(event.target.form, [...event.target.files]);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && one("#sources.open")) closeSheet();
  });
  for (const kind of ["dragover", "drop"]) {
    document.addEventListener(kind, (event) => {
      const form = event.target.closest?.("[data-upload]");
      if (!form) return;
      event.preventDefault();
      if (kind === "drop") upload(form, [...event.dataTransfer.files]);
    });
  }

  // One's own questions again, by the arrow up in the empty box; the list stays until the conversation is cleared.
  const ASKED = "rapporteur-asked";
  let back = 0;
  const asked = () => { try { return JSON.parse(localStorage.getItem(ASKED)) || []; } catch { return []; } };
  function remember(question) {
    const list = [...asked().filter((old) => old !== question), question].slice(-50);
    try { localStorage.setItem(ASKED, JSON.stringify(list)); } catch { /* none are kept */ }
  }
  document.addEventListener("keydown", (event) => {
    if (!event.target.matches?.("#question textarea")) return;
    const box = event.target;
    const list = asked();
    const recalled = back && box.value === list[list.length - back];
    if (!recalled) back = 0;
    if ((event.key !== "ArrowUp" && event.key !== "ArrowDown") || (box.value && !recalled)) return;
    const next = Math.min(Math.max(back + (event.key === "ArrowUp" ? 1 : -1), 0), list.length);
    if (next === back) return;
    event.preventDefault();
    back = next;
    box.value = back ? list[list.length - back] : "";
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("#clear")) { try { localStorage.removeItem(ASKED); } catch { /* none are kept */ } }
  });

  // What Gradio puts on the page, as it comes.
  let shown = 0;
  let busy = false;
  function look() {
    for (const part of all("[data-part]:not([data-filled])")) fill(part);
    const language = one("[data-language]")?.dataset.language;
    if (language && document.documentElement.lang !== language) document.documentElement.lang = language;
    const turns = all(".turn");
    if (shown && turns.length > shown) turns.at(-1).scrollIntoView({ block: "start", behavior: smooth() });
    if (turns.length > shown) remember(one(".asked", turns.at(-1)).textContent);
    shown = turns.length;
    const now = one(".conversation")?.getAttribute("aria-busy") === "true";
    if (busy && !now) announce(one(".turn:last-child .said")?.textContent || one(".turn:last-child .failed")?.textContent || "");
    busy = now;
  }
  function start() {
    document.body.append(announcer, reader);
    let theme = null;
    try { theme = localStorage.getItem("rapporteur-theme"); } catch { /* none kept */ }
    if (theme) document.body.classList.toggle("dark", theme === "dark");
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
    look();
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start); else start();
})();

// Staff's work on the documents: adding, reading again, removing, and signing in for it.
import { offline, on, one } from "./dom.js";
import { fillAll } from "./parts.js";

// A row for each file, with what the server last told of it.
function rows(form) {
  const list = one(".steps", form);
  const byFile = new Map();
  return (file, step, words = "") => {
    if (!byFile.has(file)) byFile.set(file, list.appendChild(document.createElement("li")));
    const row = byFile.get(file);
    row.className = step;
    row.textContent = [file, form.dataset[step] || step, words].filter(Boolean).join(" · ");
  };
}

function told(say, form, step) {
  if (step.step === "hashed" || step.step === "found") { if (step.file) say(step.file, "reading"); return; }
  const passages = step.passages === undefined ? "" : form.dataset.passages.replace("{passages}", step.passages);
  say(step.file || "", step.step, step.reason || passages);
}

// What becomes of each file, line by line as the server tells it.
async function follow(reply, form) {
  const say = rows(form);
  if (!reply.ok) {
    const why = await reply.json().catch(() => ({}));
    say("", "failed", typeof why.detail === "string" ? why.detail : "");
    return;
  }
  const lines = reply.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let rest = "", done = false; !done;) {
    const read = await lines.read();
    done = read.done;
    const whole = (rest + (read.value || "")).split("\n");
    rest = whole.pop();
    for (const line of whole.filter(Boolean)) told(say, form, JSON.parse(line));
  }
  await fillAll();
}

async function send(form, url, options) {
  if (form.classList.contains("busy")) return;
  form.classList.add("busy");
  one(".steps", form).textContent = "";
  one(".steps", form).scrollIntoView({ block: "nearest" });
  try {
    await follow(await fetch(url, options), form);
  } catch { rows(form)("", "failed", offline()); }
  form.classList.remove("busy");
}

function upload(form, files) {
  if (!files.length) return;
  const body = new FormData();
  for (const file of files) body.append("files", file, file.name);
  // So that the same file can be chosen again.
  form.reset();
  send(form, "documents", { method: "POST", body });
}

const formOf = (button) => one("[data-upload]", button.closest("[data-part]"));

on("change", "[data-upload] input[type=file]", (input) => upload(input.form, [...input.files]));
on("dragover", "[data-upload]", (form, event) => { event.preventDefault(); form.classList.add("over"); });
on("dragleave", "[data-upload]", (form) => form.classList.remove("over"));
on("drop", "[data-upload]", (form, event) => {
  event.preventDefault();
  form.classList.remove("over");
  upload(form, [...event.dataTransfer.files]);
});
on("click", "[data-again]", (button) => send(formOf(button), `documents/${button.dataset.again}`, { method: "POST" }));
on("click", "[data-sample]", async (button) => {
  button.disabled = true;
  await send(formOf(button), "documents/sample", { method: "POST" });
  button.disabled = false;
});
on("click", "[data-remove]", async (button) => {
  if (!window.confirm(button.dataset.sure)) return;
  const form = formOf(button);
  const reply = await fetch(`documents/${button.dataset.remove}`, { method: "DELETE" }).catch(() => null);
  if (reply?.ok) { fillAll(); return; }
  const why = reply ? await reply.json().catch(() => ({})) : { detail: offline() };
  one(".steps", form).textContent = "";
  rows(form)("", "failed", why.detail);
});

on("submit", "[data-sign-in]", async (form, event) => {
  event.preventDefault();
  const reply = await fetch("sign-in", { method: "POST", body: new FormData(form) }).catch(() => null);
  if (reply?.ok) fillAll(); else one(".wrong", form).textContent = reply ? form.dataset.wrong : offline();
});
on("click", "[data-sign-out]", async () => { await fetch("sign-out", { method: "POST" }); fillAll(); });

// Parts of the page that the server fills: when they come into being, and when a filter changes.
import { all, offline, on, one, smooth } from "./dom.js";

// By the name of a part, so that both outlive the part, which Gradio makes anew with the language:
// what the filter says, and what is being asked for.
const filters = new Map();
const asking = new Map();
const nameOf = (part) => part.dataset.part.split("?")[0];

/** Fill a part from its address, with the fields of its filter; of what is asked the last alone is shown. */
export async function fill(part) {
  const name = nameOf(part);
  asking.get(name)?.abort();
  const mine = new AbortController();
  asking.set(name, mine);
  part.dataset.filled = "yes";
  part.setAttribute("aria-busy", "true");
  const query = filters.get(name);
  try {
    const reply = await fetch(part.dataset.part + (query ? `&${query}` : ""), { signal: mine.signal });
    const body = await reply.text();
    if (!reply.ok) throw new Error(body);
    if (!mine.signal.aborted) renew(part, body);
  } catch {
    if (!mine.signal.aborted) fail(part);
  }
  if (!mine.signal.aborted) part.setAttribute("aria-busy", "false");
}

// Once a part is there, only its places marked as live change: what one types or adds next to them stays.
function renew(part, body) {
  const fresh = document.createElement("template");
  fresh.innerHTML = body;
  const before = all("[data-live]", part);
  const after = all("[data-live]", fresh.content);
  const label = part.contains(document.activeElement) && document.activeElement.getAttribute("aria-label");
  const picked = all("input[name=key]:checked", part).map((box) => box.value);
  one(":scope > .failed", part)?.remove();
  if (before.length && before.length === after.length) {
    before.forEach((place, i) => { if (!place.contains(document.activeElement) || !isFilter(place)) place.replaceWith(after[i]); });
  } else part.replaceChildren(fresh.content);
  for (const box of all("input[name=key]", part)) box.checked = picked.includes(box.value);
  allowFile(part);
  if (label && document.activeElement === document.body) one(`[aria-label="${CSS.escape(label)}"]`, part)?.focus();
  beginWithToday(part);
}

// A timeline longer than its frame begins with what comes next.
function beginWithToday(part) {
  const today = one(".timeline .today line", part);
  if (!today) return;
  const at = Number(today.getAttribute("x1"));
  const bars = all(".timeline .bar", part).map((bar) => bar.getBBox());
  const next = bars.find((box) => box.x + box.width >= at) || bars.at(-1);
  one(".scrolled", part).scrollTo(at - 120, next.y - 40);
}

const isFilter = (place) => place.matches("[data-filter]");

// What is there stays readable; the next try may be a click on the tab.
function fail(part) {
  part.dataset.filled = "failed";
  const told = one(":scope > .failed", part) || document.createElement("p");
  told.className = "failed";
  told.setAttribute("role", "alert");
  told.textContent = offline();
  part.prepend(told);
}

export const fillAll = () => Promise.all(all("[data-part]").map(fill));
export const fillNew = () => all("[data-part]:not([data-filled])").forEach(fill);
on("click", "#tabs [role=tab]", () => all("[data-filled=failed]").forEach(fill));

// Letters that are still being composed (Chinese by its sounds) are no words yet.
const waiting = new Map();
function filter(form, event) {
  if (event.isComposing) return;
  const name = nameOf(form.closest("[data-part]"));
  filters.set(name, new URLSearchParams(new FormData(form)).toString());
  clearTimeout(waiting.get(name));
  const go = () => all("[data-part]").filter((part) => nameOf(part) === name).forEach(fill);
  waiting.set(name, setTimeout(go, event.target.type === "search" ? 250 : 0));
}
on("input", "[data-filter]", filter);
on("compositionend", "[data-filter]", filter);
on("submit", "[data-filter]", (form, event) => event.preventDefault());

// The calendar: from a bar to its row, and the rows chosen as one calendar file.
on("click", "[data-entry]", (bar, event) => {
  event.preventDefault();
  const row = document.getElementById(`entry-${bar.dataset.entry}`);
  row?.scrollIntoView({ block: "center", behavior: smooth() });
  row?.focus({ preventScroll: true });
});
function allowFile(part) {
  const button = one("[data-ics]", part);
  if (button) button.disabled = !one("input[name=key]:checked", part);
}
on("change", "input[name=key]", (box) => allowFile(box.closest("[data-part]")));
on("click", "[data-ics]", (button) => {
  const chosen = all("input[name=key]:checked", button.closest("[data-part]"));
  const link = document.createElement("a");
  link.href = button.dataset.ics + chosen.map((box) => `&key=${encodeURIComponent(box.value)}`).join("");
  link.download = "";
  link.click();
});

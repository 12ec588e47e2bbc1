// The conversation: asking by a click, one's own questions again, copying and rating an answer.
import { all, announce, keep, kept, on, one, phone, smooth } from "./dom.js";

const box = () => one("#question textarea");

// Gradio's own box takes a question only as if it had been typed.
function type(words) {
  box().value = words;
  box().dispatchEvent(new Event("input", { bubbles: true }));
}
on("click", "[data-ask]", (chip) => {
  one("#tabs button[role=tab]").click();
  type(chip.dataset.ask);
  setTimeout(() => one("#send").click(), 60);
});

// One's own questions come again by the arrow up in the empty box, until the conversation is cleared.
const ASKED = "rapporteur-asked";
const MOST = 50;
let back = 0;
const asked = () => kept(ASKED) || [];
function remember(question) {
  keep(ASKED, [...asked().filter((old) => old !== question), question].slice(-MOST));
}
on("keydown", "#question textarea", (area, event) => {
  const list = asked();
  const recalled = back > 0 && area.value === list[list.length - back];
  if (!recalled) back = 0;
  const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
  if (!step || (area.value && !recalled)) return;
  const next = Math.min(Math.max(back + step, 0), list.length);
  if (next === back) return;
  event.preventDefault();
  back = next;
  type(back ? list[list.length - back] : "");
});
on("click", "#clear", () => { keep(ASKED, null); box().focus(); });

async function toClipboard(words) {
  try { await navigator.clipboard.writeText(words); } catch {
    // Not over plain HTTP from another machine: the old way still works there.
    const area = document.createElement("textarea");
    area.value = words;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}
on("click", "[data-copy]", async (button) => {
  await toClipboard(button.dataset.copy);
  announce(button.dataset.done);
  const label = button.textContent;
  if (label === button.dataset.done) return;
  button.textContent = button.dataset.done;
  setTimeout(() => { button.textContent = label; }, 1500);
});

async function rate(form, rating) {
  const forms = all("form.note");
  const history = forms.slice(0, forms.indexOf(form)).map((earlier) => JSON.parse(earlier.dataset.rated));
  const body = { ...JSON.parse(form.dataset.rated), rating, note: one("textarea", form).value, history };
  const headers = { "Content-Type": "application/json" };
  const reply = await fetch("feedback", { method: "POST", headers, body: JSON.stringify(body) }).catch(() => null);
  announce(reply?.ok ? one("button", form).dataset.done : one("[data-offline]").dataset.offline);
  return Boolean(reply?.ok);
}
// What was rated here stays to be seen: Gradio writes the conversation anew with each turn.
const ratings = new Map();
function showRating(form) {
  const { rating, kept: sent } = ratings.get(form.dataset.rated) || {};
  if (!rating) return;
  for (const thumb of all("[data-rate]", form.closest(".foot"))) {
    thumb.setAttribute("aria-pressed", String(thumb.dataset.rate === rating));
  }
  form.hidden = false;
  const button = one("button", form);
  if (sent && !button.disabled) {
    button.textContent = button.dataset.done;
    button.disabled = true;
  }
}
on("click", "[data-rate]", (thumb) => {
  const form = one("form.note", thumb.closest(".foot"));
  ratings.set(form.dataset.rated, { ...ratings.get(form.dataset.rated), rating: thumb.dataset.rate });
  showRating(form);
  rate(form, thumb.dataset.rate);
});
on("submit", "form.note", async (form, event) => {
  event.preventDefault();
  const given = ratings.get(form.dataset.rated);
  if (!(await rate(form, given.rating))) return;
  ratings.set(form.dataset.rated, { ...given, kept: true });
  showRating(form);
});

let shown = 0;
let busy = false;

/** See what became of the conversation: a new turn comes into view, a finished answer is said. */
export function lookAtConversation() {
  const turns = all(".turn");
  if (turns.length > shown) {
    if (shown) turns.at(-1).scrollIntoView({ block: "start", behavior: smooth() });
    remember(one(".asked", turns.at(-1)).textContent);
  }
  shown = turns.length;
  all("form.note").forEach(showRating);
  const now = one(".conversation")?.getAttribute("aria-busy") === "true";
  if (busy && !now) {
    const last = turns.at(-1);
    announce((last && (one(".said", last) || one(".failed", last)))?.textContent || "");
  }
  busy = now;
}

/** Begin in the box, but not on a phone, where the keyboard would cover the page. */
export function beginInTheBox() {
  if (!phone.matches && document.activeElement === document.body) box()?.focus({ preventScroll: true });
}

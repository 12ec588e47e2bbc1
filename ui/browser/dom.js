// What every part of the page uses of the document: finding, listening, saying.
export const one = (selector, root = document) => root.querySelector(selector);
export const all = (selector, root = document) => [...root.querySelectorAll(selector)];
export const phone = window.matchMedia("(max-width: 899px)");

const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
export const smooth = () => (calm.matches ? "auto" : "smooth");

/** Call `act(element, event)` for events on what matches `selector`, now or later on the page. */
export function on(kind, selector, act) {
  document.addEventListener(kind, (event) => {
    const hit = event.target.closest?.(selector);
    if (hit) act(hit, event);
  });
}

const announcer = document.createElement("div");
announcer.className = "unseen";
announcer.setAttribute("role", "status");
document.body.append(announcer);

/** Have screen readers say `words`. */
export function announce(words) {
  announcer.textContent = "";
  setTimeout(() => { announcer.textContent = words; }, 50);
}

/** What to say when the server does not answer, in the interface's language. */
export const offline = () => one("[data-offline]")?.dataset.offline || "";

/** What the browser keeps under `name`, as JSON; null where it keeps nothing or may not. */
export function kept(name) {
  try { return JSON.parse(localStorage.getItem(name)); } catch { return null; }
}
export function keep(name, value) {
  try {
    if (value === null) localStorage.removeItem(name); else localStorage.setItem(name, JSON.stringify(value));
  } catch { /* The browser keeps nothing: it lasts for this visit only. */ }
}

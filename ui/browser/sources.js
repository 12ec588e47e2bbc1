// The passages beside an answer: a number brings its passage into view, on a phone as a sheet.
import { all, on, one, phone } from "./dom.js";

let lastLink = "";

function show(link) {
  const mark = document.getElementById(link.getAttribute("href").slice(1));
  if (!mark) return;
  lastLink = link.getAttribute("href");
  for (const group of all(".of-turn")) group.hidden = group !== mark.closest(".of-turn");
  showQuotes();
  for (const old of all(".sources .active")) old.classList.remove("active");
  const card = mark.closest(".source");
  mark.classList.add("active");
  card.classList.add("active");
  if (phone.matches) one("#sources").classList.add("open");
  bringIntoView(mark, card);
  card.focus({ preventScroll: true });
}

/** Bring the first quote of each passage into sight, where the passage is longer than its frame. */
export function showQuotes() {
  for (const words of all(".sources blockquote:not([data-seen])")) {
    if (!words.clientHeight) continue;
    words.dataset.seen = "yes";
    const quote = one("mark", words);
    if (quote) words.scrollTop += above(quote, words) - words.clientHeight / 2;
  }
}

const above = (inner, outer) => inner.getBoundingClientRect().top - outer.getBoundingClientRect().top;

// The quote within its passage, then the passage: from its title on, where the quote still shows.
function bringIntoView(mark, card) {
  const words = mark.closest("blockquote");
  words.scrollTop += above(mark, words) - words.clientHeight / 2;
  const list = one(".sources .cards");
  const title = list.scrollTop + above(card, list) - 4;
  const quote = list.scrollTop + above(mark, list) - list.clientHeight * 0.75;
  list.scrollTo({ top: Math.max(title, quote), behavior: "auto" });
}

function close() {
  one("#sources").classList.remove("open");
  if (lastLink) one(`a.cite[href="${lastLink}"]`)?.focus({ preventScroll: true });
}

on("click", "a.cite", (link, event) => { event.preventDefault(); show(link); });
on("click", ".sheet-close", close);
document.addEventListener("click", (event) => {
  if (one("#sources.open") && !event.target.closest("#sources, a.cite, dialog")) close();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && one("#sources.open") && !one("dialog[open]")) close();
});

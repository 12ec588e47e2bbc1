// The reader: a whole document in a dialog, opened at a place.
import { all, announce, offline, on, one } from "./dom.js";

const reader = document.createElement("dialog");
reader.id = "reader";
document.body.append(reader);

async function open(url) {
  try {
    const reply = await fetch(url);
    if (!reply.ok) throw new Error(`${reply.status}`);
    reader.innerHTML = await reply.text();
  } catch { announce(offline()); return; }
  reader.setAttribute("aria-label", one("h3", reader).textContent);
  if (!reader.open) reader.showModal();
  for (const mark of all("#here, #there", reader)) {
    const leaf = mark.closest(".leaf");
    const top = mark.getBoundingClientRect().top - leaf.getBoundingClientRect().top;
    leaf.scrollTop += top - leaf.clientHeight / 3;
  }
  one("[data-close]", reader).focus();
}

// A card opens at the quote that was asked for last, where it holds several.
on("click", "[data-reader]", (button) => {
  const asked = one("mark.active", button.closest(".source") || button);
  open(asked?.dataset.place || button.dataset.reader);
});
on("click", "#reader [data-close]", () => reader.close());
reader.addEventListener("click", (event) => { if (event.target === reader) reader.close(); });

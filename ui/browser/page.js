// What the page does by itself, beside what Gradio does: each subject is a module.
import { keepTheme, tellLanguage } from "./appearance.js";
import { beginInTheBox, lookAtConversation } from "./conversation.js";
import { one } from "./dom.js";
import { fillNew } from "./parts.js";
import "./documents.js";
import "./reader.js";
import { showQuotes } from "./sources.js";

let begun = false;
function look() {
  fillNew();
  keepTheme();
  tellLanguage();
  lookAtConversation();
  showQuotes();
  if (!begun && one("#question textarea")) { begun = true; beginInTheBox(); }
}
new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
look();

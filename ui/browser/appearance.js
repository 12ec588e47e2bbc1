// Light or dark, as chosen here, else as the machine has it; and the language that the page is in.
import { keep, kept, on, one } from "./dom.js";

const THEME = "rapporteur-theme";
let chosen = kept(THEME);
on("click", "[data-theme]", () => {
  chosen = document.body.classList.toggle("dark") ? "dark" : "light";
  keep(THEME, chosen);
});

/** Show what was chosen: Gradio sets what the machine has once it has started. */
export function keepTheme() {
  if (chosen) document.body.classList.toggle("dark", chosen === "dark");
}

/** Tell the browser the language of the interface. */
export function tellLanguage() {
  const language = one("[data-language]")?.dataset.language;
  if (language && document.documentElement.lang !== language) document.documentElement.lang = language;
}

// Formats that a page has no file for: their buttons, which only scripts can serve, show and put the files together in
// the browser. The papers are those of `data-keys` around the buttons, else those of the page's last list: before it a
// category shows its key papers, which stand in it once more.

import { exported, formats, save } from "./exports.js";

for (const place of document.querySelectorAll(".other-formats")) {
  place.hidden = false;
  place.addEventListener("click", ({ target }) => target.value && download(place, target.value));
}

async function download(place, name) {
  const { ending, type } = (await formats()).find((format) => format.name === name);
  save(await exported(keys(place), name), `${page()}.${ending}`, type);
}

function keys(place) {
  const own = place.closest("[data-keys]");
  if (own) return [own.dataset.keys];
  const list = [...document.querySelectorAll(".paper-list")].at(-1);
  return [...(list?.querySelectorAll("[data-key]") ?? [])].map(({ dataset }) => dataset.key);
}

/** Name files like the page: the last part of its address. */
function page() {
  return decodeURIComponent(location.pathname).split("/").filter(Boolean).pop();
}

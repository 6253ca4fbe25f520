// Exports of a list of papers: as a file, into the clipboard, or to be seen; in every format, or as text to read.

import { button, make } from "./dom.js";
import { entry, formats, joined } from "./exports.js";
import { rekeyed } from "./rekey.js";

const TEXT = { name: "text", title: "Formatted text", ending: "txt", type: "text/plain" };
// Under which citekey a paper comes that a document cites by an old one.
const KEYS = [["cited", "as the document cites them"], ["current", "of this review"], ["both", "both"]];

/**
 * Return the exports: their `element`, and `show(list)`. A list has the papers as `entries` (`key`, and `cited`, the key
 * that a document used), the `name` of its files, and `records()`, which tells what is known of the papers, in order.
 */
export function exportPanel() {
  const [format, keys] = [make("select", { id: "export-format" }), make("select", { id: "export-keys" })];
  const old = make("p.selection-old", { hidden: true }, make("label", { htmlFor: "export-keys" }, "Old citekeys"), " ", keys);
  const status = make("p.selection-status", { role: "status" });
  const preview = make("pre.selection-preview", { tabIndex: 0, role: "region", "aria-label": "Preview", hidden: true });
  let list;
  let latest = 0; // number of the newest preview: an older one that ends later shows nothing

  const text = () => fileText(list, format.value, old.hidden ? "current" : keys.value);
  const attempt = (act) => async () => {
    status.textContent = "";
    await act().catch(({ message }) => (status.textContent = `The export failed: ${message}`));
  };
  const draw = attempt(async () => {
    const mine = ++latest;
    const shown = preview.hidden ? "" : await text();
    if (mine === latest) preview.textContent = shown;
  });
  const show = (shown) => {
    preview.hidden = !shown;
    shows.setAttribute("aria-expanded", shown);
    return draw();
  };
  const shows = button("selection-button", "Show", () => show(preview.hidden), { "aria-expanded": "false" });
  const actions = [
    button("selection-button", "Download", attempt(async () => save(await text(), await formatNamed(format.value), list.name))),
    button("selection-button", "Copy", attempt(async () => (status.textContent = (await copied(await text())) ? "Copied." : await byHand()))),
    shows,
  ];
  /** Without a clipboard, as on plain HTTP, show the text and select it for the reader to copy. */
  const byHand = async () => {
    await show(true);
    preview.focus();
    getSelection().selectAllChildren(preview);
    return "The browser does not let this page copy: press Ctrl+C or ⌘C.";
  };
  for (const changed of [format, keys]) changed.addEventListener("change", draw);
  keys.append(...KEYS.map(([value, label]) => new Option(label, value)));
  attempt(async () => format.append(...[...(await formats()), TEXT].map(({ name, title }) => new Option(title, name))))();
  const choice = make("p", {}, make("label", { htmlFor: "export-format" }, "Format"), " ", format);
  return {
    element: make("section.selection-export", {}, make("h2", {}, "Export"), choice, old, make("p", {}, ...actions), status, preview),
    show(shown) {
      list = shown;
      old.hidden = shown.entries.every(({ key, cited }) => key === cited);
      draw();
    },
  };
}

async function formatNamed(name) {
  return [...(await formats()), TEXT].find((format) => format.name === name);
}

async function fileText({ entries, records }, name, keys) {
  if (name === TEXT.name) return (await records()).map(reference).join("");
  const wanted = entries.flatMap(({ key, cited }) => {
    if (keys === "both" && cited !== key) return [[key, key], [key, cited]];
    return [[key, keys === "cited" ? cited : key]];
  });
  const unique = new Map(wanted.map(([key, as]) => [as, key]));
  const texts = [...unique].map(async ([as, key]) => {
    const own = await entry(key, name);
    return as === key ? own : rekeyed(own, name, as);
  });
  return joined(await Promise.all(texts), name);
}

/** One paper as a line that a person reads. */
function reference({ authors, title, venue, year, page }) {
  const ended = (text) => (/[.?!]$/.test(text) ? text : `${text}.`);
  const published = [venue, year].filter(Boolean).join(" ");
  return `${[authors, title, published].filter(Boolean).map(ended).join(" ")} ${page}\n`;
}

function save(text, { ending, type }, name) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  make("a", { href: address, download: `${name}.${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Copy a text into the clipboard; tell whether the browser lets us. */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

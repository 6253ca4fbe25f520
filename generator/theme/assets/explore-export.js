// Selected papers as one BibTeX file, made in the browser of the site's own exports.

import { papers } from "./papers.js";

const ROOT = new URL("../", import.meta.url);
const FEW = 40; // papers, up to which each one's own file is fetched instead of the file of all

/** Let the reader save the papers with these citekeys as `selection.bib`, in this order. */
export async function exportBibtex(keys) {
  const entries = await bibtex(keys);
  const file = new Blob([entries.join("\n")], { type: "application/x-bibtex" });
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: "selection.bib" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Return the entries of these papers; unknown citekeys are left out. */
async function bibtex(keys) {
  if (keys.length <= FEW) return singly(await papers(keys));
  const all = await whole();
  const rest = await singly(await papers(keys.filter((key) => !all.has(key))));
  return [...keys.filter((key) => all.has(key)).map((key) => all.get(key)), ...rest];
}

function singly(records) {
  return Promise.all(records.map(({ slug }) => text(`papers/${slug}/${slug}.bib`)));
}

/** Return the file of all papers as entries by citekey; an entry begins a line, and only an entry does so with `@`. */
async function whole() {
  const entries = (await text("bib/all.bib")).split(/^(?=@)/m);
  return new Map(entries.map((entry) => [/^@\w+\{([^,]*),/.exec(entry)?.[1], `${entry.trimEnd()}\n`]));
}

async function text(path) {
  const answer = await fetch(new URL(path, ROOT));
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.text();
}

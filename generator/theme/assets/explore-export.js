// The selected papers as a file to save, made in the browser of the site's own exports.

/** Let the reader save the papers with these citekeys as `selection.bib`, in this order. */
export async function saveBibtex(keys) {
  const { exported } = await import("./exports.js");
  const file = new Blob([await exported(keys, "bibtex")], { type: "application/x-bibtex" });
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: "selection.bib" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // by then the browser has it
}

// The selected papers as a file to save, made in the browser of the site's own exports.

/** Let the reader save the papers with these citekeys as `selection.bib`, in this order. */
export async function saveBibtex(keys) {
  const { exported, save } = await import("./exports.js");
  save(await exported(keys, "bibtex"), "selection.bib", "application/x-bibtex");
}

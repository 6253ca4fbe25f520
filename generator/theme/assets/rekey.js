// An exported entry under another citekey: a document that cites a paper by an old one needs it so. What comes out is what
// `bibloom export --aux FILE --keys cited` writes.

const PLAIN = /^[^\s,{}"#%'()=~\\]+$/; // what every format can hold as a citekey
const FORMULA = /^[=+\-@＝＋－＠]/; // what a spreadsheet takes for one gets an apostrophe, as in generator/exports/table.py

const REWRITE = {
  bibtex: (text, key) => text.replace(/^(@\w+\{)[^,]*/, (_, start) => start + key),
  "csl-json": (text, key) => text.replace(/^\{"id": "(?:[^"\\]|\\.)*"/, () => `{"id": ${JSON.stringify(key)}`),
  ris: (text, key) => text.replace(/^ID {2}- .*$/m, () => `ID  - ${key}`),
  csv: (text, key) => text.replace(/^(?:"(?:[^"]|"")*"|[^,]*)/, () => (FORMULA.test(key) ? `'${key}` : key)),
};
REWRITE.biblatex = (text, key) => REWRITE.bibtex(text, key).replace(/^ {2}ids = \{([^}]*)\},\n/m, (_, ids) => {
  // The citekey itself is no other name of its entry.
  const others = ids.split(", ").filter((other) => other !== key);
  return others.length ? `  ids = {${others.join(", ")}},\n` : "";
});

/** Return an entry in the format of this name with its citekey replaced; as it is where the format has none. */
export function rekeyed(text, name, key) {
  return PLAIN.test(key) && Object.hasOwn(REWRITE, name) ? REWRITE[name](text, key) : text;
}

// Citekeys in .aux and .bcf files, in .bib files, and in whatever somebody pastes (generator/readers/cited_*.py says why).
// A step is a citekey (`key`), all of them (`all`), or another file to read (`file`).

// What REVTeX, biblatex, achemso and IEEEtran cite to set up a bibliography style: no works.
const SETTINGS = /^(?:REVTEX\d+Control|[a-z]{2,8}4[\d-]*Control|biblatex-control|achemso-control|IEEEexample:BSTcontrol)$/;
const NO_KEY = /[\\#{}]/; // a macro's argument, another macro, a group
const AUX = /^[ \t]*\\(?:(?:citation|abx@aux@cite(?:\{\d+\}(?=\{))?)\{(?<keys>[^{}\n]*)\}|(?<all>abx@aux@nociteall\b)|@input\{"?(?<file>[^{}"\n]*)"?\})/gm;
const ENTRY = /^[ \t]*@[ \t]*([A-Za-z]+)[ \t]*[({][ \t]*([^\s,{}]+)[ \t]*,/gm;
const NO_ENTRIES = new Set(["comment", "preamble", "string"]);
// Pandoc's citations (`[see @a; -@b]`), quotation marks, brackets of a list, and what ends a sentence.
const BEFORE = "[({<\"'`“‘«„";
const AFTER = "])}>\"'`”’»“.:!?";
const BIBLATEX = "https://sourceforge.net/projects/biblatex";

/** A file that cannot be read; its message is for people. */
export class BrokenFile extends Error {}

/** Yield the citekeys of a comma-separated list, as citing commands take it. */
export function* stepsOfList(keys) {
  for (const part of keys.split(",")) {
    const written = part.trim().replace(/\s+/g, " ");
    const key = written.replace(/^\*(?=.)/, ""); // mcite and REVTeX join works by a star: \cite{a,*b}
    if (written === "*") yield { all: true };
    else if (key && !NO_KEY.test(key) && !SETTINGS.test(key)) yield { key };
  }
}

/** Yield the citations of an .aux file and the files that it includes, in its order. */
export function* stepsOfAux(text) {
  for (const { groups } of text.matchAll(AUX)) {
    if (groups.file !== undefined) yield { file: groups.file };
    else if (groups.all) yield { all: true };
    else yield* stepsOfList(groups.keys);
  }
}

/** Yield the citations of a .bcf file, the XML in which biblatex tells Biber what a document cites. */
export function* stepsOfBcf(text) {
  // Declarations define entities, which can grow without end; biblatex writes none.
  if (/<!DOCTYPE/.test(text)) throw new BrokenFile("it declares a document type, which no .bcf file does");
  const tree = new DOMParser().parseFromString(text, "application/xml");
  if (tree.querySelector("parsererror")) throw new BrokenFile("it is not well-formed XML");
  const sets = new Set(); // made by \defbibentryset: no papers, their members stand for them
  for (const element of tree.getElementsByTagNameNS(BIBLATEX, "citekey")) {
    const key = element.textContent;
    if (element.getAttribute("type") === "set") {
      sets.add(key);
      yield* stepsOfList(element.getAttribute("members") ?? "");
    } else if (!sets.has(key)) yield* stepsOfList(key);
  }
}

/** Yield the citekeys of a .bib file's entries. */
export function* stepsOfBib(text) {
  for (const [, kind, key] of text.matchAll(ENTRY)) if (!NO_ENTRIES.has(kind.toLowerCase())) yield { key };
}

/** Yield every word of a text as a citekey; where some have Pandoc's `@` before them, only these. */
export function* stepsOfWords(text) {
  const words = text.split(/[\s,;]+/).map(bare);
  const marked = words.filter((word) => /^-?@/.test(word));
  for (const word of marked.length ? marked : words) {
    const key = marked.length ? word.replace(/^-?@/, "") : word;
    if (key === "*") yield { all: true };
    else if (key) yield { key };
  }
}

function bare(word) {
  let [start, end] = [0, word.length];
  while (start < end && BEFORE.includes(word[start])) start++;
  while (end > start && AFTER.includes(word[end - 1])) end--;
  return word.slice(start, end);
}

// The citations in a .tex file, as generator/readers/cited_tex.py finds them: what LaTeX does not read as commands goes,
// every bracket finds its partner, every citing command its arguments.

import { stepsOfList } from "./cited-plain.js";

const CITES = "[A-Za-z]{0,40}[cC]ite[A-Za-z]{0,40}|bibentry|[a-z]{0,40}cquote";
export const CITING = new RegExp(`\\\\(?:${CITES})\\*?[\\s[({<]`);
const IS_CITING = new RegExp(`^(?:${CITES})$`);
// Of natbib, biblatex and others: settings, tests, hooks and parts of citations; none takes citekeys.
const NOT_CITING = new RegExp(
  "^(?:(?:if|the|blx|at(?:every|each|next)|set|def|declare|defer|use|bib|harvard)[a-z]*cite[a-z]*" +
    "|[a-z]*cite[a-z]*(?:style|delim|cmd|count|hook|penalty|type|font|color|true|false|setup|reset)" +
    "|newcites|citetext|cite(?:form|punct|left|right|mid|dash|print|starts|ends|order)|citemovechars)$",
  "i",
);
const FILES = new Set(["input", "include", "subfile", "subfileinclude", "InputIfFileExists"]);
const IMPORTS = new Set(["import", "subimport", "includefrom", "inputfrom", "subinputfrom", "subincludefrom"]);

const SPECIAL = /\\(?:[A-Za-z@]+|.)|%/gsu;
const COMMENT = /[^\n]*(?:\n[ \t]*)?/y;
const VERBATIM = /[ \t]*\{((?:[BL]?[Vv]erbatim|lstlisting|minted|comment|filecontents|luacode)\*?)\}/y;
const DOCUMENT = /[ \t]*\{document\}/y;
const VERB = /\*?([^\p{L}\p{N}_\s*])[^\n]{0,2000}?\1/uy;
const CODE = /(?:\[[^\]\n]{0,500}\])?(?:\{(?:[^{}\n]|\{[^{}\n]{0,2000}\}){0,2000}\}|([^\p{L}\p{N}_\s{[])[^\n]{0,2000}?\1)/uy;
const ADDRESS = /[ \t]*\{[^{}\n]{0,2000}\}/y;
const INLINE = new Map([
  ...[["verb", VERB], ["lstinline", CODE]],
  ...["url", "nolinkurl", "path", "href"].map((name) => [name, ADDRESS]),
]);

const TOKEN = /\\(?:[A-Za-z@]+\*?|.)|[[\](){}<>]/gsu;
const BLANK = /\s*/y;
const BARE_FILE = /[ \t]+([^\s\\{}%]+)/y;
const NO_PATH = /[\\#|"{}]|^.{1000}/s;
const OPENS = new Map([["]", "["], [")", "("], [">", "<"]]);

/** Yield the citations of a .tex file and the files that it includes, in its order. */
export function* stepsOfTex(text) {
  const read = tokens(withoutHidden(text));
  const taken = new Set();
  for (const command of read.commands) {
    if (FILES.has(command.name) || IMPORTS.has(command.name)) yield* fileOf(read, command);
    else if (IS_CITING.test(command.name) && !NOT_CITING.test(command.name)) {
      for (const keys of cited(read, command, taken)) yield* stepsOfList(keys);
    }
  }
}

/** Match a sticky expression at a place of a text. */
function at(expression, text, place) {
  expression.lastIndex = place;
  return expression.exec(text);
}

/** Return the text without comments and verbatim stretches, up to the document's end. */
function withoutHidden(text) {
  const kept = [];
  let place = 0;
  for (;;) {
    const found = at(SPECIAL, text, place);
    if (!found) return kept.join("") + text.slice(place);
    const [sign] = found;
    const after = found.index + sign.length;
    const end = hiddenUntil(text, sign, after);
    kept.push(text.slice(place, found.index), end > after || sign === "%" ? "" : sign);
    place = end;
  }
}

/** Return where the stretch ends that this command or percent sign hides, or the command itself. */
function hiddenUntil(text, sign, after) {
  const name = sign.slice(1);
  if (sign === "%") return after + at(COMMENT, text, after)[0].length;
  if (name === "begin") return environmentUntil(text, after);
  if (name === "end") return at(DOCUMENT, text, after) ? text.length : after;
  return after + ((INLINE.has(name) && at(INLINE.get(name), text, after)?.[0].length) || 0);
}

function environmentUntil(text, after) {
  const opened = at(VERBATIM, text, after);
  if (!opened) return after;
  const closing = `\\end{${opened[1]}}`;
  const end = text.indexOf(closing, after + opened[0].length);
  return end < 0 ? text.length : end + closing.length;
}

/** Find commands and partners; as in TeX, a closing bracket is that of all that are open in its group. */
function tokens(text) {
  const [commands, partner, groups] = [[], new Map(), [{ open: new Map() }]];
  for (const { 0: sign, index } of text.matchAll(TOKEN)) {
    const { open } = groups.at(-1);
    if (sign[0] === "\\") commands.push({ name: sign.slice(1).replace(/\*+$/, ""), end: index + sign.length });
    else if (sign === "{") groups.push({ start: index, open: new Map() });
    else if (sign === "}") {
      if (groups.length > 1) partner.set(groups.pop().start, index);
    } else if (OPENS.has(sign)) {
      for (const opened of open.get(OPENS.get(sign)) ?? []) partner.set(opened, index);
      open.delete(OPENS.get(sign));
    } else if (open.has(sign)) open.get(sign).push(index);
    else open.set(sign, [index]);
  }
  return { text, commands, partner };
}

/** Yield the lists of citekeys among a command's arguments; each place is read as one only once. */
function* cited(read, { name, end }, taken) {
  const lower = name.toLowerCase();
  const several = lower.endsWith("cites");
  // \volcite{volume}{key}, \foreigntextcquote{language}{key}
  const second = lower.includes("volcite") || /^(?:foreign|hyphen|hybrid).*cquote$/.test(lower);
  let number = 0;
  for (const start of groupsAfter(read, end)) {
    if (taken.has(start)) return;
    if (number++ % 2 || !second) {
      taken.add(start);
      yield inside(read, start);
      if (!several) return;
    }
  }
}

/** Yield where each group in braces starts that follows, optional arguments between them or not. */
function* groupsAfter({ text, partner }, place) {
  for (;;) {
    const start = place + at(BLANK, text, place)[0].length;
    if (!partner.has(start)) return;
    if (text[start] === "{") yield start;
    place = partner.get(start) + 1;
  }
}

function inside({ text, partner }, start) {
  return text.slice(start + 1, partner.get(start));
}

function* fileOf(read, { name, end }) {
  const wanted = IMPORTS.has(name) ? 2 : 1;
  const parts = [];
  for (const start of groupsAfter(read, end)) if (parts.push(inside(read, start).trim()) === wanted) break;
  if (parts.some((part) => NO_PATH.test(part))) return;
  const trimmed = parts.map((part, n) => (n ? part.replace(/^\/+|\/+$/g, "") : part.replace(/\/+$/, "")));
  const bare = name === "input" && !parts.length ? at(BARE_FILE, read.text, end)?.[1] : "";
  const path = trimmed.join("/") || bare;
  if (path && [0, wanted].includes(parts.length)) {
    yield { file: /[^/.][^/]*\.[^/.]+$/.test(path) ? path : `${path}.tex` };
  }
}

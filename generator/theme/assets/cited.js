// Which citekeys a document cites: out of an .aux, .bcf, .tex or .bib file, or any text with them. Reads what
// generator/readers/cited.py reads, and answers the same: tests/cited/cases holds both to it.

import { BrokenFile, stepsOfAux, stepsOfBcf, stepsOfBib, stepsOfWords } from "./cited-plain.js";
import { CITING, stepsOfTex } from "./cited-tex.js";

const READERS = new Map([["aux", stepsOfAux], ["bcf", stepsOfBcf], ["tex", stepsOfTex], ["bib", stepsOfBib]]);
// What a file is where its name does not tell, by what is in it; the first that applies.
const SIGNS = [
  ["bcf", /^\s*<\?xml|<bcf:/],
  ["aux", /^[ \t]*\\(?:citation\{|abx@aux@|@input\{)/m],
  ["bib", /^[ \t]*@[ \t]*[A-Za-z]+[ \t]*[({]/m],
  ["tex", CITING],
];

/**
 * Return what a text cites: `keys` in its order, each once; whether it asks for `everything`; the paths of `missing` files
 * that it includes; and what is wrong where it is `broken`. `name` is its file's, where it has one; `included` returns the
 * text of a file that it includes, by the path written there, or undefined. Each file is read once.
 */
export function readCited(text, name = "", included = () => undefined) {
  const [keys, missing, seen] = [new Set(), new Set(), new Set([name.split("/").at(-1)])];
  let everything = false;
  const pending = [stepsOf(text, name)];
  const read = (path) => {
    seen.add(path);
    const found = included(path);
    if (found === undefined) missing.add(path);
    else pending.push(stepsOf(found, path));
  };
  try {
    while (pending.length) {
      const { value: step, done } = pending.at(-1).next();
      if (done) pending.pop();
      else if (step.all) everything = true;
      else if (step.key) keys.add(step.key);
      else if (!seen.has(step.file)) read(step.file);
    }
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error;
    return { keys: [], everything: false, missing: [], broken: error.message };
  }
  return { keys: [...keys], everything, missing: [...missing], broken: "" };
}

function stepsOf(text, name) {
  const suffix = /\.([a-z]+)$/i.exec(name)?.[1].toLowerCase();
  const kind = READERS.has(suffix) ? suffix : SIGNS.find(([, sign]) => sign.test(text))?.[0];
  return (READERS.get(kind) ?? stepsOfWords)(text);
}

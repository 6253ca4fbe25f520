// Asking for papers by citekey: typed or pasted, or out of the files of a document, chosen or dropped on the page.

import { readCited } from "./cited.js";
import { button, make } from "./dom.js";

const KINDS = ".aux,.bcf,.tex,.bib,.txt";
const LARGEST = 20_000_000; // bytes: a thesis has some hundred thousand

/** Return the panel's element; `ask(question)` gets what was found: a `name`, and what `readCited` answers. */
export function citedPanel(ask) {
  const status = make("p.selection-status", { role: "status" });
  const words = make("textarea", { id: "cited-words", rows: 4, spellcheck: false, placeholder: "dao2022flashattention, \\cite{…}" });
  const files = make("input", { id: "cited-files", type: "file", accept: KINDS, multiple: true });
  const answer = (questions) => {
    const empty = questions.every(({ keys, everything, broken }) => !keys.length && !everything && !broken);
    status.textContent = empty ? "No citekey was found there." : "";
    if (!empty) ask(merged(questions));
  };
  const read = async (chosen) => chosen.length && answer(await questionsOf(chosen));
  const look = () => answer([{ name: "what you pasted", file: "selection", ...readCited(words.value) }]);
  files.addEventListener("change", async () => {
    await read([...files.files]);
    files.value = ""; // the same file may have changed, and be chosen again
  });
  words.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) look();
  });
  dropped(read);
  return make("section.selection-cited", {},
    make("h2", {}, "Find papers by citekey"),
    make("p", {}, make("label", { htmlFor: "cited-words" }, "Citekeys in any form, or text that cites them")),
    words,
    make("p", {}, button("selection-button", "Look up", look)),
    make("p", {}, make("label", { htmlFor: "cited-files" }, "Or the .aux, .bcf or .tex files of a document, which may also be dropped on this page")),
    files,
    make("p.selection-hint", {}, "They are read in your browser and sent nowhere."),
    status,
  );
}

/** Read files, each after those that include it: one question for each that no other includes. */
async function questionsOf(files) {
  const texts = new Map(await Promise.all(files.map(async (file) => [file.webkitRelativePath || file.name, await textOf(file)])));
  const included = new Set();
  const find = (path) => {
    const name = texts.has(path) ? path : [...texts.keys()].find((other) => base(other) === base(path));
    included.add(name);
    return texts.get(name);
  };
  const questions = [...texts].map(([name, text]) => ({ name, file: base(name).replace(/\.\w+$/, ""), ...answerTo(text, name, find) }));
  const first = questions.filter(({ name }) => !included.has(name));
  return first.length ? first : questions;
}

function answerTo(text, name, find) {
  if (text !== undefined) return readCited(text, name, find);
  return { keys: [], everything: false, missing: [], broken: "it is larger than 20 MB" };
}

function base(path) {
  return path.split("/").at(-1);
}

async function textOf(file) {
  if (file.size > LARGEST) return undefined;
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

function merged(questions) {
  return {
    name: questions.map(({ name }) => name).join(", "),
    file: questions[0].file,
    keys: [...new Set(questions.flatMap(({ keys }) => keys))],
    everything: questions.some(({ everything }) => everything),
    missing: [...new Set(questions.flatMap(({ missing }) => missing))],
    broken: questions.filter(({ broken }) => broken).map(({ name, broken }) => `${name}: ${broken}`),
  };
}

/** Take files that are dropped anywhere on the page, which a browser would otherwise open in its place. */
function dropped(read) {
  const isFiles = ({ dataTransfer }) => [...(dataTransfer?.types ?? [])].includes("Files");
  addEventListener("dragover", (event) => isFiles(event) && event.preventDefault());
  addEventListener("drop", (event) => {
    if (!isFiles(event)) return;
    event.preventDefault();
    read([...event.dataTransfer.files]);
  });
}

// A line at the foot of the window that says what was done to the selection, with a button that takes it back. It stays
// until it is closed or the selection changes again: nobody has to be quick, and nothing later is taken back with it.

import { button, make } from "./dom.js";
import { onChange } from "./selection.js";

let shown;

/** Show and announce a text; `undo` is called when the reader wants back. */
export function notice(text, undo) {
  shown ??= place();
  const [said, actions] = shown.children;
  const back = button("notice__undo", "Undo", undo);
  actions.replaceChildren(back, button("notice__close", "Close", close));
  shown.hidden = false;
  said.textContent = "";
  requestAnimationFrame(() => (said.textContent = text)); // what is there when the line appears is not announced
}

function place() {
  const element = make("div.notice", { hidden: true }, make("p", { role: "status" }), make("div"));
  document.body.append(element);
  onChange(close);
  return element;
}

function close() {
  shown.hidden = true;
}

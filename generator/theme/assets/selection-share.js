// Sharing a list of papers: a link that carries the citekeys.

import { button, make } from "./dom.js";
import { linkTo, LONGEST } from "./share.js";

/** Return the panel: its `element`, and `prepare(keys)`, which makes the link and returns a function that shows it. */
export function sharePanel() {
  const field = make("input", { id: "share-link", readOnly: true, type: "text" });
  const hint = make("p.selection-hint");
  const status = make("p.selection-status", { role: "status" });
  const copy = button("selection-button", "Copy link", async () => {
    field.select();
    status.textContent = await navigator.clipboard.writeText(field.value).then(
      () => "Copied.",
      () => "The browser does not let this page copy: press Ctrl+C or ⌘C.",
    );
  });
  const label = make("label", { htmlFor: "share-link" }, "A link that carries these citekeys");
  return {
    element: make("section.selection-share", {}, make("h2", {}, "Share"), make("p", {}, label), field, make("p", {}, copy), hint, status),
    async prepare(keys) {
      const link = await linkTo(keys).catch(() => "");
      return () => {
        field.value = link;
        copy.disabled = !link;
        status.textContent = "";
        hint.textContent = advice(link);
      };
    },
  };
}

function advice(link) {
  const most = LONGEST.toLocaleString("en");
  if (!link) return `These are too many for a link (its ${most} characters): share an export instead.`;
  const length = link.length.toLocaleString("en");
  return link.includes("#") ? `It has ${length} characters; some mail programs and chats cut off links as long as that.` : "";
}

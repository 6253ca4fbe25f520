// Making elements. What comes from papers becomes text nodes and attribute values, never markup, and an address only where
// it leads to the web or to mail.

const SCHEMES = ["http:", "https:", "mailto:", "blob:"]; // the last are files that the page itself has made

/** Make an element: `tag.class`, properties or `aria-`/`data-` attributes, and children, text unless they are nodes. */
export function make(name, properties = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(properties)) {
    if (/^(aria|data)-|^role$/.test(key)) element.setAttribute(key, value);
    else if (key === "href" && !isSafe(value)) continue;
    else element[key] = value;
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

function isSafe(address) {
  try {
    return SCHEMES.includes(new URL(address, document.baseURI).protocol);
  } catch {
    return false; // it is no address
  }
}

/** Make a button that does something. */
export function button(name, label, onClick, properties = {}) {
  const made = make(`button.${name}`, { type: "button", ...properties }, label);
  made.addEventListener("click", onClick);
  return made;
}

/** Return a count with its noun: `1 paper`, `1,234 papers`. */
export function counted(count, noun) {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

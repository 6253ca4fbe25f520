// The pictures of /trends/: what a point stands for shows at once, on hover and on focus, and arrow keys walk map and tables.

const tip = document.createElement("div");
tip.className = "chart-tip";
tip.hidden = true;
tip.setAttribute("aria-hidden", "true");

const told = new WeakMap();
const AWAY = 8;

// A browser shows a title late, and never to the keyboard. What the title said becomes the element's name.
function takeTitle(title) {
  const element = title.parentElement;
  told.set(element, title.textContent);
  if (element.localName === "a") element.setAttribute("aria-label", title.textContent);
  title.remove();
}

function show(element) {
  const box = (element.querySelector?.("circle") ?? element).getBoundingClientRect();
  tip.textContent = told.get(element);
  tip.hidden = false;
  const left = box.left + box.width / 2 - tip.offsetWidth / 2;
  const above = box.top - tip.offsetHeight - AWAY;
  tip.style.left = `${Math.max(AWAY, Math.min(left, document.documentElement.clientWidth - tip.offsetWidth - AWAY))}px`;
  tip.style.top = `${above > AWAY ? above : box.bottom + AWAY}px`;
}

function hide() {
  tip.hidden = true;
}

function onEnter(event) {
  const element = event.target.closest?.("a, rect");
  const known = [event.target, element].find((one) => told.has(one));
  if (known) show(known);
  else hide();
}

function middle(link) {
  const box = (link.querySelector("circle") ?? link).getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
}

const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// The nearest point in a direction; what lies off to the side counts as further away, and nothing behind counts.
function beyond(links, from, [right, down]) {
  const [x, y] = middle(from);
  let best = null;
  let least = Infinity;
  for (const link of links) {
    const [across, under] = middle(link);
    const ahead = (across - x) * right + (under - y) * down;
    const aside = Math.abs((across - x) * down) + Math.abs((under - y) * right);
    const distance = ahead + 2 * aside;
    if (ahead > 0 && aside <= 2 * ahead && distance < least) [best, least] = [link, distance];
  }
  return best;
}

// Hundreds of points or cells would be hundreds of stops on the way through the page: one is, and arrow keys lead on.
function walk(picture, links) {
  if (!links.length) return;
  let stop = links[0];
  const stay = (link) => {
    stop.tabIndex = -1;
    stop = link;
    stop.tabIndex = 0;
  };
  for (const link of links) link.tabIndex = -1;
  stay(stop);
  picture.setAttribute("aria-description", "Arrow keys move from one to the next.");
  picture.addEventListener("focusin", (event) => links.includes(event.target) && stay(event.target));
  picture.addEventListener("keydown", (event) => {
    const direction = DIRECTIONS[event.key];
    if (!direction || event.target !== stop || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    beyond(links, stop, direction)?.focus();
  });
}

document.body.append(tip);
for (const title of document.querySelectorAll(".chart svg title")) takeTitle(title);
for (const link of document.querySelectorAll(".chart-skip")) link.remove();
for (const map of document.querySelectorAll(".chart .scatter")) walk(map, [...map.querySelectorAll("a")]);
for (const table of document.querySelectorAll(".chart .shaded")) walk(table, [...table.querySelectorAll("td a")]);
for (const figure of document.querySelectorAll(".chart")) {
  figure.addEventListener("pointerover", onEnter);
  figure.addEventListener("pointerleave", hide);
  figure.addEventListener("focusin", onEnter);
  figure.addEventListener("focusout", hide);
}
document.addEventListener("scroll", hide, { passive: true });
document.addEventListener("keydown", (event) => event.key === "Escape" && hide());

// The colours that the reader chose, or that the system has, before anything is painted; hence no module, which would
// run after that. The choice stays in this browser.
"use strict";

(() => {
  const STORED = "bibloom.scheme";
  const NAMES = { system: "Colours: as the system has them", light: "Colours: light", dark: "Colours: dark" };
  const CHOICES = Object.keys(NAMES);
  const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
  const button = document.getElementById("bb-scheme");

  function chosen() {
    try {
      const choice = localStorage.getItem(STORED);
      return CHOICES.includes(choice) ? choice : "system";
    } catch {
      return "system"; // a browser may forbid storage
    }
  }

  function choose(choice) {
    try {
      localStorage.setItem(STORED, choice);
    } catch {
      // then it holds for this page alone
    }
    show(choice);
  }

  function show(choice) {
    const dark = choice === "dark" || (choice === "system" && systemIsDark.matches);
    document.documentElement.dataset.scheme = dark ? "dark" : "light";
    document.body.dataset.mdColorScheme = dark ? "slate" : "default"; // what Material calls them
    button.dataset.choice = choice;
    button.title = NAMES[choice];
    button.setAttribute("aria-label", NAMES[choice]);
  }

  show(chosen());
  button.hidden = false;
  button.addEventListener("click", () => {
    choose(CHOICES[(CHOICES.indexOf(button.dataset.choice) + 1) % CHOICES.length]);
  });
  systemIsDark.addEventListener("change", () => show(button.dataset.choice));
  addEventListener("storage", ({ key }) => key === STORED && show(chosen()));

  // Material's script keeps small things by these two, which its templates define inline.
  globalThis.__md_get = (name, storage = localStorage) => JSON.parse(storage.getItem(`bibloom.${name}`));
  globalThis.__md_set = (name, value, storage = localStorage) => storage.setItem(`bibloom.${name}`, JSON.stringify(value));
})();

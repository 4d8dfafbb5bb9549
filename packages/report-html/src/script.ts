/** What the page does beyond showing: filter, open and close, and show mutants in their source. Everything can be read without it. */
export const SCRIPT: string = `"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const rows = all("[data-row]");
  const folds = all("main details");
  const found = document.getElementById("found");
  const filter = document.getElementById("filter");
  document.querySelector(".tools").hidden = rows.length === 0;
  const texts = rows.map((row) => row.textContent.toLowerCase());
  const apply = () => {
    const words = filter.value.toLowerCase().split(/\\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, index) => {
      const fits = words.every((word) => texts[index].includes(word));
      row.hidden = !fits;
      if (fits) shown += 1;
    });
    for (const fold of folds) {
      const inside = all("[data-row]", fold);
      fold.hidden = words.length > 0 && inside.length > 0 && inside.every((row) => row.hidden);
      if (words.length > 0 && !fold.hidden && inside.length > 0) fold.open = true;
    }
    found.textContent = words.length === 0 ? "" : shown + " of " + rows.length + " rows";
  };
  let waiting = 0;
  filter.addEventListener("input", () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(apply);
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.composedPath()[0] instanceof HTMLInputElement;
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      filter.focus();
    } else if (event.key === "Escape" && event.target === filter) {
      filter.value = "";
      apply();
    }
  });
  const openAll = (open) => () => {
    for (const fold of folds) fold.open = open;
  };
  document.getElementById("open-all").addEventListener("click", openAll(true));
  document.getElementById("close-all").addEventListener("click", openAll(false));
  const reveal = () => {
    const id = location.hash.slice(1);
    const target = id === "" ? null : document.getElementById(id);
    if (target === null) return;
    for (let at = target; at !== null; at = at.parentElement) if (at instanceof HTMLDetailsElement) at.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();
  const app = document.querySelector("mutation-test-report-app");
  if (app !== null) app.report = JSON.parse(document.getElementById("mutation-report").textContent);
})();`;

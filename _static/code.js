/* The switch of the code: what a reader chose holds on every page. Without this script it holds on its own. */
"use strict";

(() => {
  /** What the browser keeps between pages; nothing where it keeps none. */
  const kept = () => {
    try {
      return window.localStorage;
    } catch {
      return null;
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    const box = document.getElementById("code-switch");
    if (!box) return;
    box.checked = box.checked || kept()?.getItem("show-code") === "yes";
    box.addEventListener("change", () => kept()?.setItem("show-code", box.checked ? "yes" : "no"));
  });
})();

/* The button on a chapter's page. It is all that every page loads; what runs the chapter comes with the first click. */
"use strict";

(() => {
  const script = document.currentScript;
  const { chapter, megabytes, command } = script.dataset;

  const AWAY = "What runs the chapter could not be loaded. Is the network, or the server of this page, away? Load the page again.";

  /** A paragraph that says what the reader must do. */
  const say = (button, words) => {
    const note = Object.assign(document.createElement("p"), { className: "live-note", textContent: words });
    note.setAttribute("role", "status");
    button.closest(".live-offer").replaceChildren(note);
  };

  /** What the button does: load the panel beside this script, or say why it cannot. */
  const start = async (button) => {
    if (location.protocol === "file:") {
      say(button, `A page that is opened from a folder may not load Python. Run “${command}” in the book’s folder and open the address that it prints.`);
      return;
    }
    if (!("WebAssembly" in window && "DecompressionStream" in window)) {
      say(button, "This browser is too old to run Python. Chromium 137, Firefox 131 and Safari 18.4 or newer can.");
      return;
    }
    button.disabled = true;
    const { openPanel } = await import(new URL("page.js", script.src).href);
    await openPanel({ chapter, place: button.closest(".live-offer"), megabytes });
  };

  /** Put the button below the tools of the page, or at the head of its text. */
  const begin = () => {
    const tools = document.querySelector(".page-tools");
    const text = document.querySelector("article, main, body");
    const offer = Object.assign(document.createElement("div"), { className: "live-offer" });
    const button = Object.assign(document.createElement("button"), { type: "button", className: "live-button" });
    button.textContent = `Run this chapter here (loads ${megabytes} MB the first time)`;
    button.addEventListener("click", () => start(button).catch((error) => say(button, `${AWAY} (${error.message})`)));
    offer.append(button);
    if (tools) tools.after(offer);
    else text.prepend(offer);
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();

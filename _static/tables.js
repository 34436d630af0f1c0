/* Tables: what the style sheet cannot see. Without this script every table can still be read in full. */
"use strict";

(() => {
  /**
   * A table that fits its place need not scroll there: its head can stick to the window instead.
   * @param {Element} box The box around a table.
   */
  const markFit = (box) => {
    const table = box.firstElementChild;
    box.classList.toggle("fits", table !== null && table.scrollWidth <= box.clientWidth + 1);
  };

  /** A table that an address leads to stands open: who comes for it need not unfold it. */
  const unfold = () => {
    const caption = document.getElementById(`${location.hash.slice(1)}-cells-caption`);
    caption?.closest("details.folded")?.setAttribute("open", "");
  };

  /** Watch every table box, and write out the addresses in the citations. */
  const begin = () => {
    const observer = new ResizeObserver((entries) => entries.forEach((entry) => markFit(entry.target)));
    document.querySelectorAll(".table-box").forEach((box) => observer.observe(box));
    unfold();
    addEventListener("hashchange", unfold);
    document.querySelectorAll("a.address").forEach((link) => {
      link.textContent = link.href;
    });
  };

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", begin);
  } else {
    begin();
  }
})();

"use strict";

/**
 * A meeting's page as slides: its title, then each section, one at a time.
 *
 * Without this script the page reads as any other and prints a sheet a slide. The place stands in the address, so that
 * a slide can be linked to and survives a reload; nothing is fetched, so that it works from a folder.
 */
(() => {
  const root = document.documentElement;
  const deck = document.querySelector("article[role=main] section");
  if (!deck) return;
  const slides = [deck, ...deck.querySelectorAll(":scope > section")];
  const STEPS = {
    ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1,
    ArrowLeft: -1, ArrowUp: -1, PageUp: -1,
    Home: -Infinity, End: Infinity,
  };
  let place = 0;

  /** An element with text and what a click does. */
  function button(text, click) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", click);
    return made;
  }

  /**
   * Show one slide and hand its heading to the keyboard and to screen readers.
   * @param {number} next  Its place; what lies beyond the ends is the first or the last.
   */
  function show(next) {
    place = Math.min(Math.max(next, 0), slides.length - 1);
    slides.forEach((slide, number) => slide.classList.toggle("is-shown", number === place));
    counter.textContent = `${place + 1} of ${slides.length}`;
    back.disabled = place === 0;
    on.disabled = place === slides.length - 1;
    history.replaceState(null, "", `#${slides[place].id}`);
    document.querySelector("article[role=main]").scrollTop = 0;
    const heading = slides[place].querySelector("h1, h2");
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }

  /** Begin at the section that the address names, else at the title; the whole screen where the browser allows it. */
  function begin() {
    root.classList.add("presenting");
    deck.classList.add("deck");
    root.requestFullscreen?.().catch(() => undefined);
    show(slides.findIndex((slide) => `#${slide.id}` === location.hash));
  }

  function leave() {
    root.classList.remove("presenting", "with-notes");
    deck.classList.remove("deck");
    if (document.fullscreenElement) document.exitFullscreen();
    slides[place].scrollIntoView();
    opener.focus({ preventScroll: true });
  }

  const toggleNotes = () => root.classList.toggle("with-notes");
  const opener = button("Show as slides", begin);
  const hint = document.createElement("span");
  hint.textContent = "Arrow keys turn them, N shows the teacher’s notes, Escape ends. Printed, the page gives a sheet a slide.";
  const opening = document.createElement("p");
  opening.className = "slides-begin";
  opening.append(opener, hint);
  deck.querySelector("h1").after(opening);

  const counter = document.createElement("span");
  counter.className = "slides-place";
  counter.setAttribute("role", "status");
  const back = button("Back", () => show(place - 1));
  const on = button("Next", () => show(place + 1));
  const bar = document.createElement("div");
  bar.className = "slides-bar";
  bar.append(counter, back, on, button("Notes", toggleNotes), button("End", leave));
  deck.parentElement.append(bar);

  document.addEventListener("keydown", (event) => {
    if (!root.classList.contains("presenting") || event.altKey || event.ctrlKey || event.metaKey) return;
    const onControl = event.target.closest("button, a, summary, input, select");
    if (event.key === "Escape") leave();
    else if (event.key === "n" || event.key === "N") toggleNotes();
    else if (event.key in STEPS && !(onControl && event.key === " ")) show(place + STEPS[event.key]);
    else return;
    event.preventDefault();
  });
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement && root.classList.contains("presenting")) leave();
  });
})();

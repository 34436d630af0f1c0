/* Numbers in the prose: a click tells what each is and where it comes from. Without this script they are plain text. */
"use strict";

(() => {
  /**
   * An element with text.
   * @param {string} name Tag.
   * @param {string} text Its words.
   * @returns {HTMLElement} The element.
   */
  const element = (name, text) => {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  };

  /**
   * A pair of a definition list.
   * @param {string} term What is told.
   * @param {(Node|string)[]} parts The words and links that tell it.
   * @returns {HTMLElement[]} Term and definition; nothing where there is nothing to tell.
   */
  const pair = (term, parts) => {
    if (!parts.length) return [];
    const definition = document.createElement("dd");
    parts.forEach((part, place) => definition.append(place ? ", " : "", part));
    return [element("dt", term), definition];
  };

  /**
   * Fill the card with the origin of one number.
   * @param {HTMLElement} card The card.
   * @param {string} name Name of the result.
   * @param {{what: string, place: string[], by: string[], data: string[][]}} origin Where it comes from.
   * @param {string} value As the page prints it.
   */
  const fill = (card, name, origin, value) => {
    const title = element("p", value);
    title.className = "card-title";
    const list = document.createElement("dl");
    const links = origin.data.map(([words, address]) => Object.assign(element("a", words), { href: address }));
    list.append(
      ...pair("What it is", [origin.what]),
      ...pair("Stated in", origin.place),
      ...pair("Computed by", origin.by.map((made) => element("code", made))),
      ...pair("From", links),
      ...pair("Recorded as", [element("code", name)]),
    );
    const close = element("button", "×");
    close.type = "button";
    close.className = "card-close";
    close.ariaLabel = "Close";
    close.addEventListener("click", () => card.hidePopover());
    card.replaceChildren(title, list, close);
  };

  /**
   * Make a number a button that opens the card beside it.
   * @param {HTMLElement} number The number in the prose.
   * @param {HTMLElement} card The card that all share.
   * @param {Object<string, Object>} origins By name of the result.
   */
  const open = (number, card, origins) => {
    const name = [...number.classList].find((word) => word in origins);
    if (!name) return;
    const button = element("button", number.textContent);
    button.type = "button";
    button.popoverTargetElement = card;
    button.addEventListener("click", () => fill(card, name, origins[name], button.textContent));
    number.replaceChildren(button);
  };

  const begin = () => {
    const told = document.getElementById("origins");
    if (!told || !("popover" in HTMLElement.prototype)) return;
    const origins = JSON.parse(told.textContent);
    const card = document.createElement("div");
    card.popover = "auto";
    card.id = "origin-card";
    card.className = "cell-card";
    document.querySelector("article").append(card);
    document.querySelectorAll("span.result").forEach((number) => open(number, card, origins));
  };

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", begin);
  } else {
    begin();
  }
})();

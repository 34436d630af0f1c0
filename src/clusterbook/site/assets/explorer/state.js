"use strict";

/**
 * Assumptions as an address and back, so that a set of assumptions is a link.
 *
 * Only what differs from Chapter 10 stands in the address, by the names of Chapter 10's parameters.
 *
 * @param {object} data  As files/explorer/data.js has it.
 * @returns {{toAddress: Function, fromAddress: Function, withPreset: Function, presetOf: Function}}
 */
function explorerState(data) {
  const LISTS = {
    sectors: Object.keys(data.sectors).filter((sector) => sector !== "all_sectors"),
    outcomes: Object.keys(data.outcomes),
    left_out: data.clusters.map((cluster) => cluster.id),
  };
  const MAY_BE_EMPTY = ["left_out"];
  const same = (first, second) => String(first) === String(second);

  /** A list in the order in which the page has it, unknown members dropped. */
  const ordered = (name, values) => LISTS[name].filter((value) => values.includes(value));

  /** The value that a text stands for; undefined where it is no legal one. */
  function parsed(name, text) {
    if (name in LISTS) {
      const values = text.split(",").filter(Boolean);
      const known = values.every((value) => LISTS[name].includes(value));
      return known && (values.length || MAY_BE_EMPTY.includes(name)) ? ordered(name, values) : undefined;
    }
    if (name in data.choices) return text in data.choices[name].options ? text : undefined;
    if (name in data.ranges) {
      const [low, high] = data.ranges[name];
      const number = Number(text);
      return text.trim() && number >= low && number <= high ? number : undefined;
    }
    if (name === "include_cases") return { true: true, false: false }[text];
    return undefined;
  }

  /**
   * The part of an address after the number sign.
   * @param {object} settings
   * @param {string|null} cell  The chosen cell, as explorerKey names it.
   */
  function toAddress(settings, cell) {
    const differing = Object.entries(settings).filter(([name, value]) => !same(value, data.defaults[name]));
    const parts = differing.map(([name, value]) => `${name}=${encodeURIComponent(String(value)).replaceAll("%2C", ",")}`);
    return [...parts, ...(cell ? [`cell=${cell}`] : [])].join("&");
  }

  /**
   * Assumptions, chosen cell and what could not be read of an address.
   * @param {string} address  With or without the number sign.
   */
  function fromAddress(address) {
    const settings = structuredClone(data.defaults);
    const unknown = [];
    let cell = null;
    for (const part of address.replace(/^#/, "").split("&").filter(Boolean)) {
      const [name, ...rest] = part.split("=");
      const text = decoded(rest.join("="));
      if (name === "cell") {
        cell = text;
        continue;
      }
      const value = name in data.defaults ? parsed(name, text) : undefined;
      if (value === undefined) unknown.push(part);
      else settings[name] = value;
    }
    return { settings, cell, unknown };
  }

  /** A text without its percent signs; as it is where they are broken. */
  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  /** Assumptions under a named set; sectors, kinds, clusters and the weight stay as chosen. */
  function withPreset(settings, name) {
    const kept = ["sectors", "outcomes", "left_out", "include_cases", "ce_weight"];
    const before = Object.fromEntries(kept.map((choice) => [choice, settings[choice]]));
    return { ...structuredClone(data.defaults), ...(name === Object.keys(data.presets)[0] ? {} : before), ...data.presets[name] };
  }

  /** The named set that the assumptions are; null where they are none. */
  function presetOf(settings) {
    const isIt = (name) => toAddress(withPreset(settings, name), null) === toAddress(settings, null);
    return Object.keys(data.presets).find(isIt) ?? null;
  }

  return { toAddress, fromAddress, withPreset, presetOf, ordered };
}

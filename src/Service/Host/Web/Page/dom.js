// Markup as tagged templates. Values become text and attributes, never markup.
import { h } from "./lib/preact.js";
import htm from "./lib/htm.js";

export const html = htm.bind(h);
export { Component, createRef, render } from "./lib/preact.js";

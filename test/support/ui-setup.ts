import "@testing-library/jest-dom";
import { configure } from "@testing-library/react";

// A machine under load draws late; what never comes still fails.
configure({ asyncUtilTimeout: 10_000 });

// jsdom has no layout, and Fluent's focus management takes an element without a box for hidden: dialogs would stay
// aria-hidden at random. These three stand-ins give every element a box. Source: facts/pcf.md §A8.
class NoResize implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

globalThis.ResizeObserver = NoResize;
Object.defineProperty(HTMLElement.prototype, "offsetParent", {
  configurable: true,
  get(this: HTMLElement) {
    return this.parentNode;
  },
});
Element.prototype.getBoundingClientRect = () => new DOMRect(0, 0, 100, 20);

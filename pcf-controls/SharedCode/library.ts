/** The control that a library has to be, too. */
export class Library implements ComponentFramework.StandardControl<unknown, unknown> {
  init(): void {
    // Nothing to prepare: the modules are there as soon as the script has run.
  }

  updateView(): void {
    // Nothing to draw.
  }

  destroy(): void {
    // Nothing to give back: other controls on the page may still use the modules.
  }
}

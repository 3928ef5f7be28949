import * as React from "react";

/** Hands text to the user as a file. */
export function saveFile(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  // The browser has taken what it needs by the end of this turn.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

/** A hidden file input and what opens it. Files above 10 MB are cut off: no profile is that long, and reading says so. */
export function usePickFile(
  accept: string,
  onText: (text: string) => void,
): { readonly input: React.ReactElement; open(): void } {
  const ref = React.useRef<HTMLInputElement>(null);
  const read = async (event: React.ChangeEvent<HTMLInputElement>): Promise<void> => {
    const [file] = Array.from(event.target.files ?? []);
    event.target.value = "";
    if (file) onText(await file.slice(0, 10_000_000).text());
  };
  const input = <input ref={ref} type="file" accept={accept} hidden onChange={(event) => void read(event)} />;
  return { input, open: () => ref.current?.click() };
}

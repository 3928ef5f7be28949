import type { Environment } from "../server/context";
import type { SolutionManifest } from "./package";
import { SolutionProblem } from "./problems";

/** Compares versions part by part; missing parts count as 0. */
export function compareVersions(one: string, two: string): number {
  const [a, b] = [one, two].map((text) => text.split(".").map(Number)) as [number[], number[]];
  for (let at = 0; at < 4; at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}

/** Version rules: no older version, no managed version twice, no switch between managed and unmanaged. */
export function checkVersion({ store }: Environment, manifest: SolutionManifest): SolutionProblem[] {
  const installed = store.find("solution", { uniquename: manifest.uniqueName }, { limit: 1 })[0];
  if (!installed) return [];
  const version = String(installed.version);
  const problem = (text: string, remedy: string) => [
    new SolutionProblem("solution.xml", manifest.uniqueName, text, remedy),
  ];
  if ((installed.ismanaged === true) !== manifest.managed)
    return installed.ismanaged
      ? problem(
          "The solution is installed as managed and cannot become unmanaged.",
          "Uninstall it first, or import the managed zip.",
        )
      : problem(
          "The solution is installed as unmanaged and cannot become managed.",
          "Delete the unmanaged solution first, or import the unmanaged zip.",
        );
  const order = compareVersions(manifest.version, version);
  if (order < 0)
    return problem(
      `Version ${version} is installed, which is newer than ${manifest.version}.`,
      "Import a zip with a higher version.",
    );
  if (order === 0 && manifest.managed)
    return problem(
      `Version ${version} is installed already.`,
      "Raise <Version> in solution.xml; the same managed version is refused.",
    );
  return [];
}

/** One statement about the platform, with the fact that it comes from. */
export interface Case {
  /** A sentence of behaviour. */
  readonly name: string;
  /** Where it is known from: `facts/<file>.md §x`. */
  readonly fact: string;
  readonly run: () => Promise<void>;
}

/** A machine that does much else at once must not fail a case. */
const patience = 60_000;

/** Declares a table of cases as tests, each with its fact in the name. */
export function declareCases(title: string, cases: readonly Case[]): void {
  describe(title, () => {
    for (const each of cases) test(`${each.name} [${each.fact}]`, each.run, patience);
  });
}

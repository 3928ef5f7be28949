import type { Answer } from "./api";

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

/** A case that sends one request and looks at status, code and text of the refusal. */
export function refused(
  name: string,
  fact: string,
  send: () => Promise<Answer>,
  status: number,
  code: string,
  message?: RegExp,
): Case {
  return {
    name: `refuses ${name}`,
    fact,
    run: async () => {
      const answer = await send();
      expect({ status: answer.status, code: answer.code }).toEqual({ status, code });
      if (message) expect(answer.message).toMatch(message);
    },
  };
}

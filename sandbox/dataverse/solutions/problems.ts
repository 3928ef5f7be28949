/** What is wrong with a solution, where, and what to do about it. */
export class SolutionProblem extends Error {
  constructor(
    /** The file inside the zip. */
    readonly file: string,
    /** The table, form, control … that it is about. */
    readonly component: string,
    readonly problem: string,
    readonly remedy: string,
  ) {
    super(`${file}: ${component}: ${problem} ${remedy}`);
    this.name = "SolutionProblem";
  }
}

export type ImportResult = "success" | "warning" | "failure";

/** One component of an import and what became of it. */
export interface ImportLine {
  readonly component: string;
  readonly result: ImportResult;
  readonly message: string;
}

/** The log of one import; also kept as an importjob row. */
export interface ImportLog {
  readonly solution: string;
  readonly version: string;
  readonly succeeded: boolean;
  readonly importJobId: string;
  readonly lines: readonly ImportLine[];
}

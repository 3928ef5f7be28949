/** One figure of `npm run bench`. `reference` is what was measured beside it in the same run, `ratio` is value / reference. */
export interface BenchRow {
  readonly area: string;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly reference?: number;
  readonly ratio?: number;
}

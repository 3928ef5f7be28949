import { requestErrors } from "../server/errors";
import type { Aliases } from "./parse-filter";
import { FilterParser } from "./parse-filter";
import { parsePath } from "./parse-options";
import type { Aggregate, Apply, Expression, Path } from "./syntax";
import { TokenReader } from "./tokens";

const methods = new Set<string>(["sum", "average", "min", "max", "countdistinct"]);

/** Reads `$apply`: `filter(…)/groupby((statuscode),aggregate($count as count))` in the shapes that Dataverse takes. */
export function parseApply(text: string, aliases: Aliases): Apply {
  const reader = new TokenReader(text);
  let filter: Expression | undefined;
  let groupBy: Path[] | undefined;
  let aggregates: Aggregate[] = [];
  let grouped = false;
  do {
    const step = reader.expectName();
    reader.expect("(");
    if (step.text === "filter" && !grouped) {
      const condition = new FilterParser(reader, aliases).parse();
      filter = filter === undefined ? condition : { kind: "and", left: filter, right: condition };
    } else if (step.text === "groupby" && !grouped) {
      ({ groupBy, aggregates } = parseGroupBy(reader));
      grouped = true;
    } else if (step.text === "aggregate" && !grouped) {
      aggregates = parseAggregates(reader);
      grouped = true;
    } else {
      throw requestErrors.badQuery(
        `The transformation '${step.text}' at position ${step.at} in '${text}' is not supported.`,
      );
    }
    reader.expect(")");
  } while (reader.take("/"));
  reader.expectEnd();
  if (!grouped) throw requestErrors.badQuery("$apply needs a groupby or an aggregate.");

  return { ...(filter === undefined ? {} : { filter }), ...(groupBy === undefined ? {} : { groupBy }), aggregates };
}

function parseGroupBy(reader: TokenReader): { groupBy: Path[]; aggregates: Aggregate[] } {
  reader.expect("(");
  const groupBy: Path[] = [];
  do groupBy.push(parsePath(reader));
  while (reader.take(","));
  reader.expect(")");
  let aggregates: Aggregate[] = [];
  if (reader.take(",")) {
    reader.expect("aggregate");
    reader.expect("(");
    aggregates = parseAggregates(reader);
    reader.expect(")");
  }

  return { groupBy, aggregates };
}

function parseAggregates(reader: TokenReader): Aggregate[] {
  const found: Aggregate[] = [];
  do {
    if (reader.take("$count")) {
      reader.expect("as");
      found.push({ method: "count", alias: reader.expectName().text });
      continue;
    }
    const path = parsePath(reader);
    reader.expect("with");
    const method = reader.expectName();
    if (!methods.has(method.text)) {
      throw requestErrors.badQuery(
        `The aggregation method '${method.text}' at position ${method.at} is not supported.`,
      );
    }
    reader.expect("as");
    found.push({ method: method.text as Aggregate["method"], path, alias: reader.expectName().text });
  } while (reader.take(","));

  return found;
}

import { defaultProfile } from "./defaults";
import { currentFormat } from "./document";

/** A document of any format, as it came out of JSON. */
export type RawDocument = Readonly<Record<string, unknown>>;

/**
 * One step per format: `steps[n]` makes a document of format n + 1 out of format n. A step never drops what it does not know,
 * so that the check after it can report it. Steps are never changed once a version is out; a new format adds one.
 */
const steps: Readonly<Record<number, (raw: RawDocument) => RawDocument>> = {
  1: fromFormat1,
  2: fromFormat2,
};

/** Format 1 had the rules and the default country at the top, days of undo as a bare number, and no bulk policy. */
function fromFormat1({ mapping, country, undoDays, ...rest }: RawDocument): RawDocument {
  const hasRules = Array.isArray(mapping);
  return {
    bulk: defaultProfile.bulk,
    ...rest,
    mapping: hasRules ? { rules: mapping, consentColumns: [], ...(country === undefined ? {} : { country }) } : mapping,
    undo: undoDays === undefined ? defaultProfile.undo : { days: undoDays },
    format: 2,
  };
}

/** Format 2 did not say to whom records belong, nor which price list they get: to whoever makes them, and none. */
function fromFormat2({ records, ...rest }: RawDocument): RawDocument {
  const given = isRecord(records) ? records : undefined;
  const { opportunity } = given ?? {};
  const upgraded = {
    owner: defaultProfile.records.owner,
    ...given,
    ...(isRecord(opportunity) ? { opportunity: { priceList: "none", ...opportunity } } : {}),
  };

  return { ...rest, ...(records === undefined ? {} : { records: given ? upgraded : records }), format: 3 };
}

function isRecord(value: unknown): value is RawDocument {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A document in the current format, step by step from its own. The caller has checked the number. */
export function upgradeDocument(raw: RawDocument): RawDocument {
  let document = raw;
  for (let format = Number(raw.format); format < currentFormat; format++)
    document = steps[format]?.(document) ?? document;
  return document;
}

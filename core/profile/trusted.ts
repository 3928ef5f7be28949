import type { Answer, Dataverse, Json } from "../dataverse/port";
import { rowsOf } from "../dataverse/port";
import type { PublishedProfile } from "./choose";
import { currentFormat, type ProfileDocument } from "./document";
import { sealOf } from "./seal";
import { upgradeDocument, type RawDocument } from "./upgrade";

export interface TrustedProfiles {
  readonly profiles: readonly PublishedProfile[];
  /** Names of profiles whose document is not what was published: an earlier version of them holds, or none. */
  readonly damaged: readonly string[];
}

/** Published versions of a damaged profile that are tried, the latest first. */
const attempts = 5;

/**
 * Published profiles as a seller's dialog reads them. They were checked when they were published, and their seal says that they are
 * still the same; that keeps the schema out of the dialogs, which have to be small. Where the seal is broken, the last
 * good version is read, the only case that takes another request.
 */
export async function readTrustedProfiles(
  dataverse: Pick<Dataverse, "read">,
  answer: Answer | undefined,
): Promise<TrustedProfiles> {
  const rows = rowsOf(answer);
  const broken = rows.filter((row) => !readSealed(row["enq_published"]));
  const versions =
    broken.length > 0 &&
    (await dataverse.read(
      broken.map((row) => ({
        kind: "rows",
        set: "enq_profileversions",
        select: ["enq_version", "enq_document"],
        filter: `_enq_profileid_value eq ${String(row["enq_profileid"])}`,
        orderBy: ["enq_version desc"],
        top: attempts,
      })),
    ));
  const earlier = (row: Json): readonly (PublishedProfile | undefined)[] =>
    versions && versions.ok
      ? rowsOf(versions.value[broken.indexOf(row)]).map((one) => profileOf(row, one["enq_document"], one))
      : [];

  return {
    profiles: rows.flatMap((row) => profileOf(row, row["enq_published"], row) ?? earlier(row).find(Boolean) ?? []),
    damaged: broken.map((row) => String(row["enq_name"] ?? "")),
  };
}

/** Whether a profile was published by an earlier version of this one, as far as its text tells. */
export const isOld = (row: Json): boolean =>
  !new RegExp(`"format":\\s*${currentFormat}\\b`).test(String(row["enq_published"]));

function profileOf(row: Json, text: unknown, version: Json): PublishedProfile | undefined {
  const document = readSealed(text);

  return (
    document && {
      id: String(row["enq_profileid"]),
      name: String(row["enq_name"] ?? ""),
      priority: Number(row["enq_priority"] ?? 10_000),
      version: Number(version["enq_version"] ?? 0),
      document,
    }
  );
}

/** The document in the current format; undefined unless it is just as it was published, by a version not newer than this one. */
function readSealed(text: unknown): ProfileDocument | undefined {
  try {
    const { seal, ...raw } = JSON.parse(String(text)) as RawDocument;
    const isGood = seal === sealOf(raw) && Number(raw["format"]) <= currentFormat;

    return isGood
      ? ((raw.format === currentFormat ? raw : upgradeDocument(raw)) as unknown as ProfileDocument)
      : undefined;
  } catch {
    return undefined;
  }
}

import type { Answer } from "../dataverse/port";
import { rowsOf } from "../dataverse/port";
import type { PublishedProfile } from "./choose";
import { defaultProfile } from "./defaults";
import { currentFormat, type ProfileDocument } from "./document";
import { upgradeDocument, type RawDocument } from "./upgrade";

/**
 * Published profiles as a seller's dialog reads them: checked when they were published, so here they are only upgraded and
 * completed. That keeps the schema out of the dialogs, which have to be small. A part of the wrong shape falls
 * back to its default; a document that is none, or of a newer format, does not take part.
 */
export function readTrustedProfiles(answer: Answer | undefined): readonly PublishedProfile[] {
  return rowsOf(answer).flatMap((row): PublishedProfile[] => {
    const document = readTrusted(row["enq_published"]);
    if (!document) return [];
    const number = (value: unknown, otherwise: number) => (typeof value === "number" ? value : otherwise);

    return [
      {
        id: String(row["enq_profileid"]),
        name: String(row["enq_name"] ?? ""),
        priority: number(row["enq_priority"], 10_000),
        version: number(row["enq_version"], 0),
        document,
      },
    ];
  });
}

function readTrusted(text: unknown): ProfileDocument | undefined {
  const raw = typeof text === "string" ? parse(text) : undefined;
  const format = raw?.["format"];
  if (!raw || typeof format !== "number" || format < 1 || format > currentFormat) return undefined;
  const upgraded = upgradeDocument(raw);
  const parts = Object.entries(defaultProfile).map(([name, usual]) => {
    const given = upgraded[name];
    const fits = typeof given === typeof usual && Array.isArray(given) === Array.isArray(usual) && given !== null;
    const both =
      fits && typeof usual === "object" && !Array.isArray(usual) ? { ...usual, ...(given as object) } : given;

    return [name, fits ? both : usual] as const;
  });

  return { ...Object.fromEntries(parts), format: currentFormat } as unknown as ProfileDocument;
}

function parse(text: string): RawDocument | undefined {
  try {
    const value: unknown = JSON.parse(text);

    return typeof value === "object" && value !== null ? (value as RawDocument) : undefined;
  } catch {
    return undefined;
  }
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Metadata } from "../../../core/dataverse/metadata";
import type { MappingRule } from "../../../core/mapping";
import { lintMapping, type FindingCode, type PlatformMap } from "../../../core/mapping/lint";

const folder = join(__dirname, "../../vectors");
const read = <T>(path: string): T => JSON.parse(readFileSync(join(folder, path), "utf8")) as T;
const metadata = read<Metadata>("mapping/metadata.json");

interface Defect {
  readonly name: string;
  readonly rules: readonly MappingRule[];
  readonly maps?: readonly PlatformMap[];
  readonly unwritable?: readonly string[];
  readonly find: FindingCode;
}

const defects = read<readonly Defect[]>("lint/defects.json");

test("there are at least 60 seeded defects", () => expect(defects.length).toBeGreaterThanOrEqual(60));

test.each(defects.map((defect) => [defect.name, defect] as const))(
  "lint finds %s",
  (_name, { rules, maps, unwritable, find }) => {
    const findings = lintMapping(rules, { metadata, platformMaps: maps, unwritable });
    expect(findings.map((finding) => finding.code)).toContain(find);
  },
);

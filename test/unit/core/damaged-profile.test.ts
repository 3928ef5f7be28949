import { planQualification } from "../../../core/plan/qualify";
import { readCloseContext } from "../../../core/plan/read-close";
import { readQualifyContext } from "../../../core/plan/read-context";
import { defaultProfile, writeProfile } from "../../../core/profile";
import { adaLead, withAda, type FakeDataverse } from "./fake-dataverse";

const reader = { userId: "u", userName: "Seller", now: "2026-11-23T10:00:00Z" };
const profileId = "30000000-0000-4000-8000-000000000001";
const week = writeProfile({ ...defaultProfile, undo: { days: 7 } });

/** A published profile whose document somebody has edited in the table, with what was published before in the history. */
function withDamage(dataverse: FakeDataverse, enq_published: string): FakeDataverse {
  dataverse.put("enq_profiles", profileId, { enq_name: "Everybody", enq_priority: 1, enq_version: 2, enq_published });
  const version = { enq_version: 1, enq_document: week, _enq_profileid_value: profileId };
  dataverse.put("enq_profileversions", "30000000-0000-4000-8000-000000000002", version);
  return dataverse;
}

async function checksOf(dataverse: FakeDataverse) {
  const read = await readQualifyContext(dataverse, adaLead, reader);
  if (!read.ok) throw new Error(read.failure.message);
  const damaged = planQualification(read.value, {}).checks.filter(({ id }) => id === "profile-damaged");
  return { profile: read.value.profile, damaged };
}

test("a published profile that is in order is taken, with nothing to say", async () => {
  const { profile, damaged } = await checksOf(withDamage(withAda(), week));
  expect(profile).toMatchObject({ name: "Everybody", version: 2, document: { undo: { days: 7 } } });
  expect(damaged).toEqual([]);
});

test("one that was changed by hand gives way to the last good version, and the seller's dialog says so", async () => {
  const { profile, damaged } = await checksOf(withDamage(withAda(), week.replace('"days": 7', '"days": 700')));
  expect(profile).toMatchObject({ name: "Everybody", version: 1, document: { undo: { days: 7 } } });
  expect(damaged).toMatchObject([{ severity: "warn", details: { names: "Everybody" } }]);
});

test("disqualifying goes by the last good version too", async () => {
  const read = await readCloseContext(withDamage(withAda(), "{"), [adaLead], reader);
  expect(read).toMatchObject({ value: { leads: [{ value: { profile: { undo: { days: 7 } } } }] } });
});

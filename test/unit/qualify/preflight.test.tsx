import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import * as React from "react";
import type { CheckId, QualifyPlan } from "../../../core/plan/types";
import { defaultProfile } from "../../../core/profile/defaults";
import type { ChecklistItem } from "../../../core/profile/document";
import { writeProfile } from "../../../core/profile/read";
import { QualifyDialog } from "../../../pcf-controls/QualifyDialog/QualifyDialog";
import { forgetMetadata } from "../../../pcf-controls/QualifyDialog/use-qualify";
import { describeCheck } from "../../../pcf-controls/ui/describe";
import { Shell } from "../../../pcf-controls/ui/Shell";
import { readStrings } from "../../../pcf-controls/ui/strings";
import { readResx, testHost } from "../../support/control-host";
import type { FakeDataverse } from "../core/fake-dataverse";
import { adaLead, testClock, withAda } from "../core/fake-dataverse";
import { sampleMetadata } from "../core/sample-metadata";

function openDialog(dataverse: FakeDataverse, clock = testClock()) {
  render(
    <Shell host={testHost("QualifyDialog")} instance="t">
      <QualifyDialog
        request={{ kind: "qualify", leadIds: [adaLead] }}
        dataverse={dataverse}
        clock={clock}
        onOutcome={() => undefined}
      />
    </Shell>,
  );

  return userEvent.setup();
}

const primary = () => screen.getByRole("button", { name: /^Create account|^Try again/ });

/** Lets the process want columns before it leaves the lead's stage, as `clientdata` of the stage says it. */
function require(dataverse: FakeDataverse, columns: readonly string[], table = "lead"): void {
  const steps = columns.map((name) => ({
    DisplayName: name,
    Type: "Field",
    Field: { AttributeName: name, IsRequired: true },
  }));
  const stage = { stagename: "Qualify", primaryentitytypecode: "lead", stagecategory: 0, _processid_value: "p" };
  dataverse.put("processstages", "s1", { ...stage, clientdata: JSON.stringify(steps) });
  dataverse.put("processstages", "s2", { ...stage, stagename: "Develop", primaryentitytypecode: "opportunity" });
  dataverse.put("leadtoopportunitysalesprocesses", "i", {
    businessprocessflowinstanceid: "i",
    _leadid_value: adaLead,
    _processid_value: "p",
    _activestageid_value: table === "lead" ? "s1" : "s2",
    traversedpath: "s1",
  });
  // The fake names keys after the set; the platform does not.
  for (const id of ["s1", "s2"]) dataverse.put("processstages", id, { processstageid: id });
}

function publish(dataverse: FakeDataverse, checklist: readonly ChecklistItem[]): void {
  const enq_published = writeProfile({ ...defaultProfile, checklist });
  const row = { enq_name: "Strict", enq_priority: 1, enq_version: 1, enq_published };
  dataverse.put("enq_profiles", "70000000-0000-4000-8000-000000000001", row);
}

function journalPlan(dataverse: FakeDataverse): QualifyPlan {
  return JSON.parse(String(dataverse.all("enq_qualifications")[0]?.["enq_plan"])) as QualifyPlan;
}

beforeEach(forgetMetadata);

describe("what is to be settled, on top of the dialog", () => {
  it("asks for what the process wants with the field right there, and writes it to the lead", async () => {
    const dataverse = withAda();
    require(dataverse, ["description", "estimatedamount"]);
    const user = openDialog(dataverse);
    expect(await screen.findByText("description must be filled before the process can go on.")).toBeInTheDocument();
    expect(primary()).toBeDisabled();
    const field = screen.getByLabelText("description");
    await user.type(field, "Wants a demo");
    // The field that was typed into is still the same one, and still there.
    expect(field).toHaveFocus();
    expect(screen.getByText("description is settled.")).toBeInTheDocument();
    await user.type(screen.getByLabelText("estimatedamount"), "1200");
    await user.tab();
    await waitFor(() => expect(primary()).toBeEnabled());
    await user.click(primary());
    await screen.findByText("Ada Lovelace is qualified.");

    expect(dataverse.one("leads", adaLead)).toMatchObject({ description: "Wants a demo", estimatedamount: 1200 });
    const changed = journalPlan(dataverse).lead.columns.map(({ column, source }) => [column, source.kind]);
    expect(changed).toEqual([
      ["description", "you"],
      ["estimatedamount", "you"],
    ]);
  });

  it("takes a lookup of the process for filled when the plan makes the record", async () => {
    const dataverse = withAda();
    require(dataverse, ["parentaccountid", "parentcontactid"]);
    const user = openDialog(dataverse);
    await waitFor(() => expect(primary()).toBeEnabled());
    await user.click(within(screen.getByRole("region", { name: "Account" })).getByRole("radio", { name: "None" }));

    expect(screen.getByText(/The process asks for it before it can go on \(account\)/)).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Create contact and opportunity" })).toBeDisabled();
  });

  it("puts a process that stands elsewhere back to the lead's stage, and says so", async () => {
    const dataverse = withAda();
    require(dataverse, [], "opportunity");
    const user = openDialog(dataverse);
    expect(await screen.findByText(/The process stands at Develop from an earlier qualification/)).toBeInTheDocument();
    await waitFor(() => expect(primary()).toBeEnabled());
    await user.click(primary());
    await screen.findByText("Ada Lovelace is qualified.");

    expect(dataverse.one("leadtoopportunitysalesprocesses", "i")).toMatchObject({ _activestageid_value: "s1" });
  });

  it("blocks on a checklist item until there is a reason; the reason is in plan, hash and journal", async () => {
    const dataverse = withAda();
    const condition = { test: { op: "column", column: "donotemail" }, is: "equals", value: true } as const;
    publish(dataverse, [{ id: "demo", label: "Was there a demo?", level: "block", overrule: true, condition }]);
    const user = openDialog(dataverse);
    await screen.findByText("Was there a demo?");
    await screen.findByText("No match: a new account can be created.");
    expect(primary()).toBeDisabled();
    const reason = screen.getByRole("textbox", { name: "Reason for going on all the same" });
    await user.type(reason, "   ");
    expect(primary()).toBeDisabled();
    await user.type(reason, "Known customer");
    await waitFor(() => expect(primary()).toBeEnabled());
    await user.click(primary());
    await screen.findByText("Ada Lovelace is qualified.");

    const plan = journalPlan(dataverse);
    expect(plan.checks).toEqual([expect.objectContaining({ key: "checklist:demo", overruled: "Known customer" })]);
    expect(dataverse.all("enq_qualifications")[0]).toMatchObject({ enq_planhash: plan.hash });
  });

  it("offers no way around an item that the profile does not let go", async () => {
    const dataverse = withAda();
    publish(dataverse, [
      { id: "budget", label: "Budget is known", level: "block", overrule: false, column: "estimatedamount" },
    ]);
    const user = openDialog(dataverse);
    await screen.findByText("Budget is known");
    expect(screen.queryByRole("textbox", { name: /Reason for going on/ })).not.toBeInTheDocument();
    await user.type(screen.getByLabelText("estimatedamount"), "5");
    await user.tab();
    await waitFor(() => expect(primary()).toBeEnabled());
  });

  it("lets a warning pass", async () => {
    const dataverse = withAda();
    publish(dataverse, [
      { id: "why", label: "Why do they buy?", level: "warn", overrule: false, column: "description" },
    ]);
    openDialog(dataverse);
    await screen.findByText("Why do they buy?");

    await waitFor(() => expect(primary()).toBeEnabled());
  });

  it("names the record, the right and who can give it, before the click", async () => {
    openDialog(withAda({ deniedRows: { [`leads(${adaLead})`]: ["Write"] } }, { _ownerid_value: "o" }));

    expect(
      await screen.findByText(
        "You may not: change Ada Lovelace. Its owner or your administrator can share it with you.",
      ),
    ).toBeInTheDocument();
    expect(primary()).toBeDisabled();
  });

  it("sees on coming back that somebody changed the lead, and keeps what was typed", async () => {
    const dataverse = withAda();
    let now = Date.parse("2026-11-23T10:00:00Z");
    const user = openDialog(dataverse, { ...testClock(), now: () => new Date(now) });
    await user.type(await screen.findByLabelText(/First Name/), " Augusta");
    await waitFor(() => expect(primary()).toBeEnabled());
    dataverse.put("leads", adaLead, { jobtitle: "Countess" });
    fireEvent.focus(window);
    expect(screen.queryByText(/Somebody changed/)).not.toBeInTheDocument();
    now += 60_000;
    fireEvent.focus(window);
    await screen.findByText(/Somebody changed Ada Lovelace since you opened this/);
    expect(primary()).toBeDisabled();
    await user.click(screen.getByRole("button", { name: "Read the lead again" }));
    await waitFor(() => expect(primary()).toBeEnabled());

    expect(screen.getByLabelText(/First Name/)).toHaveValue("Ada Augusta");
    expect(screen.getByLabelText("jobtitle")).toHaveValue("Countess");
  });

  it("gives the field for a company that the profile always wants", async () => {
    const dataverse = withAda({}, { companyname: null });
    const account = { ...defaultProfile.records.account, decide: "always" as const };
    const enq_published = writeProfile({ ...defaultProfile, records: { ...defaultProfile.records, account } });
    const row = { enq_name: "Accounts", enq_priority: 1, enq_version: 1, enq_published };
    dataverse.put("enq_profiles", "70000000-0000-4000-8000-000000000001", row);
    const user = openDialog(dataverse);
    await user.type(await screen.findByLabelText("Company Name"), "Engines");
    await waitFor(() => expect(primary()).toBeEnabled());

    expect(screen.getByLabelText(/Account Name/)).toHaveValue("Engines");
  });
});

describe("words", () => {
  const ids: readonly CheckId[] = [
    "lead-closed",
    "company-missing",
    "right-missing",
    "row-right",
    "column-right",
    "company-hidden",
    "required-missing",
    "stage-missing",
    "too-long",
    "out-of-range",
    "not-an-option",
    "status-not-in-target",
    "currency-missing",
    "inactive-record",
    "process-not-on-lead",
    "duplicate-rule",
    "row-changed",
    "rule-failed",
  ];

  it.each([1033, 1031, 1036, 3082, 1041, 1025])("has them for every finding in language %d", (language) => {
    const words = readResx("QualifyDialog", language);
    const strings = readStrings((key) => words[key]);
    const details = { a: "1", b: "2", c: "3", right: "prvWriteAccount" };
    for (const id of ids) {
      for (const severity of ["block", "warn"] as const) {
        for (const column of [{}, { column: "subject" }]) {
          const right = id === "row-right" ? { right: "Write", record: "Contoso", owner: "" } : details;
          const text = describeCheck(
            { id, key: id, severity, slot: "account", ...column, details: right },
            sampleMetadata,
            strings,
          );
          expect(text).not.toMatch(/check_|right_|noun_|its_owner|\{\d\}/);
        }
      }
    }
    expect(strings("overrule")).not.toBe("overrule");
    expect(strings("settled")).not.toBe("settled");
  });
});

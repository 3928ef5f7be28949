import { cleanup, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import * as React from "react";
import { describeFailure } from "../../../core/dataverse/failure";
import { defaultProfile } from "../../../core/profile/defaults";
import { sealOf } from "../../../core/profile/seal";
import { QualifyDialog } from "../../../pcf-controls/QualifyDialog/QualifyDialog";
import { forgetMetadata } from "../../../pcf-controls/QualifyDialog/use-qualify";
import type { DialogOutcome } from "../../../pcf-controls/ui/request";
import { Shell } from "../../../pcf-controls/ui/Shell";
import { testHost } from "../../support/control-host";
import type { FakeDataverse } from "../core/fake-dataverse";
import { adaLead, testClock, withAda } from "../core/fake-dataverse";

function openDialog(dataverse: FakeDataverse, leadIds: readonly string[] = [adaLead]) {
  const outcomes: DialogOutcome[] = [];
  const host = testHost("QualifyDialog");
  render(
    <Shell host={host} instance="t">
      <QualifyDialog
        request={{ kind: "qualify", leadIds }}
        dataverse={dataverse}
        clock={testClock()}
        onOutcome={(outcome) => outcomes.push(outcome)}
      />
    </Shell>,
  );

  return { outcomes, host, user: userEvent.setup() };
}

/** The primary button, once matching has answered. */
async function readyButton(name: string | RegExp = /^Create account/): Promise<HTMLElement> {
  await waitFor(() => expect(screen.getByRole("button", { name })).toBeEnabled());

  return screen.getByRole("button", { name });
}

beforeEach(forgetMetadata);

describe("the Qualify dialog", () => {
  it("shows what will be made, after one request, with the recommended way preselected", async () => {
    const dataverse = withAda();
    openDialog(dataverse);
    await screen.findByRole("heading", { name: "Qualify Ada Lovelace" });

    // The second one looks for matches; nothing on screen waits for it but the button.
    expect(dataverse.requests.length).toBeLessThanOrEqual(2);
    expect(screen.getByLabelText(/Account Name/)).toHaveValue("Analytical Engines Ltd");
    expect(screen.getByLabelText(/First Name/)).toHaveValue("Ada");
    expect(within(screen.getByRole("region", { name: "Opportunity" })).getByLabelText(/Topic/)).toHaveValue(
      "Engine no. 2",
    );
    await waitFor(() =>
      expect(screen.getByRole("button", { name: "Create account, contact and opportunity" })).toBeEnabled(),
    );
  });

  it("writes on the primary button, shows links, and opens the opportunity", async () => {
    const dataverse = withAda();
    const { outcomes, user } = openDialog(dataverse);
    await user.click(await readyButton());
    await screen.findByText("Ada Lovelace is qualified.");
    await user.click(screen.getByRole("button", { name: "Open opportunity" }));

    expect(dataverse.requests.map((request) => request.kind)).toEqual(["read", "read", "write", "write"]);
    expect(outcomes).toEqual([
      { kind: "open", table: "opportunity", id: dataverse.all("opportunities")[0]?.["opportunityid"] },
    ]);
  });

  it("takes Enter and Esc before anything was clicked: the recommended way, or nothing", async () => {
    const dataverse = withAda();
    const { outcomes, user } = openDialog(dataverse);
    await user.keyboard("{Escape}");
    expect(outcomes).toEqual([{ kind: "close", changed: false }]);
    expect(dataverse.written).toEqual([]);
    await readyButton();
    await user.keyboard("{Enter}");
    await screen.findByText("Ada Lovelace is qualified.");
  });

  it("qualifies by Enter from a field that was edited", async () => {
    const dataverse = withAda();
    const { user } = openDialog(dataverse);
    const topic = within(await screen.findByRole("region", { name: "Opportunity" })).getByLabelText(/Topic/);
    await readyButton();
    await user.clear(topic);
    await user.type(topic, "Difference Engine{Enter}");
    await screen.findByText("Ada Lovelace is qualified.");

    expect(dataverse.all("opportunities")[0]).toMatchObject({ name: "Difference Engine" });
  });

  it("closes on Escape without writing, and asks once when something was typed", async () => {
    const dataverse = withAda();
    const { outcomes, user } = openDialog(dataverse);
    await user.type(await screen.findByLabelText(/First Name/), "x");
    // The tooltip of the field takes the key, too, and keeps it from nobody.
    await new Promise((resolve) => setTimeout(resolve, 400));
    await user.keyboard("{Escape}");
    expect(await screen.findByText(/What you entered will be lost/)).toBeInTheDocument();
    expect(outcomes).toEqual([]);
    await user.keyboard("{Escape}");

    expect(outcomes).toEqual([{ kind: "close", changed: false }]);
    expect(dataverse.written).toHaveLength(0);
  });

  it("keeps what was typed when the connection is lost, and finishes with one more click", async () => {
    const offline = describeFailure(0, "", "Network Error");
    let gone = false;
    const dataverse = withAda({ fault: () => (gone ? { failure: offline } : undefined) });
    const { user } = openDialog(dataverse);
    await user.type(await screen.findByLabelText(/First Name/), " Augusta");
    await readyButton();
    gone = true;
    await user.click(screen.getByRole("button", { name: /Create account/ }));
    await screen.findByText("No connection.");
    expect(screen.getByLabelText(/First Name/)).toHaveValue("Ada Augusta");
    gone = false;
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await screen.findByText(/is qualified/);

    expect(dataverse.all("contacts")).toHaveLength(1);
    expect(dataverse.all("contacts")[0]).toMatchObject({ firstname: "Ada Augusta" });
  });

  it("says before the click that a right is missing", async () => {
    openDialog(withAda({ missingRights: ["prvCreateAccount"] }));
    await screen.findByText("No match: a new account can be created.");

    expect(
      await screen.findByText("You may not: create account. Your administrator can grant this right."),
    ).toBeInTheDocument();
    expect(screen.getByRole("button", { name: /Create account/ })).toBeDisabled();
  });

  it("tells of a closed lead", async () => {
    openDialog(withAda({}, { statecode: 1 }));

    expect(await screen.findByText("This lead is closed. Reactivate it first.")).toBeInTheDocument();
  });

  it("switches records off and names the button by what is left", async () => {
    const dataverse = withAda();
    const { user } = openDialog(dataverse);
    const account = await screen.findByRole("region", { name: "Account" });
    await user.click(within(account).getByRole("radio", { name: "None" }));
    await user.click(screen.getByRole("radio", { name: /process stays at Qualify/ }));
    await user.click(await readyButton("Create contact"));
    await screen.findByText(/is qualified/);

    await waitFor(() => expect(dataverse.all("contacts")).toHaveLength(1));
    expect(dataverse.all("accounts")).toHaveLength(0);
    expect(dataverse.all("opportunities")).toHaveLength(0);
  });

  it("takes it back: the records are gone and the lead is open", async () => {
    const dataverse = withAda();
    const { user } = openDialog(dataverse);
    await user.click(await readyButton());
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    await screen.findByText("The qualification of Ada Lovelace was taken back.");

    expect(["accounts", "contacts", "opportunities"].map((set) => dataverse.all(set).length)).toEqual([0, 0, 0]);
    expect(dataverse.one("leads", adaLead)).toMatchObject({ statecode: 0, statuscode: 1 });
  });

  it("lists what stands in the way of an undo and takes back the rest", async () => {
    const dataverse = withAda();
    const { user } = openDialog(dataverse);
    await user.click(await readyButton());
    await screen.findByRole("button", { name: "Undo" });
    dataverse.put("accounts", String(dataverse.all("accounts")[0]?.["accountid"]), { telephone1: "changed" });
    await user.click(screen.getByRole("button", { name: "Undo" }));
    expect(await screen.findByText(/was changed since/)).toBeInTheDocument();
    expect(dataverse.all("contacts")).toHaveLength(1);
    // The button that was pressed is gone; the keyboard still reaches the dialog.
    await waitFor(() => expect(document.activeElement).not.toBe(document.body));
    await user.click(screen.getByRole("button", { name: "Undo the rest" }));
    await screen.findByText(/was taken back/);

    expect(["accounts", "contacts", "opportunities"].map((set) => dataverse.all(set).length)).toEqual([1, 0, 0]);
  });

  it("shows who qualified the lead when it is opened again", async () => {
    const dataverse = withAda();
    const { user } = openDialog(dataverse);
    await user.click(await readyButton());
    await screen.findByText("Ada Lovelace is qualified.");
    cleanup();
    openDialog(dataverse);

    expect(await screen.findByText("Ada Lovelace was qualified already.")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Open opportunity" })).toBeInTheDocument();
  });

  it("finishes a run that a closed tab left half way", async () => {
    const offline = describeFailure(0, "", "Network Error");
    let gone = false;
    const dataverse = withAda({ fault: (request) => (gone && request.number > 3 ? { failure: offline } : undefined) });
    const first = openDialog(dataverse);
    await first.user.type(await screen.findByLabelText(/First Name/), " Augusta");
    const ready = await readyButton();
    gone = true;
    await first.user.click(ready);
    await screen.findByText("The records are there, but not all of their values.");
    cleanup();
    gone = false;
    const { user } = openDialog(dataverse);
    await user.click(await screen.findByRole("button", { name: "Finish" }));
    await screen.findByText("Ada Lovelace is qualified.");

    expect(dataverse.all("contacts")).toHaveLength(1);
    expect(dataverse.all("contacts")[0]).toMatchObject({ firstname: "Ada Augusta" });
  });

  it("does the plain ones of several leads in one go and steps through the rest", async () => {
    const dataverse = withAda();
    const doubtful = "20000000-0000-4000-8000-000000000002";
    dataverse.put("leads", doubtful, { fullname: "Nobody", subject: "", statuscode: 1 });
    const { outcomes, user } = openDialog(dataverse, [adaLead, doubtful]);
    await user.click(screen.getByRole("button", { name: "Qualify the plain ones" }));
    await screen.findByText("Lead 2 of 2");
    expect(dataverse.one("leads", adaLead)).toMatchObject({ statecode: 1 });
    expect(dataverse.one("leads", doubtful)).toMatchObject({ statecode: 0 });
    await user.click(screen.getByRole("button", { name: "Skip" }));
    expect(await screen.findByText("was left as it is.")).toBeInTheDocument();
    expect(screen.getByText("is qualified:")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Close" }));

    expect(outcomes).toEqual([{ kind: "close", changed: true }]);
  });

  it("puts a doubtful one of several leads aside, with the reason, and lists it", async () => {
    const dataverse = withAda();
    const doubtful = "20000000-0000-4000-8000-000000000002";
    dataverse.put("leads", doubtful, { fullname: "Nobody", subject: "", statuscode: 1 });
    const { outcomes, user } = openDialog(dataverse, [adaLead, doubtful]);
    await user.click(screen.getByRole("button", { name: "Qualify the plain ones" }));
    await screen.findByText("Lead 2 of 2");
    await waitFor(() => expect(screen.getByRole("button", { name: "Decide later" })).toBeEnabled());
    await user.click(screen.getByRole("button", { name: "Decide later" }));
    expect(await screen.findByText("waits in the queue of parked leads.")).toBeInTheDocument();
    expect(dataverse.one("leads", doubtful)).toMatchObject({ statecode: 0 });
    const [parked] = dataverse.all("enq_qualifications").filter((row) => row["enq_stage"] === 719400003);
    expect(parked).toMatchObject({ enq_qualificationid: doubtful, enq_name: "Nobody" });
    expect(String(parked?.["enq_reason"])).not.toBe("");
    await user.click(screen.getByRole("button", { name: "Close" }));
    expect(outcomes).toEqual([{ kind: "close", changed: true }]);
  });

  it("has no queue for a single lead", async () => {
    openDialog(withAda());
    await readyButton();
    expect(screen.queryByRole("button", { name: "Decide later" })).not.toBeInTheDocument();
  });

  it("opens a lead that waited with what was decided about it, and says who parked it", async () => {
    const dataverse = withAda();
    dataverse.put("enq_qualifications", adaLead, {
      enq_kind: 719400000,
      enq_stage: 719400003,
      statecode: 0,
      _enq_leadid_value: adaLead,
      enq_reason: "Two of that name",
      enq_contactchoice: 719400002,
    });
    const { user } = openDialog(dataverse);
    await readyButton("Create account and opportunity");
    expect(screen.getByText(/^Parked by .*: Two of that name$/)).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Create account and opportunity" }));
    await screen.findByText("Ada Lovelace is qualified.");
    expect(dataverse.all("contacts")).toHaveLength(0);
  });

  it("takes no decision from the queue that the profile does not leave to the seller", async () => {
    const dataverse = withAda();
    const records = { ...defaultProfile.records, contact: { ...defaultProfile.records.contact, decide: "always" } };
    const document = { ...defaultProfile, records };
    dataverse.put("enq_profiles", "70000000-0000-4000-8000-000000000001", {
      enq_name: "Always a contact",
      enq_priority: 1,
      enq_version: 1,
      enq_published: JSON.stringify({ ...document, seal: sealOf(document) }),
    });
    dataverse.put("enq_qualifications", adaLead, {
      enq_stage: 719400003,
      statecode: 0,
      _enq_leadid_value: adaLead,
      enq_accountchoice: 719400002,
      enq_contactchoice: 719400002,
    });
    openDialog(dataverse);
    expect(await readyButton("Create contact and opportunity")).toBeEnabled();
  });

  it("needs no second click for a plain lead when the profile says so, and goes straight to the account", async () => {
    const dataverse = withAda();
    const document = {
      ...defaultProfile,
      records: { ...defaultProfile.records, oneClick: true },
      afterwards: { open: "account", showResult: false },
    };
    const profile = {
      enq_name: "Fast",
      enq_priority: 1,
      enq_version: 1,
      enq_published: JSON.stringify({ ...document, seal: sealOf(document) }),
    };
    dataverse.put("enq_profiles", "70000000-0000-4000-8000-000000000001", profile);
    const { outcomes } = openDialog(dataverse);
    await waitFor(() => expect(outcomes).toHaveLength(1));

    expect(outcomes[0]).toEqual({ kind: "open", table: "account", id: dataverse.all("accounts")[0]?.["accountid"] });
  });
});

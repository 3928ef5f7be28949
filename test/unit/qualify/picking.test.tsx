import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import * as React from "react";
import { QualifyDialog } from "../../../pcf-controls/QualifyDialog/QualifyDialog";
import { forgetMetadata } from "../../../pcf-controls/QualifyDialog/use-qualify";
import type { Drafts } from "../../../pcf-controls/ui/drafts";
import { noDrafts } from "../../../pcf-controls/ui/drafts";
import { Shell } from "../../../pcf-controls/ui/Shell";
import { testHost } from "../../support/control-host";
import type { FakeDataverse } from "../core/fake-dataverse";
import { adaLead, testClock, withAda } from "../core/fake-dataverse";

const accountId = "30000000-0000-4000-8000-000000000001";
const dealId = "30000000-0000-4000-8000-000000000003";
const noteId = "30000000-0000-4000-8000-000000000004";
/** One for all dialogs of this file: keys must be new in a second dialog, too. */
const clock = testClock();

function openDialog(dataverse: FakeDataverse, drafts: Drafts = noDrafts) {
  const { unmount, container } = render(
    <Shell host={testHost("QualifyDialog")} instance="t">
      <QualifyDialog
        request={{ kind: "qualify", leadIds: [adaLead] }}
        dataverse={dataverse}
        clock={clock}
        drafts={drafts}
        onOutcome={() => undefined}
      />
    </Shell>,
  );

  return { user: userEvent.setup(), unmount, container };
}

async function ready(name: string | RegExp): Promise<HTMLElement> {
  await waitFor(() => expect(screen.getByRole("button", { name })).toBeEnabled());

  return screen.getByRole("button", { name });
}

const inCard = (name: string) => within(screen.getByRole("region", { name }));

beforeEach(forgetMetadata);

describe("picking records in the dialog", () => {
  it("links any account that is looked up, and keeps it over a reload", async () => {
    const dataverse = withAda();
    dataverse.put("accounts", accountId, { accountid: accountId, name: "Contoso" });
    const kept = new Map<string, unknown>();
    const drafts: Drafts = {
      read: (key) => kept.get(key),
      write: (key, value) => void kept.set(key, value),
      forget: (key) => void kept.delete(key),
    };
    const { user, unmount, container } = openDialog(dataverse, drafts);
    await ready(/^Create account/);
    await user.click(inCard("Account").getByRole("searchbox"));
    await user.click(await screen.findByRole("option", { name: /Contoso/ }));

    expect(inCard("Account").getByRole("radio", { name: /^Link Contoso/ })).toBeChecked();
    await ready("Link to Contoso and create contact and opportunity");
    await user.click(screen.getByRole("button", { name: /^Compare/ }));
    expect((await axe.run(container)).violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    unmount();
    forgetMetadata();
    openDialog(dataverse, drafts);
    await ready("Link to Contoso and create contact and opportunity");
    expect(inCard("Account").getByRole("radio", { name: /^Link Contoso/ })).toBeChecked();
    await userEvent.click(inCard("Account").getByRole("radio", { name: "Create new" }));
    await ready(/^Create account/);
  });

  it("joins an open deal that is looked up; Escape leaves the search and not the dialog", async () => {
    const dataverse = withAda();
    dataverse.put("opportunities", dealId, { opportunityid: dealId, name: "Engine no. 1" });
    const { user } = openDialog(dataverse);
    await ready(/^Create account/);
    const search = inCard("Opportunity").getByRole("searchbox");
    await user.type(search, "x{Escape}");
    expect(search).toHaveValue("");
    expect(screen.getByRole("heading", { name: "Qualify Ada Lovelace" })).toBeInTheDocument();
    await user.tab();
    // Who tabs by unfolds nothing, and who goes on leaves nothing open.
    await user.tab({ shift: true });
    expect(search).toHaveFocus();
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(screen.queryByRole("option")).toBeNull();
    await user.keyboard("{ArrowDown}");
    await screen.findByRole("option", { name: /Engine no. 1/ });
    await user.tab({ shift: true });
    expect(screen.queryByRole("option")).toBeNull();
    await user.click(search);
    await user.click(await screen.findByRole("option", { name: /Engine no. 1/ }));
    await user.click(await ready(/^Link to Engine no. 1/));
    await screen.findByText(/is qualified/);

    expect(dataverse.all("opportunities")).toHaveLength(1);
    expect(dataverse.all("connections")).toHaveLength(1);
  });

  it("refuses a match: it is gone at once, comes back by undo, and is written with the records only", async () => {
    const dataverse = withAda({}, { _parentaccountid_value: accountId });
    dataverse.put("accounts", accountId, { accountid: accountId, name: "Contoso" });
    const kept = new Map<string, unknown>();
    const drafts: Drafts = {
      read: (key) => kept.get(key),
      write: (key, value) => void kept.set(key, value),
      forget: (key) => void kept.delete(key),
    };
    const { user, unmount, container } = openDialog(dataverse, drafts);
    await ready(/^Link to Contoso/);
    expect(screen.queryByRole("table")).toBeNull();
    await user.click(inCard("Account").getByRole("button", { name: "Not this one: Contoso" }));
    expect(inCard("Account").queryByRole("radio", { name: /Contoso/ })).toBeNull();
    expect(inCard("Account").getByRole("radio", { name: "Create new" })).toBeChecked();
    expect(inCard("Account").getByRole("radio", { name: "Create new" })).toHaveFocus();
    expect(screen.getByText(/Does not suggest Contoso for this lead again\./)).toBeInTheDocument();
    expect((await axe.run(container)).violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    await user.click(inCard("Account").getByRole("button", { name: "Undo: Contoso" }));
    expect(inCard("Account").getByRole("radio", { name: /^Link Contoso/ })).toBeChecked();
    await user.click(inCard("Account").getByRole("button", { name: "Not this one: Contoso" }));
    expect(dataverse.written).toEqual([]);

    unmount();
    forgetMetadata();
    openDialog(dataverse, drafts);
    await userEvent.click(await ready(/^Create account/));
    await screen.findByText(/is qualified/);
    expect(dataverse.all("enq_rejections")).toMatchObject([
      { enq_name: "Contoso", enq_table: "account", enq_record: accountId, _enq_leadid_value: adaLead },
    ]);
    expect(dataverse.requests.filter(({ kind }) => kind === "write")).toHaveLength(2);
    await userEvent.click(screen.getByRole("button", { name: "Undo" }));
    await screen.findByText(/was taken back/);
    expect(dataverse.all("enq_rejections")).toEqual([]);
  });

  it("does not offer refusing to who may not remember it", async () => {
    const dataverse = withAda({ missingRights: ["prvCreateenq_Rejection"] }, { _parentaccountid_value: accountId });
    dataverse.put("accounts", accountId, { accountid: accountId, name: "Contoso" });
    openDialog(dataverse);
    await ready(/^Link to Contoso/);

    expect(inCard("Account").getByRole("button", { name: "Open: Contoso" })).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: /Not this one/ })).toBeNull();
  });

  it("writes nothing on a linked record that was typed for a new one, and keeps it for that", async () => {
    const dataverse = withAda({}, { _parentaccountid_value: accountId });
    dataverse.put("accounts", accountId, { accountid: accountId, name: "Contoso", telephone1: "1" });
    const { user } = openDialog(dataverse);
    await ready(/^Link to Contoso/);
    await user.click(inCard("Account").getByRole("radio", { name: "Create new" }));
    await user.type(inCard("Account").getByLabelText(/Account Name/), " of Paris");
    await user.click(inCard("Account").getByRole("radio", { name: /^Link Contoso/ }));
    await user.click(inCard("Account").getByRole("radio", { name: "Create new" }));
    expect(inCard("Account").getByLabelText(/Account Name/)).toHaveValue("Analytical Engines Ltd of Paris");
    await user.click(inCard("Account").getByRole("radio", { name: /^Link Contoso/ }));
    await ready(/^Link to Contoso/);
    // What is chosen for a value that differs counts as a change.
    const name = inCard("Account").getByRole("combobox", { name: /Account Name/ });
    expect(name).toHaveTextContent("Keep Contoso");
    await user.click(inCard("Account").getByRole("combobox", { name: /Phone/ }));
    await user.click(screen.getByRole("option", { name: /^Take/ }));
    expect(inCard("Account").queryByText("Nothing is changed on it.")).toBeNull();
    await user.click(await ready(/^Link to Contoso/));
    await screen.findByText(/is qualified/);

    expect(dataverse.one("accounts", accountId)).toMatchObject({ name: "Contoso", telephone1: "+44 20 7946 0000" });
  });

  it("offers no choice that a late match would push away, and says what came", async () => {
    const dataverse = withAda();
    dataverse.put("opportunities", dealId, { opportunityid: dealId, name: "Engine no. 1" });
    const read = dataverse.read.bind(dataverse);
    let answer: () => void = () => undefined;
    const waited = new Promise<void>((resolve) => (answer = resolve));
    dataverse.read = async (queries) => {
      if (dataverse.requests.length > 0) await waited;
      return read(queries);
    };
    const { user } = openDialog(dataverse);
    const topic = await screen.findByLabelText(/Topic/);
    const account = inCard("Account");
    const status = account.getByRole("status");
    expect(status).toHaveTextContent("Looking for matches…");
    expect(account.queryByRole("radio")).toBeNull();
    expect(account.queryByRole("textbox")).toBeNull();
    await user.type(topic, " in brass");
    answer();
    await ready(/^Create account/);

    expect(account.getByRole("status")).toBe(status);
    expect(status).toHaveTextContent("No match: a new account can be created.");
    expect(topic).toHaveFocus();
    expect(topic).toHaveValue("Engine no. 2 in brass");
  });

  it("opens the tab of another opportunity, which begins anew after one was removed", async () => {
    const { user } = openDialog(withAda());
    await ready(/^Create account/);
    const card = inCard("Opportunity");
    await user.click(card.getByRole("button", { name: "+ Another" }));
    expect(card.getByRole("tab", { name: "No. 2", selected: true })).toBeInTheDocument();
    await user.type(card.getByLabelText(/Topic/), "!");
    await user.click(card.getByRole("button", { name: "Remove this opportunity" }));
    await user.click(card.getByRole("button", { name: "+ Another" }));

    expect(card.getByLabelText(/Topic/)).toHaveValue("Engine no. 2");
  });

  it("copies the notes when they are ticked", async () => {
    const dataverse = withAda();
    dataverse.put("annotations", noteId, {
      annotationid: noteId,
      _objectid_value: adaLead,
      subject: "Call",
      notetext: "Wants two engines",
      isdocument: false,
    });
    const { user } = openDialog(dataverse);
    await ready(/^Create account/);
    const tick = screen.getByRole("checkbox", { name: "Notes: 1" });
    expect(tick).not.toBeChecked();
    await user.click(tick);
    await user.click(await ready(/^Create account/));
    await screen.findByText(/is qualified/);

    expect(dataverse.requests.map(({ kind }) => kind)).toEqual(["read", "read", "write", "write"]);
    const copies = dataverse.written
      .flat()
      .filter((change) => change.kind === "create" && change.set === "annotations");
    expect(copies).toMatchObject([{ values: { subject: "Call", notetext: "Wants two engines" } }]);
  });
});

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

function openDialog(dataverse: FakeDataverse, drafts: Drafts = noDrafts) {
  const { unmount, container } = render(
    <Shell host={testHost("QualifyDialog")} instance="t">
      <QualifyDialog
        request={{ kind: "qualify", leadIds: [adaLead] }}
        dataverse={dataverse}
        clock={testClock()}
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
    await user.click(search);
    await user.click(await screen.findByRole("option", { name: /Engine no. 1/ }));
    await user.click(await ready(/^Link to Engine no. 1/));
    await screen.findByText(/is qualified/);

    expect(dataverse.all("opportunities")).toHaveLength(1);
    expect(dataverse.all("connections")).toHaveLength(1);
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

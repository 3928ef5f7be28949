import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import * as React from "react";
import { DisqualifyDialog } from "../../../pcf-controls/DisqualifyDialog/DisqualifyDialog";
import type { DialogOutcome } from "../../../pcf-controls/ui/request";
import { Shell } from "../../../pcf-controls/ui/Shell";
import { testHost } from "../../support/control-host";
import type { FakeDataverse } from "../core/fake-dataverse";
import { adaLead, testClock, withAda } from "../core/fake-dataverse";

function openDialog(
  dataverse: FakeDataverse,
  kind: "disqualify" | "reactivate",
  leadIds: readonly string[] = [adaLead],
) {
  const outcomes: DialogOutcome[] = [];
  render(
    <Shell host={testHost("DisqualifyDialog")} instance="d">
      <DisqualifyDialog
        request={{ kind, leadIds }}
        dataverse={dataverse}
        clock={testClock()}
        onOutcome={(outcome) => outcomes.push(outcome)}
      />
    </Shell>,
  );

  return { outcomes, user: userEvent.setup() };
}

describe("the Disqualify dialog", () => {
  it("writes reason and comment in one change set, and takes it back", async () => {
    const dataverse = withAda();
    const { user } = openDialog(dataverse, "disqualify");
    await user.click(await screen.findByRole("radio", { name: /Lost/ }));
    await user.type(screen.getByLabelText("Comment"), "Bought elsewhere");
    await user.click(screen.getByRole("button", { name: "Disqualify as Lost" }));
    await screen.findByText("Ada Lovelace is disqualified.");

    expect(dataverse.requests.map((request) => request.kind)).toEqual(["read", "write"]);
    expect(dataverse.one("leads", adaLead)).toMatchObject({ statecode: 2, statuscode: 4 });
    expect(dataverse.all("annotations")[0]).toMatchObject({ notetext: "Bought elsewhere" });
    await user.click(screen.getByRole("button", { name: "Undo" }));
    await screen.findByText(/is open again, as it was before/);
    expect(dataverse.one("leads", adaLead)).toMatchObject({ statecode: 0, statuscode: 1 });
    expect(dataverse.all("annotations")).toHaveLength(0);
  });

  it("takes a number key before anything has the focus, and the day to ask again in the user's format", async () => {
    const dataverse = withAda();
    const { user } = openDialog(dataverse, "disqualify");
    await screen.findByRole("radio", { name: /Lost/ });
    await user.keyboard("1");
    expect(screen.getByRole("radio", { name: /Lost/ })).toBeChecked();
    await user.type(screen.getByLabelText("Comment"), "2 calls");
    await user.type(screen.getByLabelText("Ask again on"), "3/31/2027");
    await user.click(screen.getByRole("button", { name: "Disqualify as Lost" }));
    await screen.findByText("Ada Lovelace is disqualified.");

    expect(dataverse.all("annotations")[0]).toMatchObject({ notetext: "2 calls" });
    expect(dataverse.all("tasks")[0]).toMatchObject({ scheduledend: "2027-03-31T12:00:00Z" });
  });

  it("is refused with the list while an opportunity belongs to the lead", async () => {
    const dataverse = withAda();
    dataverse.put("opportunities", "50000000-0000-4000-8000-000000000001", {
      name: "Engine no. 1",
      _originatingleadid_value: adaLead,
    });
    openDialog(dataverse, "disqualify");

    expect(await screen.findByText(/An opportunity belongs to Ada Lovelace/)).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Engine no. 1" })).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Disqualify" })).toBeDisabled();
  });

  it("says that settings were changed by hand, as the Qualify dialog does, and stops nobody", async () => {
    const dataverse = withAda();
    const profile = { enq_name: "Everybody", enq_priority: 1, enq_version: 2, enq_published: "{" };
    dataverse.put("enq_profiles", "70000000-0000-4000-8000-000000000001", profile);
    const { user } = openDialog(dataverse, "disqualify");
    expect(await screen.findByText(/The settings “Everybody” were changed outside/)).toBeInTheDocument();
    await user.click(screen.getByRole("radio", { name: /Lost/ }));

    expect(screen.getByRole("button", { name: "Disqualify as Lost" })).toBeEnabled();
  });

  it("reactivates with a look at what an earlier qualification made", async () => {
    const dataverse = withAda({}, { statecode: 1, statuscode: 3 });
    dataverse.put("accounts", "60000000-0000-4000-8000-000000000001", {
      name: "Analytical Engines",
      _originatingleadid_value: adaLead,
    });
    const { user } = openDialog(dataverse, "reactivate");
    expect(await screen.findByText(/An earlier qualification of Ada Lovelace made these/)).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Reactivate" }));
    await screen.findByText("Ada Lovelace is open again.");

    expect(dataverse.one("leads", adaLead)).toMatchObject({ statecode: 0, statuscode: 1 });
  });

  it("does several leads and lists each", async () => {
    const dataverse = withAda();
    const second = "20000000-0000-4000-8000-000000000002";
    dataverse.put("leads", second, { fullname: "Charles Babbage", lastname: "Babbage", statuscode: 1 });
    const { user } = openDialog(dataverse, "disqualify", [adaLead, second]);
    await user.click(await screen.findByRole("radio", { name: /Lost/ }));
    await user.click(screen.getByRole("button", { name: "Disqualify as Lost (2 leads)" }));

    await waitFor(() => expect(screen.getByText("Charles Babbage is disqualified.")).toBeInTheDocument());
    expect(dataverse.all("leads").every((lead) => lead["statecode"] === 2)).toBe(true);
  });
});

import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import * as React from "react";
import { succeeded, type Dataverse, type Json, type Query } from "../../../core/dataverse/port";
import type { LeadValues } from "../../../pcf-controls/DuplicatePicker/columns";
import { DuplicatePicker, type ChosenRecord } from "../../../pcf-controls/DuplicatePicker/DuplicatePicker";
import { ParkedPicker, type Decision } from "../../../pcf-controls/DuplicatePicker/ParkedPicker";
import { Shell } from "../../../pcf-controls/ui/Shell";
import { testHost } from "../../support/control-host";

const ada = {
  contactid: "c1",
  firstname: "Ada",
  lastname: "King-Lovelace",
  fullname: "Ada King-Lovelace",
  emailaddress1: "ada@analytical.example",
  telephone1: "+44 20 7946 0001",
  jobtitle: "Analyst",
  statecode: 0,
};
const adam = {
  contactid: "c2",
  firstname: "Adam",
  lastname: "Lovell",
  fullname: "Adam Lovell",
  emailaddress1: "adam@analytical.example",
  statecode: 1,
};
const zoe = { contactid: "c3", firstname: "Zoe", lastname: "Zimmer", fullname: "Zoe Zimmer", statecode: 0 };

/** Answers every filter with the given contacts; the search in place finds by its text. */
function answering(contacts: readonly Json[]) {
  return {
    read: (queries: readonly Query[]) =>
      Promise.resolve(
        succeeded(
          queries.map((query) => {
            if (query.kind !== "rows" || query.set !== "contacts") return succeeded({ value: [] });
            const searched = query.orderBy ? [zoe].filter(() => /zim/i.test(query.filter ?? "")) : contacts;
            return succeeded({ value: searched });
          }),
        ),
      ),
  };
}

function open(
  contacts: readonly Json[] = [ada, adam],
  values: LeadValues = { firstname: "Ada", lastname: "Lovelace", emailaddress1: "ada@analytical.example" },
  leadId = "11111111-1111-4111-8111-111111111111",
) {
  const changes: { chosen: ChosenRecord | undefined; filled: LeadValues }[] = [];
  const host = testHost("DuplicatePicker");
  const dataverse = answering(contacts);
  function Form(): React.ReactElement {
    const [chosen, setChosen] = React.useState<ChosenRecord | undefined>();
    return (
      <DuplicatePicker
        table="contact"
        leadId={leadId}
        values={values}
        chosen={chosen}
        disabled={false}
        dataverse={dataverse}
        rejected={[]}
        onReject={(pair) => [pair]}
        onChange={(next, filled) => {
          changes.push({ chosen: next, filled });
          setChosen(next);
        }}
      />
    );
  }
  const { container } = render(
    <Shell host={host} instance="t">
      <Form />
    </Shell>,
  );
  return { changes, host, container, user: userEvent.setup() };
}

describe("the duplicate picker", () => {
  it("says how many may be the lead, shows verdict, reasons and what speaks against it", async () => {
    open();
    expect(
      await screen.findByText("Found 1 person who may be Ada Lovelace", { selector: "[role=status]" }),
    ).toBeVisible();
    const card = screen.getByRole("radio", { name: /Ada King-Lovelace/ });
    expect(card).toHaveTextContent(/the same/);
    expect(card).toHaveTextContent("E-mail ada@analytical.example identical");
    expect(card).toHaveTextContent("Last name agrees in part: Lovelace / King-Lovelace");
    expect(screen.getByText(/Dataverse Search is switched off/)).toBeVisible();
  });

  it("chooses by keyboard and fills only what is empty", async () => {
    const { user, changes } = open();
    const card = await screen.findByRole("radio", { name: /Ada King-Lovelace/ });
    card.focus();
    await user.keyboard(" ");
    expect(changes[0]).toEqual({
      chosen: { id: "c1", name: "Ada King-Lovelace" },
      filled: { telephone1: "+44 20 7946 0001", jobtitle: "Analyst" },
    });
    expect(screen.getByText("Filled from it: Phone, Job title")).toBeVisible();
    expect(screen.getByRole("radio", { name: /Ada King-Lovelace/ })).toBeChecked();
    await user.click(screen.getByRole("button", { name: "Clear" }));
    expect(changes[1]).toEqual({ chosen: undefined, filled: {} });
  });

  it("unfolds the comparison with a sign and a word in each row, and details that add up", async () => {
    const { user } = open();
    await user.click(await screen.findByRole("button", { name: "Compare: Ada King-Lovelace" }));
    const table = screen.getByRole("table", { name: /Compare/ });
    expect(within(table).getByRole("row", { name: /First name Ada Ada/ })).toHaveTextContent("agrees");
    expect(within(table).getByRole("row", { name: /Phone/ })).toHaveTextContent("missing");
    await user.click(screen.getByRole("button", { name: "Details: Ada King-Lovelace" }));
    const cells = within(screen.getByRole("table", { name: /Details/ }))
      .getAllByRole("cell")
      .map((cell) => Number(cell.textContent));
    const total = cells[cells.length - 1] ?? 0;
    expect(cells.slice(0, -1).reduce((sum, bits) => sum + bits, 0)).toBeCloseTo(total, 0);
  });

  it("opens a record and forgets the one that was refused", async () => {
    const { user, host } = open();
    await user.click(await screen.findByRole("button", { name: "Open: Ada King-Lovelace" }));
    expect(host.opened).toEqual(["contact c1"]);
    await user.click(screen.getByRole("button", { name: "Not this one: Ada King-Lovelace" }));
    expect(screen.queryByRole("radio", { name: /Ada King-Lovelace/ })).toBeNull();
  });

  it("searches among the matches of a saved lead, and among all records when it is told to", async () => {
    const { user } = open();
    const box = await screen.findByRole("searchbox", { name: "Search for another record" });
    await screen.findByRole("radio", { name: /Ada King-Lovelace/ });
    await user.type(box, "Zim");
    expect(await screen.findByText("Nothing found for “Zim”.")).toBeVisible();
    await user.clear(box);
    await user.type(box, "adam");
    expect(await screen.findByRole("option", { name: /Adam Lovell/ })).toBeVisible();
    await user.clear(box);
    await user.click(screen.getByRole("checkbox", { name: /all records/ }));
    await user.type(box, "Zim");
    expect(await screen.findByRole("option", { name: /Zoe Zimmer/ })).toBeVisible();
  });

  it("searches in place for any record while the lead is new, by keyboard", async () => {
    const { user, changes } = open([ada, adam], { firstname: "Ada", lastname: "Lovelace" }, "");
    const box = await screen.findByRole("searchbox", { name: "Search for another record" });
    await user.type(box, "Zim");
    await screen.findByRole("option", { name: /Zoe Zimmer/ });
    await user.keyboard("{ArrowDown}{Enter}");
    expect(changes[0]?.chosen).toEqual({ id: "c3", name: "Zoe Zimmer" });
    await user.type(box, "x");
    await user.keyboard("{Escape}");
    expect(box).toHaveValue("");
  });

  it("draws 50 candidates without lag and moves among them by arrows", async () => {
    const many = Array.from({ length: 50 }, (_, i) => ({
      ...ada,
      contactid: `m${i}`,
      telephone1: `+44 20 7946 ${1000 + i}`,
    }));
    const { user } = open(many);
    await user.click(await screen.findByRole("button", { name: "47 more" }));
    const cards = screen.getAllByRole("radio");
    expect(cards).toHaveLength(50);
    cards[0]?.focus();
    const started = performance.now();
    await user.keyboard("{ArrowDown}{ArrowDown}");
    expect(document.activeElement).toBe(cards[2]);
    await user.keyboard(" ");
    // In jsdom on a busy machine; only the chosen card and the one before are drawn again.
    expect(performance.now() - started).toBeLessThan(1500);
  });

  it("has no accessibility fault that axe knows", async () => {
    const { container } = open();
    await screen.findByRole("radio", { name: /Ada King-Lovelace/ });
    await waitFor(() => expect(screen.queryByLabelText("Looking for matches…")).toBeNull());
    const { violations } = await axe.run(container, {
      rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
    });
    expect(violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
  });
});

describe("in the queue of parked leads", () => {
  const leadId = "11111111-1111-4111-8111-111111111111";

  function openParked(lead: Json | undefined) {
    const decided: (Decision | undefined)[] = [];
    const { read } = answering([ada, adam]);
    const gone = {
      ok: false as const,
      failure: { kind: "notFound" as const, code: "", status: 404, message: "", lost: false },
    };
    const dataverse: Pick<Dataverse, "read"> = {
      read: (queries) =>
        queries[0]?.kind === "row" ? Promise.resolve(succeeded([lead ? succeeded(lead) : gone])) : read(queries),
    };
    function Form(): React.ReactElement {
      const [state, setState] = React.useState<{ decision?: Decision; chosen?: ChosenRecord }>({});
      return (
        <ParkedPicker
          table="contact"
          leadId={leadId}
          chosen={state.chosen}
          disabled={false}
          dataverse={dataverse}
          rejected={[]}
          onReject={(pair) => [pair]}
          decision={state.decision}
          onDecide={(decision) => {
            decided.push(decision);
            setState({ decision });
          }}
          onChange={(chosen, filled) => {
            expect(filled).toEqual({});
            decided.push(chosen && "link");
            setState(chosen ? { decision: "link", chosen } : {});
          }}
        />
      );
    }
    render(
      <Shell host={testHost("DuplicatePicker")} instance="t">
        <Form />
      </Shell>,
    );
    return { decided, user: userEvent.setup() };
  }
  const open = { firstname: "Ada", lastname: "Lovelace", emailaddress1: "ada@analytical.example", statecode: 0 };

  it("reads the lead itself; by keyboard a match is linked, a new one made, none taken", async () => {
    const { decided, user } = openParked(open);
    (await screen.findByRole("radio", { name: /Ada King-Lovelace/ })).focus();
    await user.keyboard(" ");
    expect(screen.getByRole("radio", { name: /Ada King-Lovelace/ })).toBeChecked();
    screen.getByRole("radio", { name: /Create a new contact/ }).focus();
    await user.keyboard("{Enter}");
    expect(screen.getByRole("radio", { name: /Create a new contact/ })).toBeChecked();
    await user.keyboard("{ArrowDown} ");
    expect(screen.getByRole("radio", { name: "None" })).toBeChecked();
    expect(decided).toEqual(["link", "create", "none"]);
  });

  it("says that somebody closed the lead meanwhile, and that one is gone", async () => {
    openParked({ ...open, statecode: 1, "statecode@OData.Community.Display.V1.FormattedValue": "Qualified" });
    expect(await screen.findByText(/closed meanwhile \(Qualified\)/)).toBeInTheDocument();
    expect(screen.queryByRole("radio")).not.toBeInTheDocument();
    openParked(undefined);
    expect(await screen.findByText(/cannot be read/)).toBeInTheDocument();
  });
});

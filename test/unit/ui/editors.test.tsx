import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import * as React from "react";
import type { ColumnMetadata } from "../../../core/dataverse/metadata";
import type { ColumnValue, LookupValue } from "../../../core/dataverse/row";
import { ValueEditor } from "../../../pcf-controls/ui/editors/ValueEditor";
import { Shell } from "../../../pcf-controls/ui/Shell";
import { testHost } from "../../support/control-host";

const rows: readonly LookupValue[] = [
  { table: "campaign", id: "c1", name: "Trade fair" },
  { table: "campaign", id: "c2", name: "Trade magazine" },
];

function edit(column: Partial<ColumnMetadata>, first: ColumnValue) {
  const values: ColumnValue[] = [];
  const asked: string[] = [];
  const lookUp = (table: string, text: string) => {
    asked.push(`${table} ${text}`);
    return Promise.resolve(rows.filter((row) => row.name?.startsWith(text)));
  };
  const full = {
    logicalName: "x",
    displayName: "Value",
    required: "None",
    canUpdate: true,
    ...column,
  } as ColumnMetadata;
  function Field(): React.ReactElement {
    const [value, setValue] = React.useState<ColumnValue>(first);
    return (
      <>
        <label htmlFor="x">Value</label>
        <ValueEditor
          id="x"
          column={full}
          value={value}
          onChange={(next) => {
            values.push(next);
            setValue(next);
          }}
        />
      </>
    );
  }
  const { container } = render(
    <Shell host={testHost("QualifyDialog", { lookUp })} instance="t">
      <Field />
    </Shell>,
  );

  return { values, asked, container, user: userEvent.setup(), field: () => screen.getByLabelText("Value") };
}

describe("editors", () => {
  it("a day is typed in the user's format; what is no date stays, is said, and stores nothing", async () => {
    const { values, user, field } = edit({ kind: "DateTime", format: "DateOnly" }, "2026-11-23");
    expect(field()).toHaveValue("11/23/2026");
    await user.clear(field());
    await user.type(field(), "12/31/2026");
    expect(values[values.length - 1]).toBe("2026-12-31");
    await user.type(field(), "x9");
    await user.tab();
    expect(screen.getByRole("alert")).toHaveTextContent("This is no date. Write it like 12/31/2026.");
    expect(field()).toHaveValue("12/31/2026x9");
    expect(field()).toBeInvalid();
    expect(values[values.length - 1]).toBe("2026-12-31");
  });

  it("a moment is shown and stored by the user's clock", async () => {
    const { values, user, field } = edit({ kind: "DateTime", format: "DateAndTime" }, "2026-11-23T22:30:00Z");
    expect(field()).toHaveValue("11/23/2026 11:30 PM");
    await user.clear(field());
    await user.type(field(), "11/24/2026 9:00 AM");
    expect(values[values.length - 1]).toBe("2026-11-24T08:00:00Z");
  });

  it("a calendar picks a day by keyboard", async () => {
    const { values, user, container } = edit({ kind: "DateTime", format: "DateOnly" }, "2026-11-23");
    await user.click(screen.getByRole("button", { name: "Calendar: Value" }));
    await screen.findByRole("grid", { name: "November 2026" });
    await waitFor(() => expect(screen.getByRole("button", { name: "11/23/2026" })).toHaveFocus());
    await user.keyboard("{ArrowDown}{ArrowRight}");
    expect(await screen.findByRole("grid", { name: "December 2026" })).toBeInTheDocument();
    expect((await axe.run(container.ownerDocument.body)).violations.map(({ id }) => id)).not.toContain("aria-required");
    await user.keyboard("{Enter}");
    expect(values).toEqual(["2026-12-01"]);
    await waitFor(() => expect(screen.queryByRole("grid")).toBeNull());
  });

  it("a lookup finds rows by the beginning of their name", async () => {
    const { values, asked, user, field } = edit(
      { kind: "Lookup", targets: [{ table: "campaign", navigationProperty: "x" }] },
      null,
    );
    await user.click(field());
    await user.type(field(), "Trade m");
    await waitFor(() => expect(asked[asked.length - 1]).toBe("campaign Trade m"));
    await waitFor(() => expect(screen.getAllByRole("option")).toHaveLength(1));
    await user.click(screen.getByRole("option", { name: "Trade magazine" }));
    expect(values).toEqual([rows[1]]);
    expect(field()).toHaveValue("Trade magazine");
  });

  it("several choices are several", async () => {
    const options = [1, 2, 3].map((value) => ({ value, label: `Choice ${value}` }));
    const { values, user, field } = edit({ kind: "MultiSelectPicklist", options }, [1]);
    await user.click(field());
    await user.click(await screen.findByRole("menuitemcheckbox", { name: "Choice 3" }));
    expect(values).toEqual([[1, 3]]);
  });
});

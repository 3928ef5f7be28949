import fc from "fast-check";
import { readRulesCsv, starterProfiles, writeRulesCsv } from "../../../core/profile";

const rules = Object.values(starterProfiles).flatMap((profile) => profile.mapping.rules);
const unique = rules.filter((rule, index) => rules.findIndex((other) => other.id === rule.id) === index);

describe("rules as CSV", () => {
  test("go out and come back the same", () => {
    expect(readRulesCsv(writeRulesCsv(unique, (rule) => `a "sentence", of ${rule.id}`))).toEqual({
      rules: unique,
      problems: [],
    });
  });

  test("any note comes back as it was, formulas, quotes and lines included", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom("=1+1", "'=x", "-", "@a", 'a"b', "a\nb", "a,b;c", "'")),
        (note) => {
          const [rule] = unique;
          if (!rule || note === "" || /\r/.test(note)) return;
          const csv = writeRulesCsv([{ ...rule, note }], () => "");
          expect(readRulesCsv(csv).rules[0]?.note).toBe(note);
        },
      ),
    );
  });

  test("a cell that a spreadsheet would run is defused", () => {
    const [rule] = unique;
    if (rule) expect(writeRulesCsv([{ ...rule, note: "=HYPERLINK(1)" }], () => "")).toContain("'=HYPERLINK(1)");
  });

  test("semicolons between cells are read too", () => {
    const csv =
      'id;table;column;value;on existing\na;account;name;"{""op"":""column"",""column"":""companyname""}";ask\n';
    expect(readRulesCsv(csv).rules).toEqual([
      {
        id: "a",
        target: { table: "account", column: "name" },
        value: { op: "column", column: "companyname" },
        onExisting: "ask",
      },
    ]);
  });

  test("a wrong line is named and the others are read", () => {
    const csv =
      'id,table,column,value\na,account,name,"{""op"":""today""}"\nb,account,name,{nonsense\nc,planet,name,"{""op"":""today""}"\n';
    const { rules: read, problems } = readRulesCsv(csv);
    expect(read.map(({ id }) => id)).toEqual(["a"]);
    expect(problems.map(({ path }) => path)).toEqual(['line 3, column "value"', "line 4, target.table"]);
  });

  test("a file that is no list of rules says what it lacks", () => {
    expect(readRulesCsv("name,city\nAda,London").problems[0]?.detail).toContain(
      'no column "id", "table", "column", "value"',
    );
  });
});

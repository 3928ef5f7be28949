import type { ColumnMetadata, Metadata } from "../../dataverse/metadata";
import {
  type ColumnExpression,
  columnsOfTemplate,
  type Comparison,
  type Condition,
  type Expression,
  type MapExpression,
  maxDepth,
  parseTemplate,
  type StepExpression,
  tablesThrough,
  type TemplatePart,
} from "..";
import type { Remark } from "./finding";
import { inferStep } from "./infer-step";
import { shapeOfColumn, shapeOfValue, textLength, type Inferred, type Risk, type Shape } from "./shape";

const nothing: Inferred = { shapes: [], canBeBlank: true, risks: [] };

/** Finds out what an expression yields for any lead, and remarks on what can never work, wherever in the tree it is. */
export class Inference {
  public readonly remarks: Remark[] = [];

  public constructor(public readonly metadata: Metadata) {}

  public remark(code: Remark["code"], severity: Remark["severity"], path: string, ...args: string[]): void {
    this.remarks.push({ code, severity, path, args });
  }

  public infer(expression: Expression, path: string, depth = 0): Inferred {
    if (depth > maxDepth) {
      this.remark("tooDeep", "error", path, String(maxDepth));
      return nothing;
    }
    switch (expression.op) {
      case "column":
        return this.inferColumn(expression, path);
      case "constant":
        return expression.value === null || expression.value === ""
          ? nothing
          : { shapes: [shapeOfValue(expression.value)], canBeBlank: false, risks: [] };
      case "today":
        return { shapes: [{ kind: "date" }], canBeBlank: false, risks: [] };
      case "now":
        return { shapes: [{ kind: "dateTime" }], canBeBlank: false, risks: [] };
      case "template":
        return this.inferTemplate(expression.text, path);
      case "firstNonBlank":
        return firstOf(expression.of.map((part, index) => this.infer(part, `${path}.of[${index}]`, depth + 1)));
      case "if": {
        this.checkCondition(expression.when, `${path}.when`, depth + 1);
        const branches = [
          this.infer(expression.then, `${path}.then`, depth + 1),
          expression.else ? this.infer(expression.else, `${path}.else`, depth + 1) : nothing,
        ];
        return {
          shapes: branches.flatMap((branch) => branch.shapes),
          canBeBlank: branches.some((branch) => branch.canBeBlank),
          risks: branches.flatMap((branch) => branch.risks),
        };
      }
      case "ifError": {
        const of = this.infer(expression.of, `${path}.of`, depth + 1);
        const otherwise = expression.otherwise
          ? this.infer(expression.otherwise, `${path}.otherwise`, depth + 1)
          : nothing;
        if (of.risks.length === 0) return of;
        return {
          shapes: [...of.shapes, ...otherwise.shapes],
          canBeBlank: of.canBeBlank || otherwise.canBeBlank,
          risks: otherwise.risks,
        };
      }
      case "map":
        return this.inferMap(expression, this.infer(expression.of, `${path}.of`, depth + 1), path);
      default:
        return inferStep(expression, this.inferOperand(expression, path, depth), this, path, depth);
    }
  }

  /** Checks a condition; an error in it counts as blank, so that risks end here. */
  public checkCondition(condition: Condition, path: string, depth = 0): void {
    if ("all" in condition)
      condition.all.forEach((part, index) => this.checkCondition(part, `${path}.all[${index}]`, depth));
    else if ("any" in condition)
      condition.any.forEach((part, index) => this.checkCondition(part, `${path}.any[${index}]`, depth));
    else if ("not" in condition) this.checkCondition(condition.not, `${path}.not`, depth);
    else this.checkComparison(condition, path, depth);
  }

  private checkComparison(comparison: Comparison, path: string, depth: number): void {
    const { shapes } = this.infer(comparison.test, `${path}.test`, depth + 1);
    const values = "values" in comparison ? comparison.values : "value" in comparison ? [comparison.value] : [];
    const options =
      shapes.length > 0 && shapes.every((shape) => shape.kind === "choice")
        ? shapes.flatMap((shape) => shape.options ?? [])
        : [];
    for (const value of values) {
      if (typeof value === "number" && options.length > 0 && !options.some((option) => option.value === value)) {
        this.remark("unknownSourceOption", "warning", path, String(value));
      }
    }
  }

  private inferOperand(step: StepExpression, path: string, depth: number): Inferred {
    return this.infer(step.of, `${path}.of`, depth + 1);
  }

  private inferColumn(expression: ColumnExpression, path: string): Inferred {
    const column = this.findColumn(expression, path);
    if (!column) return nothing;
    return {
      shapes: [shapeOfColumn(column)],
      canBeBlank: isOptional(column) || expression.through !== undefined,
      risks: [],
    };
  }

  private findColumn({ column: name, through }: ColumnExpression, path: string): ColumnMetadata | undefined {
    const tables = through === undefined ? ["lead"] : tablesThrough(through, this.metadata);
    const known = tables.flatMap((table) => (this.metadata[table] ? [this.metadata[table]] : []));
    const found = known.flatMap((table) =>
      Object.prototype.hasOwnProperty.call(table.columns, name) ? [table.columns[name]] : [],
    )[0];
    if (found && !found.canRead) this.remark("unreadable", "error", path, found.displayName, name);
    if (found) return found;
    if (tables.length > 0 && known.length === 0) this.remark("unknownTable", "warning", path, tables.join(", "));
    else
      this.remark(
        "unknownColumn",
        "error",
        path,
        through === undefined ? name : `${through}.${name}`,
        tables.join(", ") || String(through),
      );
    return undefined;
  }

  private inferTemplate(source: string, path: string): Inferred {
    const template = parseTemplate(source);
    if ("problem" in template) {
      this.remark("badTemplate", "error", path, template.problem);
      return nothing;
    }
    const lengthOf = (part: TemplatePart): number => {
      if ("text" in part) return part.text.length;
      if ("optional" in part) return part.optional.reduce((sum, inner) => sum + lengthOf(inner), 0);
      const inferred = this.inferColumn({ op: "column", ...part }, path);
      return Math.max(0, ...inferred.shapes.map((shape) => textLength(shape, this.metadata)));
    };
    const maxLength = template.parts.reduce((sum, part) => sum + lengthOf(part), 0);
    const before = this.remarks.length;
    const named = columnsOfTemplate(template).map((part) => this.inferColumn({ op: "column", ...part }, path));
    this.remarks.length = before;
    return {
      shapes: [{ kind: "text", maxLength }],
      canBeBlank: named.length > 0 ? named.every((one) => one.canBeBlank) : source === "",
      risks: [],
    };
  }

  private inferMap(expression: MapExpression, operand: Inferred, path: string): Inferred {
    const options = operand.shapes.every((shape) => shape.options)
      ? operand.shapes.flatMap((shape) => shape.options ?? [])
      : [];
    const isChoice = operand.shapes.length > 0 && operand.shapes.every((shape) => shape.kind === "choice");
    const froms = new Set(expression.rows.map((row) => row.from));
    for (const { from } of isChoice ? expression.rows : []) {
      const isKnown =
        typeof from === "string"
          ? options.some((option) => sameWord(option.label, from))
          : options.some((option) => option.value === Number(from));
      if (!isKnown) this.remark("unknownSourceOption", "warning", path, String(from));
    }
    const isBoolean = operand.shapes.length > 0 && operand.shapes.every((shape) => shape.kind === "yesNo");
    const isComplete =
      (isChoice && options.length > 0 && options.every((option) => froms.has(option.value))) ||
      (isBoolean && froms.has(true) && froms.has(false));
    const results = [
      ...expression.rows.map((row) => row.to),
      ...(expression.otherwise ? [expression.otherwise.value] : []),
    ];
    const risks: Risk[] = expression.otherwise || isComplete ? [] : [{ code: "notInTable", path }];
    return {
      shapes: results.filter((value) => value !== null && value !== "").map(shapeOfValue),
      canBeBlank: operand.canBeBlank || results.some((value) => value === null || value === ""),
      risks: [...operand.risks, ...risks],
    };
  }
}

function sameWord(left: string, right: string): boolean {
  return left.trim().toLowerCase() === right.trim().toLowerCase();
}

function isOptional(column: ColumnMetadata): boolean {
  return column.required === "None" || column.required === "Recommended";
}

/** An error is passed over while a later part can have a value; blank only if all are. */
function firstOf(parts: readonly Inferred[]): Inferred {
  const isSafe = parts.some((part) => !part.canBeBlank && part.risks.length === 0);
  const shapes: Shape[] = [];
  for (const part of parts) {
    shapes.push(...part.shapes);
    if (!part.canBeBlank && part.risks.length === 0) break;
  }
  return {
    shapes,
    canBeBlank: parts.every((part) => part.canBeBlank),
    risks: isSafe ? [] : parts.flatMap((part) => part.risks),
  };
}

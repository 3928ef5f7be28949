/**
 * Evaluates enable and display rules. A rule that does not hold hides the command: the unified client shows no disabled
 * commands (facts/solution-package.md §3.3).
 */
import type { RibbonDefinition, RuleElement } from "./definition";
import { evaluateCustom } from "./custom-rule";
import { checkData } from "./data-rules";
import { checkSecurity } from "./security-rules";
import { checkSurroundings } from "./surroundings-rules";
import type { CommandSource } from "./source";

/** undefined: the rule does not apply here, so that its `Default` decides. */
export type Verdict = boolean | undefined;

/** One look at the rules of a ribbon: each rule is asked at most once, however many commands name it. */
export class RuleEvaluation {
  private readonly verdicts = new Map<string, Promise<boolean>>();

  constructor(
    private readonly ribbon: RibbonDefinition,
    private readonly source: CommandSource,
  ) {}

  /** Whether a command is shown. Display rules first: they are cheap, and spare the custom rules. */
  async isShown(commandId: string | undefined): Promise<boolean> {
    const command = commandId === undefined ? undefined : this.ribbon.commands.get(commandId);
    // A control without a command is a label of a menu; a command that nobody defined is not shown.
    if (commandId === undefined) return true;
    if (!command) return false;

    for (const id of command.displayRules)
      if (!(await this.holds(this.ribbon.displayRules, "display", id))) return false;
    for (const id of command.enableRules) if (!(await this.holds(this.ribbon.enableRules, "enable", id))) return false;
    return true;
  }

  private holds(rules: RibbonDefinition["enableRules"], kind: string, id: string): Promise<boolean> {
    const key = `${kind} ${id}`;
    let verdict = this.verdicts.get(key);
    if (!verdict) {
      const conditions = rules.get(id);
      // A rule that is referred to and not defined belongs to a product that is not here: it does not hide the command.
      verdict = conditions ? this.all(conditions) : Promise.resolve(true);
      this.verdicts.set(key, verdict);
    }
    return verdict;
  }

  private async all(conditions: readonly RuleElement[]): Promise<boolean> {
    for (const condition of conditions) if (!(await this.condition(condition))) return false;
    return true;
  }

  private async condition(rule: RuleElement): Promise<boolean> {
    const verdict = (await this.verdict(rule)) ?? rule.getAttribute("Default") === "true";
    return rule.getAttribute("InvertResult") === "true" ? !verdict : verdict;
  }

  private async verdict(rule: RuleElement): Promise<Verdict> {
    switch (rule.nodeName) {
      case "OrRule": {
        for (const branch of rule.children) if (await this.all([...branch.children])) return true;
        return false;
      }
      case "CustomRule":
        return evaluateCustom(rule, this.source);
      default:
        return (
          (await checkData(rule, this.source)) ??
          (await checkSecurity(rule, this.source)) ??
          checkSurroundings(rule, this.source)
        );
    }
  }
}

/** Rules about the client: this one is the unified web client, online, on no phone or tablet app, not Outlook. */
import type { Verdict } from "./rules";
import type { CommandSource } from "./source";

export function checkSurroundings(rule: Element, _source: CommandSource): Verdict {
  const type = rule.getAttribute("Type");
  switch (rule.nodeName) {
    case "CrmClientTypeRule":
      return type === "Web";
    case "CommandClientTypeRule":
      // Modern is the mobile client, Refresh the unified one, Legacy the old web client.
      return type === "Refresh" || type === "Modern";
    case "CrmOfflineAccessStateRule":
      return rule.getAttribute("State") === "Online";
    case "CrmOutlookClientTypeRule":
    case "CrmOutlookClientVersionRule":
    case "OutlookItemTrackingRule":
    case "OutlookVersionRule":
      return false;
    case "OutlookRenderTypeRule":
      return type === "Web";
    case "DeviceTypeRule":
      return type === "Desktop";
    case "HideForTabletExperienceRule":
      return true;
    case "SkuRule":
      return rule.getAttribute("Sku") === "Online";
    case "PageRule":
      return window.location.pathname.includes(rule.getAttribute("Address") ?? "");
    case "FeatureControlRule":
      return rule.getAttribute("ExpectedValue") !== "true";
    default:
      return undefined;
  }
}

import { isFreeMail } from "../text/free-mail";
import { toLower } from "./text";

/** Trimmed, without `mailto:` and angle brackets, in lower case; null when it is no address. */
export function parseEmail(text: string): string | null {
  const bare = text
    .trim()
    .replace(/^mailto:/i, "")
    .replace(/^.*<([^<>]*)>$/, "$1")
    .trim();
  const at = bare.lastIndexOf("@");
  const [local, domain] = [bare.slice(0, at), bare.slice(at + 1)];
  const isDomain =
    /^(?=.{4,253}$)([\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}[\p{L}\p{N}-]{0,61}[\p{L}\p{N}]$/u.test(
      domain,
    );
  return at > 0 && local.length <= 64 && /^[^\s@"(),:;<>[\]\\]+$/.test(local) && isDomain ? toLower(bare) : null;
}

/** The web site behind an address; null for providers used by everybody, for `skip`, and for text that is no address. */
export function webSiteOf(text: string, skip: readonly string[]): string | null {
  const address = parseEmail(text);
  const domain = address?.slice(address.lastIndexOf("@") + 1) ?? "";
  const isSkipped = skip.some((other) => other.trim().toLowerCase() === domain);
  return domain === "" || isSkipped || isFreeMail(domain) ? null : `https://${domain}`;
}

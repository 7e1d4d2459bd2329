// Asking and sending at addresses that users chose: only by https and on the open internet, never led to where that does not hold.
import { lookup } from "node:dns";
import { type IncomingMessage, request as requestPlain } from "node:http";
import { request } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { UserError } from "../error.ts";

/** Networks that are not the open internet (IANA special-purpose registries, read 2026-11). */
const CLOSED = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const)
  CLOSED.addSubnet(network, bits, "ipv4");
const OPEN6 = new BlockList();
OPEN6.addSubnet("2000::", 3, "ipv6");
for (const [network, bits] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
] as const)
  CLOSED.addSubnet(network, bits, "ipv6");

/** Whether an address is of a machine on the open internet. */
export const isOpen = (address: string): boolean => {
  const family = isIP(address);
  if (family === 4) return !CLOSED.check(address, "ipv4");
  return family === 6 && OPEN6.check(address, "ipv6") && !CLOSED.check(address, "ipv6");
};

const closed = (where: string): UserError =>
  new UserError("address-closed", {
    what: { en: "this address is not on the open internet, or not https", th: "ที่อยู่นี้ไม่ได้อยู่บนอินเทอร์เน็ตสาธารณะ หรือไม่ใช่ https" },
    where,
    remedy: {
      en: "use an https address that others can reach, or --private for one of your own network",
      th: "ใช้ที่อยู่ https ที่เข้าถึงได้ทั่วไป หรือใช้ --private สำหรับเครือข่ายภายใน",
    },
    exit: "usage",
  });

/** Checks an address before it is kept. `#private` at its end lets it lead into the own network. */
export function checkAddress(text: string, isPrivate: boolean): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const literal = url?.hostname.replace(/^\[|\]$/g, "") ?? "";
  const reachable = url && (isPrivate ? /^https?:$/.test(url.protocol) : url.protocol === "https:" && (!isIP(literal) || isOpen(literal)));
  if (!reachable || url.username || url.password) throw closed(text.slice(0, 200));
  url.hash = isPrivate ? "private" : "";
  return url.href;
}

/** Splits an address that was checked into where it leads and whether the own network is allowed. */
function parted(address: string): { url: URL; isPrivate: boolean } {
  const url = new URL(address);
  const isPrivate = url.hash === "#private";
  url.hash = "";
  return { url, isPrivate };
}

/** Looks a name up and gives only addresses of the open internet: what is checked is what is connected to. */
const openOnly: LookupFunction = (name, options, done) => {
  lookup(name, { ...options, all: true }, (error, found) => {
    if (error) return done(error, []);
    const open = found.filter(({ address }) => isOpen(address));
    if (!open.length) return done(closed(name), []);
    if (options.all) return done(null, open);
    return done(null, open[0]!.address, open[0]!.family);
  });
};

/** Seconds after which a try is over, and after which an upload that nobody answers is. */
const PATIENCE = 15;
const UPLOAD_PATIENCE = 120;

/** Begins a post to an address that was checked; undefined where it leads into a network that it may not. */
function posting(address: string, headers: Record<string, string>, seconds: number, answered: (answer: IncomingMessage) => void) {
  const { url, isPrivate } = parted(address);
  const literal = url.hostname.replace(/^\[|\]$/g, "");
  if (!isPrivate && isIP(literal) && !isOpen(literal)) return undefined;
  const send = url.protocol === "https:" ? request : requestPlain;
  const lookedUp = isPrivate ? {} : { lookup: openOnly };
  const options = { method: "POST", timeout: seconds * 1000, headers: { ...headers, "User-Agent": "jabta" }, ...lookedUp };
  const asked = send(url, options, answered);
  asked.on("timeout", () => asked.destroy());
  return asked;
}

/** Posts JSON; gives the status, or 0 where there was no answer. A redirect is an answer, and not followed. */
export function post(address: string, body: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve) => {
    const all = { ...headers, "Content-Type": "application/json", "Content-Length": String(Buffer.byteLength(body)) };
    const asked = posting(address, all, PATIENCE, (answer) => {
      answer.destroy();
      resolve(answer.statusCode ?? 0);
    });
    if (!asked) return resolve(0);
    asked.on("error", () => resolve(0));
    asked.on("close", () => resolve(0));
    asked.end(body);
  });
}

/** Longest answer that is read. */
const ANSWER = 8 * 1024 ** 2;

/** Posts a body and gives the status, 0 where there was no answer, and what was answered. A redirect is an answer, and not followed. */
export function exchange(
  address: string,
  headers: Record<string, string>,
  body: Readable | string,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve) => {
    const failed = () => resolve({ status: 0, text: "" });
    const asked = posting(address, headers, UPLOAD_PATIENCE, async (answer) => {
      const chunks: Buffer[] = [];
      let length = 0;
      try {
        for await (const chunk of answer as AsyncIterable<Buffer>) {
          length += chunk.length;
          if (length > ANSWER) return failed();
          chunks.push(chunk);
        }
        resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") });
      } catch {
        failed();
      }
    });
    if (!asked) return failed();
    asked.on("error", failed);
    if (typeof body === "string") asked.end(body);
    else pipeline(body, asked).catch(failed);
  });
}

/** Times that an answer may say "elsewhere". */
const TURNS = 3;

/** Asks for an address that was checked; a redirect is followed after the same check, and never from https to http. */
export async function get(address: string, signal: AbortSignal, turns = TURNS): Promise<IncomingMessage> {
  const { url, isPrivate } = parted(address);
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const ask = url.protocol === "https:" ? request : requestPlain;
    const headers = { "User-Agent": "jabta", "Accept-Encoding": "identity" };
    const asked = ask(url, { signal, headers, ...(isPrivate ? {} : { lookup: openOnly }) }, resolve);
    asked.on("error", reject);
    asked.end();
  });
  const { statusCode = 0, headers } = answer;
  if (![301, 302, 303, 307, 308].includes(statusCode) || !headers.location || turns === 0) return answer;
  answer.destroy();
  const next = URL.canParse(headers.location, url.href) ? new URL(headers.location, url.href) : undefined;
  if (!next || (url.protocol === "https:" && next.protocol !== "https:")) throw closed(headers.location.slice(0, 200));
  return await get(checkAddress(next.href, isPrivate), signal, turns - 1);
}

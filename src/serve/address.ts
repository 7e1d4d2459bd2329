// From which machine a request came: what the socket says, and what a proxy says only where it is one of ours.
import { BlockList, isIP } from "node:net";
import type { Context } from "hono";

const familyOf = (address: string): "ipv4" | "ipv6" => (isIP(address) === 6 ? "ipv6" : "ipv4");

/** The proxies whose word counts; addresses, or ranges such as 10.0.0.0/8. */
export function proxyList(proxies: readonly string[]): BlockList {
  const list = new BlockList();
  for (const proxy of proxies) {
    const [address = "", bits] = proxy.split("/");
    if (bits === undefined) list.addAddress(address, familyOf(address));
    else list.addSubnet(address, Number(bits), familyOf(address));
  }
  return list;
}

/** The address a request came from: of those a chain of proxies names, the last that is not one of ours. */
export function addressOf(c: Context, proxies: BlockList): string {
  const { incoming } = (c.env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } };
  let address = (incoming?.socket?.remoteAddress ?? "unknown").replace(/^::ffff:/, "");
  const named = (c.req.header("x-forwarded-for") ?? "").split(",").map((part) => part.trim());
  while (isIP(address) && proxies.check(address, familyOf(address))) {
    const before = named.pop();
    if (!before || !isIP(before)) break;
    address = before;
  }
  return address;
}

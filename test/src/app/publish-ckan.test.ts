// A data package to a CKAN portal, over HTTP to a server that answers as CKAN's action API is documented to; CKAN itself does not run here.
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type CkanOptions, publishToCkan } from "../../../src/app/publish-ckan.ts";

interface Resource {
  id: string;
  name: string;
  hash?: string;
  format?: string;
  bytes?: string;
}
type Dataset = { id: string; name: string; extras: { key: string; value: string }[]; resources: Resource[] } & Record<string, unknown>;

const TOKEN = "a-token-of-the-portal";
let datasets: Dataset[] = [];
let asked: string[] = [];
/** What the server answers in the place of CKAN. */
let instead: { status: number; headers?: Record<string, string>; body: string } | undefined;

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
};

const fault = (type: string, more: object) => ({ success: false, error: { __type: type, ...more } });

/** One action; gives the status and what is answered. */
async function act(
  action: string,
  given: Record<string, unknown>,
  file: string | undefined,
  token: string | undefined,
): Promise<[number, object]> {
  const found = datasets.find(({ id, name }) => [given.id, given.package_id].some((it) => it === id || it === name));
  const done = (result: unknown): [number, object] => [200, { success: true, result }];
  if (action === "package_show") return found ? done(found) : [404, fault("Not Found Error", { message: "Not found" })];
  if (token !== TOKEN) return [403, fault("Authorization Error", { message: "Access denied" })];
  if (action === "package_create") {
    if (!given.owner_org) return [409, fault("Validation Error", { owner_org: ["An organization must be provided"] })];
    const made = { extras: [], ...given, id: `id-of-${given.name}`, resources: [] } as unknown as Dataset;
    datasets.push(made);
    return done(made);
  }
  if (!found) return [404, fault("Not Found Error", { message: "Not found" })];
  if (action === "package_patch") return done(Object.assign(found, given));
  const resource = { ...given, id: given.id ?? `r${found.resources.length}`, bytes: file } as unknown as Resource;
  const at = found.resources.findIndex(({ id }) => id === resource.id);
  if (action === "resource_create") found.resources.push(resource);
  else found.resources[at] = resource;
  return done(resource);
}

const server = createServer(async (request, response) => {
  const action = request.url!.replace("/portal/api/3/action/", "");
  asked.push(action);
  const body = await bodyOf(request);
  if (instead) {
    response.writeHead(instead.status, instead.headers).end(instead.body);
    return;
  }
  const type = request.headers["content-type"]!;
  let given: Record<string, unknown>;
  let file: string | undefined;
  if (type.startsWith("multipart/")) {
    // Read by a parser of its own, as the portal would.
    const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
    file = await (form.get("upload") as Blob).text();
    given = Object.fromEntries([...form].filter(([name]) => name !== "upload"));
  } else given = JSON.parse(body.toString("utf8")) as Record<string, unknown>;
  const [status, answer] = await act(action, given, file, request.headers.authorization);
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer));
});

const folder = mkdtempSync(join(tmpdir(), "ckan-"));
let address = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/portal/`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Writes a package as `publish package` does: the texts of its tables. */
function write(tables: Record<string, string>): void {
  const resources = Object.entries(tables).map(([name, text]) => {
    writeFileSync(join(folder, `${name}.csv`), text);
    return { name, path: `${name}.csv`, title: `${name} · ตาราง`, hash: `sha256:${createHash("sha256").update(text).digest("hex")}` };
  });
  const about = {
    ...{ title: "Flags · ข้อสังเกต", description: "A reason to look.\nเหตุให้พิจารณา", version: "2025-09-30" },
    ...{ licenses: [{ name: "CC-BY-4.0" }], contributors: [{ title: "กรุงเทพมหานคร" }] },
    ...{ jabta: { run_id: "20250930T000000Z-aaaaaaaa", result_hash: "aaaa" }, resources },
  };
  writeFileSync(join(folder, "datapackage.json"), JSON.stringify(about));
}

const send = (more: Partial<CkanOptions> = {}) =>
  publishToCkan(folder, { address, dataset: "red-flags", organization: "bma", fields: {}, token: TOKEN, private: true, ...more });

beforeEach(() => {
  datasets = [];
  asked = [];
  instead = undefined;
  write({ flags: "flag_id,says\r\n1,ข้อความ\r\n", contracts: "contract_id\r\nก/1\r\n" });
});

describe("a package to a portal", () => {
  test("makes the dataset, and each file arrives byte for byte", async () => {
    expect(await send({ fields: { maintainer: "สำนักดิจิทัล" } })).toEqual({
      dataset: "red-flags",
      created: true,
      sent: ["flags", "contracts", "datapackage"],
      unchanged: [],
      dry_run: false,
    });
    const [dataset] = datasets;
    expect(dataset).toMatchObject({
      ...{ name: "red-flags", title: "Flags · ข้อสังเกต", notes: "A reason to look.\nเหตุให้พิจารณา", version: "2025-09-30", owner_org: "bma" },
      ...{ license_id: "CC-BY-4.0", author: "กรุงเทพมหานคร", maintainer: "สำนักดิจิทัล" },
      extras: [
        { key: "run_id", value: "20250930T000000Z-aaaaaaaa" },
        { key: "result_hash", value: "aaaa" },
      ],
    });
    for (const { name, format, bytes, hash } of dataset!.resources) {
      const own = readFileSync(join(folder, `${name}.${format!.toLowerCase()}`));
      expect(bytes, name).toBe(own.toString("utf8"));
      expect(hash, name).toBe(`sha256:${createHash("sha256").update(own).digest("hex")}`);
    }
  });

  test("sends only what changed, in its place, and touches nothing that others put there", async () => {
    await send();
    const [dataset] = datasets;
    dataset!.resources.unshift({ id: "theirs", name: "a map of theirs" });
    dataset!.extras.push({ key: "theirs", value: "kept" });
    expect(await send()).toMatchObject({ created: false, sent: [], unchanged: ["flags", "contracts", "datapackage"] });
    write({ flags: "flag_id,says\r\n1,อื่น\r\n", contracts: "contract_id\r\nก/1\r\n" });
    asked = [];
    expect(await send()).toMatchObject({ sent: ["flags", "datapackage"], unchanged: ["contracts"] });
    expect(asked).toEqual(["package_show", "package_patch", "resource_update", "resource_update"]);
    expect(dataset!.resources.map(({ name }) => name)).toEqual(["a map of theirs", "flags", "contracts", "datapackage"]);
    expect(dataset!.resources[1]!.bytes).toContain("อื่น");
    expect(dataset!.extras.map(({ key }) => key).sort()).toEqual(["result_hash", "run_id", "theirs"]);
  });

  test("a dry run only asks", async () => {
    expect(await send({ dry: true, token: undefined })).toMatchObject({
      created: true,
      sent: ["flags", "contracts", "datapackage"],
      dry_run: true,
    });
    expect(asked).toEqual(["package_show"]);
  });
});

describe("is refused with what to do", () => {
  test("by a portal, in its own words; the token is never among them", async () => {
    await expect(send({ token: undefined })).rejects.toMatchObject({ code: "ckan-refused", exit: "notPermitted" });
    const wrong = await send({ organization: undefined }).catch((error: unknown) => error);
    expect(wrong).toMatchObject({ code: "ckan-refused", exit: "unusable", where: "package_create" });
    expect(JSON.stringify(wrong)).toContain("An organization must be provided");
    expect(JSON.stringify(wrong)).not.toContain(TOKEN);
  });

  test.each([
    ["a way elsewhere", { status: 302, headers: { location: "http://127.0.0.1/other" }, body: "" }],
    ["a gateway's page", { status: 502, body: "<h1>Bad gateway</h1>" }],
    ["a page where the portal should be", { status: 200, body: "<h1>Welcome</h1>" }],
    ["a not-found page that is not CKAN's", { status: 404, body: "<h1>Not Found</h1>" }],
  ])("where %s is answered", async (_, answer) => {
    instead = answer;
    await expect(send()).rejects.toMatchObject({ code: "ckan-refused", exit: "unavailable" });
    expect(asked).toEqual(["package_show"]);
  });

  test("where nobody answers", async () =>
    await expect(send({ address: "http://127.0.0.1:1" })).rejects.toMatchObject({ code: "ckan-refused", exit: "unavailable" }));

  test("before anything is asked: another network, a name that is none, a file that was changed, no package", async () => {
    await expect(send({ private: false })).rejects.toMatchObject({ code: "address-closed", exit: "usage" });
    await expect(send({ dataset: "Red Flags" })).rejects.toMatchObject({ code: "dataset-name", exit: "usage" });
    writeFileSync(join(folder, "flags.csv"), "flag_id,says\r\n2,other\r\n");
    await expect(send()).rejects.toMatchObject({ code: "package-unusable", exit: "unusable", where: join(folder, "flags.csv") });
    await expect(publishToCkan(tmpdir(), { address, dataset: "red-flags", fields: {}, token: TOKEN, private: true })).rejects.toMatchObject(
      {
        code: "package-unusable",
      },
    );
    writeFileSync(join(folder, "datapackage.json"), "{");
    await expect(send()).rejects.toMatchObject({ code: "package-unusable", where: join(folder, "datapackage.json") });
    expect(asked).toEqual([]);
  });
});

// The verb `publish ckan`: a data package that was written and looked at, kept as a dataset of a CKAN portal. What did not change is not sent again.
import { createHash } from "node:crypto";
import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { z } from "zod";
import { UserError } from "../error.ts";
import { checkAddress, exchange } from "./outward.ts";

export interface CkanOptions {
  /** The portal, such as https://data.example.go.th. */
  address: string;
  /** Name of the dataset there; it is made where it is not. */
  dataset: string;
  /** The organisation it belongs to, needed where it is made. */
  organization?: string | undefined;
  /** What a portal asks for beside CKAN's own fields. */
  fields: Readonly<Record<string, string>>;
  /** Of the portal's user; never printed. */
  token: string | undefined;
  /** The portal is in one's own network. */
  private?: boolean | undefined;
  /** Asks what is there, and sends nothing. */
  dry?: boolean | undefined;
}

export interface SentToCkan {
  dataset: string;
  created: boolean;
  sent: string[];
  unchanged: string[];
  dry_run: boolean;
}

const Package = z.object({
  title: z.string(),
  description: z.string(),
  version: z.string(),
  licenses: z.array(z.object({ name: z.string() })).optional(),
  contributors: z.array(z.object({ title: z.string() })).optional(),
  jabta: z.object({ run_id: z.string(), result_hash: z.string() }),
  resources: z.array(z.object({ name: z.string(), path: z.string().regex(/^[\w-]+\.csv$/), title: z.string(), hash: z.string() })),
});

const Dataset = z.object({
  id: z.string(),
  extras: z.array(z.object({ key: z.string(), value: z.unknown() })).default([]),
  resources: z.array(z.object({ id: z.string(), name: z.string().nullish(), hash: z.string().nullish() })).default([]),
});

interface File {
  name: string;
  path: string;
  title: string;
  format: string;
  type: string;
  hash: string;
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return `sha256:${hash.digest("hex")}`;
}

const noPackage = (where: string, en: string, th: string): UserError =>
  new UserError("package-unusable", {
    what: { en, th },
    where,
    remedy: { en: "write it anew: jabta publish package DIR", th: "จัดทำใหม่ด้วยคำสั่ง jabta publish package DIR" },
    exit: "unusable",
  });

/** The package of a folder with its files, whose bytes are those it lists. */
async function packageIn(folder: string): Promise<{ about: z.infer<typeof Package>; files: File[] }> {
  const path = join(folder, "datapackage.json");
  if (!existsSync(path)) throw noPackage(folder, "there is no data package in this folder", "ไม่มีชุดข้อมูล (data package) ในโฟลเดอร์นี้");
  const read = Package.safeParse(jsonOf(readFileSync(path, "utf8")));
  if (!read.success) throw noPackage(path, "this is no data package of jabta", "มิใช่ชุดข้อมูลที่ jabta จัดทำ");
  const files = read.data.resources.map((it): File => ({ ...it, path: join(folder, it.path), format: "CSV", type: "text/csv" }));
  for (const { path: file, hash } of files)
    if (!existsSync(file) || (await hashOf(file)) !== hash)
      throw noPackage(file, "this file is not as the package lists it", "แฟ้มนี้ไม่ตรงกับที่ชุดข้อมูลระบุ");
  const itself = {
    name: "datapackage",
    path,
    title: "datapackage.json",
    format: "JSON",
    type: "application/json",
    hash: await hashOf(path),
  };
  return { about: read.data, files: [...files, itself] };
}

/** A text as JSON; undefined for what is none. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const LIMIT = 500;

/** What the portal says is wrong, in its own words: CKAN answers with `error`, whose members are a message or what is wrong with each field. */
function refusal(action: string, status: number, text: string): UserError {
  // A gateway in front of the portal answers as it likes.
  const said = (jsonOf(text) as { error?: unknown } | undefined | null)?.error ?? text;
  const words = (typeof said === "string" ? said : JSON.stringify(said)).slice(0, LIMIT);
  const mayNot = status === 401 || status === 403;
  const remedy = (): { en: string; th: string } => {
    if (status === 0) return { en: "check the address and try again", th: "ตรวจสอบที่อยู่แล้วลองใหม่" };
    if (mayNot)
      return {
        en: "set JABTA_CKAN_TOKEN to a token of a user who may edit this dataset",
        th: "ตั้งค่า JABTA_CKAN_TOKEN เป็นโทเค็นของผู้ใช้ที่แก้ไขชุดข้อมูลนี้ได้",
      };
    return {
      en: "fields that the portal asks for are given with --field name=value; what was sent before this stays there",
      th: "ข้อมูลที่พอร์ทัลกำหนดให้มี ระบุด้วย --field ชื่อ=ค่า สิ่งที่ส่งไปก่อนหน้านี้ยังคงอยู่",
    };
  };
  return new UserError("ckan-refused", {
    what: {
      en: status === 0 ? "the portal did not answer" : `the portal refused (${status}): ${words}`,
      th: status === 0 ? "พอร์ทัลข้อมูลไม่ตอบ" : `พอร์ทัลข้อมูลไม่รับ (${status}): ${words}`,
    },
    where: action,
    remedy: remedy(),
    exit: mayNot ? "notPermitted" : status === 400 || status === 409 ? "unusable" : "unavailable",
  });
}

class Portal {
  readonly #base: string;
  readonly #token: string | undefined;
  readonly #isPrivate: boolean;

  constructor({ address, token, private: isPrivate = false }: CkanOptions) {
    this.#base = address.replace(/\/+$/, "");
    this.#token = token;
    this.#isPrivate = isPrivate;
  }

  /** The result of an action; undefined where it says that there is no such thing and that is no fault. */
  async ask(action: string, body: Readable | string, headers: Record<string, string>, missing = false): Promise<unknown> {
    const address = checkAddress(`${this.#base}/api/3/action/${action}`, this.#isPrivate);
    const authorised = this.#token ? { ...headers, Authorization: this.#token } : headers;
    const { status, text } = await exchange(address, authorised, body);
    if (missing && status === 404 && /Not Found Error/.test(text)) return undefined;
    if (status !== 200) throw refusal(action, status, text);
    const answer = jsonOf(text) as { success?: boolean; result?: unknown } | undefined | null;
    if (!answer?.success) throw refusal(action, status, text);
    return answer.result;
  }

  async tell(action: string, value: object, missing = false): Promise<unknown> {
    return await this.ask(action, JSON.stringify(value), { "Content-Type": "application/json" }, missing);
  }

  /** Sends a file with its fields, as forms do (RFC 7578). */
  async send(action: string, fields: Readonly<Record<string, string>>, { path, name, format, type }: File): Promise<void> {
    const boundary = `jabta-${createHash("sha256").update(`${path} ${action}`).digest("hex").slice(0, 32)}`;
    const parts = Object.entries(fields).map(
      ([field, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`,
    );
    const file = `--${boundary}\r\nContent-Disposition: form-data; name="upload"; filename="${name}.${format.toLowerCase()}"\r\nContent-Type: ${type}\r\n\r\n`;
    const [before, after] = [Buffer.from(parts.join("") + file), Buffer.from(`\r\n--${boundary}--\r\n`)];
    const body = async function* () {
      yield before;
      yield* createReadStream(path);
      yield after;
    };
    await this.ask(action, Readable.from(body()), {
      "Content-Type": `multipart/form-data; boundary=${boundary}`,
      "Content-Length": String(before.length + statSync(path).size + after.length),
    });
  }
}

const NAME = /^[a-z0-9_-]{2,100}$/;

/** Sends the package in a folder to the dataset, which is made where it is not there. */
export async function publishToCkan(folder: string, options: CkanOptions): Promise<SentToCkan> {
  if (!NAME.test(options.dataset))
    throw new UserError("dataset-name", {
      what: {
        en: "the name of a dataset is 2 to 100 small letters, digits, - and _",
        th: "ชื่อชุดข้อมูลต้องเป็นอักษรละตินตัวเล็ก ตัวเลข - หรือ _ ความยาว 2 ถึง 100 อักขระ",
      },
      where: options.dataset.slice(0, 200),
      exit: "usage",
    });
  const { about, files } = await packageIn(folder);
  const portal = new Portal(options);
  const found = await portal.tell("package_show", { id: options.dataset }, true);
  const known = found === undefined ? undefined : Dataset.parse(found);
  const kept = new Map(known?.resources.map((it) => [it.name, it]));
  const [unchanged, sent] = [
    files.filter((it) => kept.get(it.name)?.hash === it.hash),
    files.filter((it) => kept.get(it.name)?.hash !== it.hash),
  ];
  const told = {
    dataset: options.dataset,
    created: !known,
    sent: sent.map(({ name }) => name),
    unchanged: unchanged.map(({ name }) => name),
  };
  if (options.dry) return { ...told, dry_run: true };

  const ours = { run_id: about.jabta.run_id, result_hash: about.jabta.result_hash };
  const extras = [
    ...(known?.extras.filter(({ key }) => !(key in ours)) ?? []),
    ...Object.entries(ours).map(([key, value]) => ({ key, value })),
  ];
  const described = {
    title: about.title,
    notes: about.description,
    version: about.version,
    ...(about.licenses?.[0] ? { license_id: about.licenses[0].name } : {}),
    ...(about.contributors?.[0] ? { author: about.contributors[0].title } : {}),
    ...(options.organization ? { owner_org: options.organization } : {}),
    extras,
    ...options.fields,
  };
  const { id } = Dataset.parse(
    known
      ? await portal.tell("package_patch", { id: known.id, ...described })
      : await portal.tell("package_create", { name: options.dataset, ...described }),
  );
  for (const file of sent) {
    const there = kept.get(file.name);
    const fields = { name: file.name, description: file.title, format: file.format, mimetype: file.type, hash: file.hash };
    if (there) await portal.send("resource_update", { id: there.id, package_id: id, ...fields }, file);
    else await portal.send("resource_create", { package_id: id, ...fields }, file);
  }
  return { ...told, dry_run: false };
}

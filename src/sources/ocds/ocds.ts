// The source of OCDS releases and records, versions 1.0 to 1.2, in any packaging: recognised by content, never by the file's name.

import { UserError } from "../../error.ts";
import { jsonRecords } from "../json-records.ts";
import type { Context, Layout, Opened, Source } from "../source.ts";
import type { Raw } from "./cleaning.ts";
import { objectOf, textValue } from "./loose-value.ts";
import { isOlder, looksLikeOcds } from "./packaging.ts";
import { type Publisher, publisherOf } from "./publisher.ts";
import { type OcdsReading, readingsOf } from "./reading.ts";
import { toldByThreads } from "./threads.ts";

/** Records that a broken beginning may hide before the file is taken for something else. */
const PATIENCE = 100;
const NAMES_OCDS = /"(?:ocid|compiledRelease|releases)"\s*:/;

/** Reads OCDS. */
export const ocds: Source = {
  async recognise(file, context) {
    if (!/^\uFEFF?\s*[{[]/.test(file.head.toString("utf8", 0, 256))) return undefined;
    let read = 0;
    for await (const record of jsonRecords(file.bytes(), file.name)) {
      if (++read > PATIENCE) break;
      if ("quarantined" in record) continue;
      if (isOlder(record.value)) throw tooOld(file.name);
      if (!looksLikeOcds(record.value)) return undefined;
      return layout(publisherIn(record.value, record.envelope), record.container ?? "release", context);
    }
    if (read === 0) throw noRecords(file.name);
    return NAMES_OCDS.test(file.head.toString("utf8")) ? layout(publisherOf(null, null), "release", context) : undefined;
  },
};

/** What to say of a JSON file that is well-formed and holds no record. */
function noRecords(name: string): UserError {
  return new UserError("no-records", {
    what: {
      en: `${name} is valid JSON but holds no OCDS release or record.`,
      th: `${name} เป็น JSON ที่ถูกต้อง แต่ไม่มีรายการเผยแพร่หรือระเบียนตามมาตรฐาน OCDS`,
    },
    where: name,
    remedy: {
      en: "Check that the download was complete: a release package lists its data under `releases`, a record package under `records`.",
      th: "ตรวจสอบว่าดาวน์โหลดครบถ้วน: ข้อมูลควรอยู่ใต้ `releases` หรือ `records`",
    },
    exit: "unusable",
  });
}

function tooOld(name: string): UserError {
  return new UserError("ocds-too-old", {
    what: {
      en: `${name} holds releases of a draft before OCDS 1.0 (\`formation\`, \`releaseID\`), whose fields mean other things.`,
      th: `${name} เป็นรายการเผยแพร่ฉบับร่างก่อน OCDS 1.0 (\`formation\`, \`releaseID\`) ซึ่งช่องข้อมูลมีความหมายต่างออกไป`,
    },
    where: name,
    remedy: {
      en: "Ask the publisher for OCDS 1.1, or convert the file: standard.open-contracting.org/latest/en/schema/changelog describes the changes.",
      th: "ขอข้อมูลรุ่น OCDS 1.1 จากผู้เผยแพร่ หรือแปลงแฟ้มตาม standard.open-contracting.org/latest/en/schema/changelog",
    },
    exit: "unusable",
  });
}

function publisherIn(value: unknown, envelope: Raw): Publisher {
  const record = objectOf(value) ?? {};
  const release = objectOf(record.compiledRelease) ?? objectOf([record.releases].flat()[0]) ?? record;
  const named = [envelope, record, objectOf(release.packageInfo) ?? {}].map((holder) => textValue(objectOf(holder.publisher)?.name));
  return publisherOf(textValue(record.ocid) ?? textValue(release.ocid) ?? null, named.find(Boolean) ?? null);
}

function layout(publisher: Publisher, container: string, context: Context): Layout {
  const { source, country } = publisher;
  return {
    source,
    country,
    layout: `ocds-${container}`,
    read: (file) => readAll(file, publisher, context),
    ...(context.root && { told: (file: Opened) => toldByThreads(file, publisher, context) }),
  };
}

async function* readAll(file: Opened, publisher: Publisher, context: Context): AsyncGenerator<OcdsReading> {
  const unlinked = new Set<unknown>();
  for await (const record of jsonRecords(file.bytes(), file.name)) yield* readingsOf(record, unlinked, publisher, context);
}

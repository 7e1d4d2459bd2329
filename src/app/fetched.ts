// Records that lie at an address: fetched into the workspace, read like any file, and taken away again. The raw store keeps their bytes.
import { createWriteStream, rmSync } from "node:fs";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { UserError } from "../error.ts";
import type { Workspace } from "../workspace.ts";
import type { InputFile } from "./input-files.ts";
import { checkAddress, get } from "./outward.ts";

/** How much and how long is waited for. A national year of 2 GB comes within the hour at 1 MB a second. */
export interface Patience {
  bytes: number;
  silentSeconds: number;
  seconds: number;
}
const PATIENCE: Patience = { bytes: 8 * 1024 ** 3, silentSeconds: 30, seconds: 3600 };

/** Whether what was named is an address and no path. */
export const isAddress = (path: string): boolean => /^[a-z][a-z0-9+.-]+:\/\//i.test(path);

const failed = (where: string, en: string, th: string): UserError =>
  new UserError("fetch-failed", {
    what: { en: `the address did not give the records: ${en}`, th: `ไม่ได้รับข้อมูลจากที่อยู่นี้: ${th}` },
    where,
    remedy: {
      en: "open the address in a browser, or save the file and import that",
      th: "ลองเปิดที่อยู่นี้ในเบราว์เซอร์ หรือบันทึกเป็นแฟ้มแล้วนำเข้าแฟ้มนั้น",
    },
    exit: "unavailable",
  });

/** Fetches what lies at an address into a file. Nothing of the answer is repeated to whoever asked. */
export async function fetchInto(path: string, address: string, isPrivate: boolean, patience: Patience = PATIENCE): Promise<void> {
  const checked = checkAddress(address, isPrivate);
  const over = new AbortController();
  const whole = setTimeout(() => over.abort(failed(address, "it takes too long", "ใช้เวลานานเกินไป")), patience.seconds * 1000);
  const stop = () =>
    over.abort(failed(address, `nothing came for ${patience.silentSeconds} s`, `ไม่มีข้อมูลมานาน ${patience.silentSeconds} วินาที`));
  let silence = setTimeout(stop, patience.silentSeconds * 1000);
  let bytes = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      clearTimeout(silence);
      silence = setTimeout(stop, patience.silentSeconds * 1000);
      bytes += chunk.length;
      const isTooMuch = bytes > patience.bytes;
      done(isTooMuch ? failed(address, `more than ${patience.bytes} bytes`, `ข้อมูลเกิน ${patience.bytes} ไบต์`) : null, chunk);
    },
  });
  try {
    const answer = await get(checked, over.signal);
    if (answer.statusCode !== 200) {
      answer.destroy();
      throw failed(address, `it answered ${answer.statusCode}`, `ได้รับคำตอบ ${answer.statusCode}`);
    }
    await pipeline(answer, meter, createWriteStream(path), { signal: over.signal });
  } catch (error) {
    const reason: unknown = over.signal.aborted ? over.signal.reason : error;
    if (reason instanceof UserError) throw reason;
    const said = (reason as NodeJS.ErrnoException).code ?? (reason as Error).name;
    throw failed(address, said, said);
  } finally {
    clearTimeout(whole);
    clearTimeout(silence);
  }
}

/** The file itself, or what lies at its address, for as long as it is read. */
export async function* fetched(workspace: Workspace, file: InputFile, isPrivate: boolean): AsyncGenerator<InputFile> {
  if (!isAddress(file.path)) {
    yield file;
    return;
  }
  const path = workspace.path("tmp", `fetched-${process.pid}`);
  try {
    await fetchInto(path, file.path, isPrivate);
    yield { path, name: file.name };
  } finally {
    rmSync(path, { force: true });
  }
}

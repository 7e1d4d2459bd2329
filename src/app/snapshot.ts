// The verbs `snapshot list` and `snapshot drop`: what each import brought, and an import taken back with a reason; its bytes stay.
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { append, sha256 } from "../casebook/audit.ts";
import type { Casebook } from "../casebook/casebook.ts";
import { UserError } from "../error.ts";
import { dropReceipts, type Receipt, readReceipts } from "../sources/raw.ts";
import { type Workspace, writeWhole } from "../workspace.ts";
import { ensureCanon } from "./canon.ts";
import { withLease } from "./lease.ts";

export interface Snapshot {
  snapshot: string;
  as_of: string;
  received_on: string;
  files: { name: string; sha256: string; source: string; read: number; quarantined: number }[];
  /** Where it was taken back: when, by whom and why. */
  dropped: Dropped | null;
}

export interface Dropped {
  at: string;
  by: string;
  reason: string;
}

interface Kept extends Dropped {
  receipts: Receipt[];
}

const droppedFolder = (workspace: Workspace): string => workspace.path("raw/receipts/dropped");

function told(receipts: readonly Receipt[], dropped: Dropped | null): Snapshot[] {
  const names = [...new Set(receipts.map(({ snapshot }) => snapshot))];
  return names.map((snapshot) => {
    const of = receipts.filter((receipt) => receipt.snapshot === snapshot);
    return {
      snapshot,
      as_of: of
        .map(({ as_of }) => as_of)
        .sort()
        .at(-1)!,
      received_on: of
        .map(({ received_on }) => received_on)
        .sort()
        .at(-1)!,
      files: of.map(({ name, sha256, source, read, quarantined }) => ({ name, sha256, source, read, quarantined })),
      dropped,
    };
  });
}

/** Every import, by the day from which its records count as known; those taken back among them. */
export function snapshots(workspace: Workspace): Snapshot[] {
  const folder = droppedFolder(workspace);
  const gone = existsSync(folder) ? readdirSync(folder).map((name) => JSON.parse(readFileSync(`${folder}/${name}`, "utf8")) as Kept) : [];
  return [
    ...told(readReceipts(workspace), null),
    ...gone.flatMap(({ receipts, at, by, reason }) => told(receipts, { at, by, reason })),
  ].sort((a, b) => (a.as_of + a.snapshot + (a.dropped?.at ?? "") < b.as_of + b.snapshot + (b.dropped?.at ?? "") ? -1 : 1));
}

function refuse(what: "unknown" | "last" | "reason", snapshot: string): never {
  const said = {
    unknown: {
      what: { en: `there is no snapshot ${snapshot}`, th: `ไม่มีชุดข้อมูล ${snapshot}` },
      remedy: { en: "jabta snapshot list tells which there are", th: "ดูชุดข้อมูลที่มีด้วย jabta snapshot list" },
    },
    last: {
      what: {
        en: "this is the only snapshot; without it nothing would be left to judge",
        th: "เป็นชุดข้อมูลเดียวที่มี หากนำออกจะไม่เหลือข้อมูลให้ประเมิน",
      },
      remedy: { en: "import what takes its place first, or use another workspace", th: "นำเข้าข้อมูลที่จะใช้แทนก่อน หรือใช้พื้นที่ทำงานอื่น" },
    },
    reason: {
      what: { en: "a reason is missing", th: "ยังไม่ได้ระบุเหตุผล" },
      remedy: { en: "say why with --reason", th: "ระบุเหตุผลด้วย --reason" },
    },
  }[what];
  throw new UserError(`snapshot-${what}`, { ...said, exit: what === "unknown" ? "noInput" : "usage" });
}

/** Takes an import back: its records no longer count from the next run on, its bytes and its receipts stay, and the log tells who did it. */
export async function dropSnapshot(
  workspace: Workspace,
  casebook: Casebook,
  snapshot: string,
  { reason, actor }: { reason: string; actor: string },
  now: Date = new Date(),
): Promise<Snapshot> {
  if (!reason.trim()) refuse("reason", snapshot);
  return await withLease(workspace, "snapshot drop", async () => {
    const receipts = readReceipts(workspace);
    const leaving = receipts.filter((receipt) => receipt.snapshot === snapshot);
    if (!leaving.length) refuse("unknown", snapshot);
    const staying = receipts.filter((receipt) => !leaving.includes(receipt));
    if (!staying.length) refuse("last", snapshot);
    const dropped: Dropped = { at: now.toISOString(), by: actor, reason };
    const kept = `${JSON.stringify({ ...dropped, receipts: leaving } satisfies Kept, null, 2)}\n`;
    await ensureCanon(workspace, staying, () => {
      mkdirSync(droppedFolder(workspace), { recursive: true });
      writeWhole(`${droppedFolder(workspace)}/${snapshot}-${dropped.at.replaceAll(/\D/g, "")}.json`, kept);
      casebook.atomically(() =>
        append(casebook, {
          at: dropped.at,
          actor,
          action: "snapshot.drop",
          object: snapshot,
          before: sha256(JSON.stringify(leaving)),
          after: sha256(kept),
        }),
      );
      dropReceipts(workspace, snapshot);
    });
    return told(leaving, dropped)[0]!;
  });
}

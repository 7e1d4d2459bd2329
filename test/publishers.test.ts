// What became of every public file at hand: one line a publisher, in docs/publishers.md, and equal to what an import gives today.
// `npm run docs:publishers` writes the page; it needs the real records.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { currentCanon } from "../src/app/canon.ts";
import { type ImportReport, importFiles } from "../src/app/import.ts";
import { literal, openDb } from "../src/db.ts";
import { packaged } from "../src/package-root.ts";
import { codelist } from "../src/text/codelist.ts";
import { absent, freshWorkspace, real, unless } from "./real-records.ts";

const PAGE = packaged("docs/publishers.md");

/** What is counted in the canon, as elements of the publisher: a bid on two lots is one bid. */
const COUNTED = {
  tenders: "select source, count(*) as n from canon.tender join canon.process using (process_key) group by source",
  lots: "select source, count(*) as n from canon.lot join canon.process using (process_key) where not is_whole group by source",
  bids: "select source, count(distinct bid_id) as n from canon.bid join canon.process using (process_key) group by source",
  awards: "select source, count(distinct award_id) as n from canon.award join canon.process using (process_key) group by source",
  contracts: "select source, count(*) as n from canon.contract join canon.process using (process_key) group by source",
  amendments:
    "select source, count(*) as n from canon.amendment join canon.contract using (contract_key) join canon.process using (process_key) group by source",
  transactions:
    "select source, count(*) as n from canon.transaction join canon.contract using (contract_key) join canon.process using (process_key) group by source",
};

interface Line {
  folder: string;
  source: string;
  files: number;
  read: number;
  accepted: number;
  duplicate: number;
  quarantined: number;
  counts: Record<string, number>;
}

interface Folder {
  lines: Line[];
  /** How often a reason or refusal was given, and one file or place it was given for. */
  aside: Map<string, { times: number; of: string; says: string }>;
}

async function countsOf(path: string): Promise<Map<string, Record<string, number>>> {
  const db = await openDb();
  await db.run(`attach ${literal(path)} as canon (read_only)`);
  const counts = new Map<string, Record<string, number>>();
  for (const [name, sql] of Object.entries(COUNTED))
    for (const { source, n } of await db.rows<{ source: string; n: string }>(sql))
      counts.set(source, { ...counts.get(source), [name]: Number(n) });
  db.close();
  return counts;
}

async function folderOf(folder: string): Promise<Folder> {
  const workspace = freshWorkspace();
  const report = await importFiles(workspace, [real(folder)]);
  const canon = currentCanon(workspace);
  const counts = canon ? await countsOf(workspace.path("canon", canon.file)) : new Map<string, Record<string, number>>();
  const taken = report.files.filter(({ source, refused }) => source && !refused);
  const sources = [...new Set(taken.map(({ source }) => source!))].sort();
  const sum = (of: ImportReport["files"], name: "read" | "accepted" | "duplicate" | "quarantined") =>
    of.reduce((total, file) => total + file[name], 0);
  const lines = sources.map((source): Line => {
    const files = taken.filter((file) => file.source === source);
    const [read, accepted, duplicate, quarantined] = (["read", "accepted", "duplicate", "quarantined"] as const).map((name) =>
      sum(files, name),
    );
    return {
      folder,
      source,
      files: files.length,
      read: read!,
      accepted: accepted!,
      duplicate: duplicate!,
      quarantined: quarantined!,
      counts: counts.get(source) ?? {},
    };
  });
  const aside: Folder["aside"] = new Map();
  const problems = new Map(codelist("record_problem").map(({ code, en }) => [code!, en!]));
  const note = (reason: string, times: number, of: string, says: string) =>
    aside.set(reason, { ...(aside.get(reason) ?? { of, says }), times: (aside.get(reason)?.times ?? 0) + times });
  for (const { name, reasons, first_at, refused } of report.files) {
    for (const [reason, times] of Object.entries(reasons)) note(reason, times, `${name} ${first_at[reason]}`, problems.get(reason) ?? "");
    if (refused) note(refused.code, 1, name, refused.what.en);
  }
  return { lines, aside };
}

const count = (value: number | undefined): string => (value ?? 0).toLocaleString("en-US");

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

function pageOf(folders: ReadonlyMap<string, Folder>): string {
  const numbers = ["files", "read", "accepted", "duplicate", "quarantined"] as const;
  const named = Object.keys(COUNTED);
  const heads = ["folder", "source", ...numbers, ...named];
  const lines = [...folders.values()].flatMap(({ lines }) => lines);
  const aside = [...folders].flatMap(([folder, { aside }]) =>
    [...aside].map(([reason, { times, of, says }]) => row([folder, `\`${reason}\``, count(times), `\`${of}\``, says])),
  );
  return `# What becomes of the files of real publishers

Public files, imported folder by folder. Read = accepted + duplicate + quarantined, exactly. Lots are those a publisher names; bids include a
named tenderer where no bids are published; amendments are published or seen between releases. A file holds one publisher's records, a folder may
hold several publishers. Made by \`npm run docs:publishers\` from files that are not part of this project; a test imports them again and compares.

${row(heads)}
${row(heads.map((_, index) => (index < 2 ? "---" : "---:")))}
${lines.map((line) => row([line.folder, `\`${line.source}\``, ...numbers.map((name) => count(line[name])), ...named.map((name) => count(line.counts[name]))])).join("\n")}

## What was put aside, and one place of each

${row(["folder", "reason", "times", "such as", "what is said"])}
${row(["---", "---", "---:", "---", "---"])}
${aside.join("\n")}
`;
}

const isFolder = (path: string): string[] =>
  existsSync(real(path))
    ? readdirSync(real(path), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => `${path}/${name}`)
        .sort()
    : [];

// Projects come with their own source; until it stands, its folders would only be refused.
const folders = [...isFolder("ocds"), ...(existsSync(packaged("src/sources/oc4ids")) ? isFolder("oc4ids") : [])];

test.skipIf(absent)(`every public file is accounted for, and the page says so${unless}`, { timeout: 600_000 }, async () => {
  const found = new Map<string, Folder>();
  for (const folder of folders) found.set(folder, await folderOf(folder));
  for (const { lines } of found.values())
    for (const line of lines) expect(line.accepted + line.duplicate + line.quarantined, line.folder).toBe(line.read);
  const page = pageOf(found);
  if (process.env.UPDATE_DOCS === "1") writeFileSync(PAGE, page);
  expect(existsSync(PAGE) ? readFileSync(PAGE, "utf8") : "", "docs/publishers.md: run npm run docs:publishers").toBe(page);
});

// Runs in a child process under limits of the system: holds each own indicator against the rules and judges it into a database file.
import { attachNew, type Db, literal, openDb } from "../db.ts";
import { buildPeers, peersReadBy } from "../peers/peers.ts";
import { contractProblems } from "./contract.ts";
import { layGround } from "./lay.ts";
import type { Report, Task } from "./own.ts";
import { resultTable } from "./result-table.ts";
import { judgingSql } from "./run-indicator.ts";
import { sqlProblems } from "./sql-gate.ts";
import { subjectOf } from "./subject.ts";

/** Bytes of one flag's evidence: facts are a few numbers and names. */
const MOST_EVIDENCE = 65_536;

const tell = (report: Report): void => void process.stdout.write(`${JSON.stringify(report)}\n`);

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function input(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** Everything laid and locked: from here on nothing in this process reaches another file or changes a setting. */
async function openLocked({ canonPath, path, spill, asOf, memory, indicators }: Task): Promise<Db> {
  const db = await openDb({ memory: `${Math.floor(memory / 2)}MiB`, spill, threads: 2 });
  await db.run("set max_temp_directory_size = '10GiB'");
  await db.run(`attach ${literal(canonPath)} as canon (read_only)`);
  await layGround(db, asOf);
  const kinds = indicators.map(({ indicator }) => subjectOf(indicator.subject).from);
  await buildPeers(db, peersReadBy([...indicators.map(({ indicator }) => indicator.sql), ...kinds]));
  await db.run(attachNew(path, "own"));
  await db.run("set enable_external_access = false");
  await db.run("set lock_configuration = true");
  return db;
}

async function judge(db: Db, { indicator, params }: Task["indicators"][number]): Promise<Report> {
  const code = indicator.id;
  const started = performance.now();
  // The tree first: what is not one select of the allowed parts is never shown to the engine in any other way.
  let problems: string[];
  try {
    problems = await sqlProblems(db, indicator.sql, params);
  } catch (error) {
    problems = [messageOf(error)];
  }
  if (!problems.length) problems = await contractProblems(db, indicator, params);
  if (problems.length) return { code, refused: problems };
  const table = `own.${resultTable(code)}`;
  await db.run(`create table ${table} as ${await judgingSql(db, indicator, params)}`, params);
  const { most } = await db.one<{ most: string }>(`select coalesce(max(strlen(evidence)), 0) as most from ${table}`);
  if (Number(most) > MOST_EVIDENCE) return { code, refused: [`a flag's evidence is ${most} bytes long; ${MOST_EVIDENCE} are allowed`] };
  return { code, seconds: (performance.now() - started) / 1000 };
}

const task = JSON.parse(await input()) as Task;
const db = await openLocked(task);
tell({ ready: true });
for (const it of task.indicators) {
  let report: Report;
  try {
    report = await judge(db, it);
  } catch (error) {
    report = { code: it.indicator.id, failed: messageOf(error) };
  }
  tell(report);
  if (!("seconds" in report)) break;
}
await db.run("checkpoint own");
db.close();

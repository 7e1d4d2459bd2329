// Reading OCDS beside two floors of the same run: a loop that parses each line and throws it away, and DuckDB's own typed read to Parquet.
// `npm run bench:ocds [-- MEGABYTES [plain] [gz] [package]]`: 1000 and all three when left out. Every step is a process of its own, so that its memory is
// its own; loading the program is counted in none. Fails where an import takes more memory than it may, or one packaging gives another canon than the others.
import { execFileSync } from "node:child_process";
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { createGzip } from "node:zlib";
import { importFiles } from "../dist/app/import.js";
import { literal, openDb } from "../dist/db.js";
import { makeSample } from "../dist/sample/sample.js";
import { openWorkspace } from "../dist/workspace.js";

/** The most that an import may take, resident. */
const MOST_MB = 2048;

async function withDb(work) {
  const db = await openDb({ memory: "1GB" });
  await work(db);
  db.close();
}

const read = (file, more) => `read_json(${literal(file)}, format = 'newline_delimited', maximum_object_size = 16777216${more})`;

const STEPS = {
  async bare(file) {
    for await (const line of createInterface({ input: createReadStream(file) })) JSON.parse(line);
  },
  async typed(file, folder, columns) {
    await withDb((db) =>
      db.run(
        `copy (select * from ${read(file, `, columns = ${columns}`)}) to ${literal(join(folder, "typed.parquet"))} (format parquet, compression zstd)`,
      ),
    );
  },
  async import(file, folder) {
    const report = await importFiles(openWorkspace(join(folder, "workspace")), [file]);
    const [{ read: records, quarantined, refused }] = report.files;
    if (refused || quarantined > 0 || records === 0) throw new Error(`not read whole: ${JSON.stringify(report.files)}`);
    return report.canon_hash;
  },
};

if (process.argv[2] === "--step") {
  const [name, ...rest] = process.argv.slice(3);
  const [started, loading] = [performance.now(), process.cpuUsage()];
  const canon = await STEPS[name](...rest);
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(loading);
  console.log(JSON.stringify({ seconds, cpu: (user + system) / 1e6, megabytes: process.resourceUsage().maxRSS / 1024, canon }));
} else {
  const wanted = Number(process.argv[2] ?? 1000) * 1e6;
  const packagings = process.argv.length > 3 ? process.argv.slice(3) : ["plain", "gz", "package"];
  const folder = mkdtempSync(join(tmpdir(), "jabta-ocds-"));
  try {
    const probe = join(folder, "probe.jsonl");
    await makeSample({ format: "ocds", layout: "jsonl", rows: 1000, seed: 3, out: probe });
    const rows = Math.round((wanted / statSync(probe).size) * 1000);
    const plain = join(folder, "plain.jsonl");
    const whole = join(folder, "package.json");
    await makeSample({ format: "ocds", layout: "jsonl", rows, seed: 3, out: plain });
    const files = { plain, gz: `${plain}.gz`, package: whole };
    if (packagings.includes("package")) await makeSample({ format: "ocds", layout: "package", rows, seed: 3, out: whole });
    if (packagings.includes("gz")) await pipeline(createReadStream(plain), createGzip(), createWriteStream(files.gz));
    let columns = "";
    await withDb(async (db) => {
      const found = await db.rows(`describe select * from ${read(plain, ", sample_size = 20000")}`);
      columns = `{${found.map((it) => `${it.column_name}: ${literal(it.column_type)}`).join(", ")}}`;
    });
    const step = (...given) =>
      JSON.parse(execFileSync(process.execPath, [fileURLToPath(import.meta.url), "--step", ...given], { encoding: "utf8" }));
    const bare = step("bare", plain);
    const typed = step("typed", plain, folder, columns);
    const lines = [
      ["JSON.parse of each line", bare],
      ["DuckDB's typed read to Parquet", typed],
      ...packagings.map((name) => {
        const measured = step("import", files[name], folder);
        rmSync(join(folder, "workspace"), { recursive: true });
        return [`import, checks included: ${name}`, measured];
      }),
    ];
    const size = statSync(plain).size / 1e6;
    console.log(
      `${size.toFixed(0)} MB, ${rows} processes, Node ${process.version}, ${cpus().length} processors, load ${loadavg()[0].toFixed(1)} at the end`,
    );
    console.log("Ratios are of wall time, and in brackets of processor time, which other work on the machine lengthens less.");
    console.log("| step | seconds | processor seconds | MB/s | of JSON.parse | of DuckDB's read | resident MB |");
    console.log("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (const [name, { seconds, cpu, megabytes }] of lines) {
      const beside = (floor) => `${(seconds / floor.seconds).toFixed(2)} (${(cpu / floor.cpu).toFixed(2)})`;
      const figures = [seconds.toFixed(1), cpu.toFixed(1), (size / seconds).toFixed(1), beside(bare), beside(typed)];
      console.log(`| ${[name, ...figures, megabytes.toFixed(0)].join(" | ")} |`);
      if (name.startsWith("import") && megabytes > MOST_MB) process.exitCode = 1;
    }
    const canons = new Set(lines.flatMap(([, { canon }]) => canon ?? []));
    console.log(`canon ${[...canons].join(", ")}`);
    if (canons.size > 1) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

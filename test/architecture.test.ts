// The walls of the house: who may know whom, and where each dependency lives.
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** A room may use the rooms it lists, and itself. `error` and `package-root` are ground that every room stands on. */
const MAY_USE: Record<string, string[]> = {
  error: [],
  "package-root": [],
  workspace: [],
  db: [],
  text: [],
  canon: ["db", "text", "workspace"],
  sources: ["canon", "db", "text", "workspace"],
  sample: ["sources", "text"],
  catalogue: ["text"],
  peers: ["db"],
  run: ["catalogue", "db", "peers", "text"],
  score: ["catalogue", "db", "run"],
  casebook: ["text", "workspace"],
  client: [],
  report: ["casebook", "catalogue", "db", "run", "score", "text"],
  app: ["canon", "casebook", "catalogue", "db", "peers", "report", "run", "sample", "score", "sources", "text", "workspace"],
  api: ["app", "catalogue", "db", "run", "text", "workspace"],
  web: ["app", "catalogue", "run", "text", "workspace"],
  serve: ["api", "app", "text", "web", "workspace"],
  cli: ["app", "catalogue", "sample", "serve", "text", "workspace"],
};
const GROUND = ["error", "package-root"];

/** Where each dependency lives. zod may be wherever something enters. */
const HOMES: Record<string, string[]> = {
  "@duckdb/node-api": ["db"],
  "@duckdb/node-bindings": ["db"],
  "apache-arrow": ["api"],
  "csv-parse": ["sources", "text"],
  commander: ["cli"],
  croner: ["app"],
  nodemailer: ["app"],
  picocolors: ["cli"],
  "date-fns": ["sources", "app"],
  hono: ["api", "report", "web", "serve"],
  "@hono/node-server": ["serve"],
  "@hono/zod-openapi": ["api"],
  fflate: ["report"],
  hucre: ["api", "report", "sources"],
  "playwright-core": ["report"],
  qr: ["report"],
  libsql: ["casebook"],
  yauzl: ["sources"],
  saxes: ["sources"],
  yaml: ["catalogue", "sources", "report"],
  zod: ["api", "app", "catalogue", "casebook", "cli", "report", "sources", "text", "web"],
};

const room = (path: string): string => path.replace(/^src\//, "").split(/[/.]/)[0]!;

const files = (readdirSync("src", { recursive: true }) as string[])
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => `src/${name}`)
  .sort();

/** Breaches of the walls in one file's imports. */
function breaches(file: string, text: string): string[] {
  const found: string[] = [];
  for (const [, still, lazy] of text.matchAll(/^(?:import|export)\b[^;]*?from "([^"]+)"|\bimport\("([^"]+)"\)/gm)) {
    const path = still ?? lazy;
    if (path!.startsWith("node:")) continue;
    if (!path!.startsWith(".")) {
      const home = Object.keys(HOMES).find((name) => path === name || path!.startsWith(`${name}/`));
      if (!home) found.push(`${path} has no home: name one in this test`);
      else if (!HOMES[home]!.includes(room(file))) found.push(`${home} does not live in ${room(file)}`);
      continue;
    }
    const used = room(new URL(path!, `file:///${file}`).pathname.slice(1));
    if (used === room(file) || GROUND.includes(used)) continue;
    const allowed = MAY_USE[room(file)];
    if (!allowed) found.push(`${room(file)} is not a room of this house`);
    else if (!allowed.includes(used)) found.push(`${room(file)} may not use ${used}`);
  }
  return found;
}

for (const file of files) test(file, () => expect(breaches(file, readFileSync(file, "utf8"))).toEqual([]));

test("a breach is seen", () => {
  expect(breaches("src/text/x.ts", 'import { openDb } from "../db.ts";')).toEqual(["text may not use db"]);
  expect(breaches("src/run/x.ts", 'import { DuckDBInstance } from "@duckdb/node-api";')).toEqual(["@duckdb/node-api does not live in run"]);
  expect(breaches("src/run/x.ts", 'import {\n  a,\n} from "left-pad";')).toEqual(["left-pad has no home: name one in this test"]);
});

test("no room is named after nothing", () => {
  const vague = /(^|\/)(utils?|helpers?|common|misc|types|index|shared)(\.|\/)/;
  expect(files.filter((file) => vague.test(file))).toEqual([]);
});

test("every file says first what it is", () => {
  const silent = files.filter((file) => !/^(#!.*\n)?(\/\*\*|\/\/) ?\S/.test(readFileSync(file, "utf8")));
  expect(silent).toEqual([]);
});

// How long a search takes over a judged workspace: words of real titles, typed in every way and with slips, each asked once of the served API.
// `node bench/search.mjs WORKSPACE [--queries N]`; the workspace is one that was imported and judged, such as the 202,362 rows of docs/thailand.md.
import { openHouse } from "../dist/app/house.js";
import { casebookOf } from "../dist/app/review.js";
import { site } from "../dist/serve.js";
import { openWorkspace } from "../dist/workspace.js";

const [path, , n = "60"] = process.argv.slice(2);
if (!path) throw new Error("say which workspace");
const workspace = openWorkspace(path);
const house = openHouse(workspace);
const casebook = casebookOf(workspace);
const app = site(house, casebook);

/** น้ำ as it should be, taken apart, with its marks the other way round, and with a mark that cannot be seen. */
const WATER = ["\u0E19\u0E49\u0E33", "\u0E19\u0E4D\u0E49\u0E32", "\u0E19\u0E49\u0E4D\u0E32", "\u0E19\u200B\u0E49\u0E33"];

const titles = await house.with(async ({ db }) =>
  (await db.rows(`select title from run.queue_list where length(title) > 30 order by hash(title) limit ${Number(n)}`)).map(
    ({ title }) => title,
  ),
);
const letters = (text) => [...new Intl.Segmenter("th", { granularity: "grapheme" }).segment(text)].map(({ segment }) => segment);
const part = (text, from, length) =>
  letters(text)
    .slice(from, from + length)
    .join("");
/** A word of eight letters, whole; and one of sixteen with a letter left out, which only threes of letters find. */
const KINDS = {
  "part of a title": titles.map((title) => part(title, 6, 8)),
  "a letter left out": titles.map((title) =>
    letters(part(title, 4, 16))
      .filter((_, at) => at !== 7)
      .join(""),
  ),
  "that nothing holds": titles.map(
    (title) =>
      `${letters(part(title, 4, 9))
        .reverse()
        .join("")}ฬฯ`,
  ),
};

const took = async (address) => {
  const [begun, used] = [performance.now(), process.cpuUsage()];
  const answer = await app.request(`http://localhost${address}`, { headers: { host: "localhost" } });
  const body = await answer.json();
  if (answer.status !== 200) throw new Error(`${answer.status} ${address}`);
  const { user, system } = process.cpuUsage(used);
  return {
    cpu: (user + system) / 1000,
    ms: performance.now() - begun,
    ids: JSON.stringify(body.items.map((it) => it.subject_id ?? it.flag_id)),
  };
};
const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
const row = (cells) => console.log(`| ${cells.join(" | ")} |`);

await took("/v1/queue?limit=1");
row(["list", "sought", "searches", "with an answer", "p50 ms", "p95 ms", "slowest ms", "p95 CPU ms"]);
row(["---", "---", "--:", "--:", "--:", "--:", "--:", "--:"]);
for (const list of ["queue", "flags", "warnings"]) {
  for (const [kind, queries] of Object.entries(KINDS)) {
    const all = [];
    for (const q of queries) all.push(await took(`/v1/${list}?limit=50&q=${encodeURIComponent(q)}`));
    const sorted = all.map(({ ms }) => ms).sort((a, b) => a - b);
    row([
      list,
      kind,
      all.length,
      all.filter(({ ids }) => ids !== "[]").length,
      ...[0.5, 0.95, 1].map((share) => at(sorted, share).toFixed(0)),
      at(
        all.map(({ cpu }) => cpu).sort((a, b) => a - b),
        0.95,
      ).toFixed(0),
    ]);
  }
  const ways = [];
  for (const word of WATER) ways.push(await took(`/v1/${list}?limit=50&q=${encodeURIComponent(word)}`));
  const same = new Set(ways.map(({ ids }) => ids)).size === 1;
  row([
    list,
    `น้ำ in ${WATER.length} ways: ${same ? "one answer" : "DIFFERENT ANSWERS"}`,
    ways.length,
    ways.filter(({ ids }) => ids !== "[]").length,
    "",
    "",
    Math.max(...ways.map(({ ms }) => ms)).toFixed(0),
  ]);
  if (!same) process.exitCode = 1;
}
house.close();
casebook.close();

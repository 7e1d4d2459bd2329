// Other threads read what this one would have read: the same rows in the same order, and the same trouble after them.
import { expect, test } from "vitest";
import { ocds } from "../../../../src/sources/ocds/ocds.ts";
import { publisherOf } from "../../../../src/sources/ocds/publisher.ts";
import { toldByThreads } from "../../../../src/sources/ocds/threads.ts";
import type { Opened, PutAside } from "../../../../src/sources/source.ts";
import { type Told, toldOf } from "../../../../src/sources/told.ts";
import { freshWorkspace } from "../../../real-records.ts";

const workspace = freshWorkspace();

const release = (number: number) =>
  JSON.stringify({
    ocid: `ocds-px0z7d-${number}`,
    id: "1",
    date: "2024-01-01",
    tag: ["tender"],
    parties: [{ id: "P", name: "นายสมมติ ตัวอย่าง", roles: ["supplier"] }],
    tender: {
      id: "1",
      title: "งาน".repeat(number % 50),
      value: { amount: number + 0.25, currency: "THB" },
      status: number % 7 ? "complete" : "odd",
    },
  });

const releases = (count: number) => Array.from({ length: count }, (_, index) => release(index + 1));

/** Lines of which some cannot be read, or not whole. */
const LINES = releases(3000)
  .flatMap((line, index) =>
    index === 40
      ? [
          line,
          line.replace('"1"', "tru"),
          '{"ocid": "ocds-px0z7d-a", "ocid": "ocds-px0z7d-b"}',
          "12",
          '{"ocid": "ocds-px0z7d-\\u0000c", "tag": []}',
        ]
      : [line],
  )
  .join("\n");

/** Objects in chunks that end anywhere, as a file gives them. */
const opened = (text: string): Opened => {
  const whole = Buffer.from(text);
  return {
    name: "releases.json",
    path: "releases.json",
    head: whole.subarray(0, 65_536),
    async *bytes() {
      for (let at = 0; at < whole.length; at += 50_001) yield Buffer.from(whole.subarray(at, at + 50_001));
    },
  };
};

async function all(rows: AsyncIterable<Told | PutAside>): Promise<unknown[]> {
  const found: unknown[] = [];
  try {
    for await (const row of rows) found.push(row);
  } catch (error) {
    found.push((error as { code: string }).code, String(error));
  }
  return found;
}

test.each([
  ["lines, some of them unreadable", LINES, 3004],
  ["a package", `{"uri": "x", "releases": [${releases(2000).join(",")}], "publisher": {"name": "P"}}`, 2000],
  ["a package with a broken release", `{"releases": [${releases(900).join(",").replace("899.25", "899.2.5")}]}`, 900],
  ["a package that breaks off", `{"releases": [${releases(900).join(",")}`, 902],
  [
    "links beside a compiled release",
    `{"compiledRelease": ${release(1)}, "releases": [{"url": "https://example.org/1"}, {"url": "https://example.org/2"}]}`,
    1,
  ],
])("%s", { timeout: 30_000 }, async (_, text, rows) => {
  const layout = (await ocds.recognise(opened(text), { mask: workspace.mask }))!;
  const here = async function* () {
    for await (const reading of layout.read(opened(text))) yield "quarantined" in reading ? reading : toldOf(reading);
  };
  const expected = await all(here());
  expect(expected).toHaveLength(rows);
  expect(await all(toldByThreads(opened(text), publisherOf("ocds-px0z7d-1", null), workspace, 0))).toEqual(expected);
});

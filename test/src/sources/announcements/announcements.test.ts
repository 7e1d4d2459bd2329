// The announcement feed of e-GP, as RSS in TIS-620 and UTF-8 and as collected items, and XML that means harm.
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { announcements } from "../../../../src/sources/announcements/announcements.ts";
import { openFile } from "../../../../src/sources/open.ts";
import type { Note, Reading } from "../../../../src/sources/source.ts";
import { absent, real, unless } from "../../../real-records.ts";

const folder = mkdtempSync(join(tmpdir(), "jabta-feed-"));
const LETTERS = new Map(
  Array.from({ length: 256 }, (_, byte) => [new TextDecoder("windows-874").decode(Uint8Array.of(byte)), byte] as const),
);
const inThaiBytes = (text: string) => Uint8Array.from(text, (letter) => LETTERS.get(letter) ?? 0x3f);

type Found = Reading & { problems?: Note[] };

async function read(content: string | Uint8Array, name = "egpannouncerss.xml"): Promise<{ layout: string; readings: Found[] }> {
  const path = join(folder, name);
  writeFileSync(path, content);
  const opened = await openFile(path, name);
  const layout = await announcements.recognise(opened, { mask: () => "abcdefghijklmnop" });
  if (!layout) throw new Error("not recognised");
  const readings: Found[] = [];
  for await (const reading of layout.read(opened)) readings.push(reading as Found);
  return { layout: layout.layout, readings };
}

const LINK = "https://process5.gprocurement.go.th/view?templateId=1&amp;projectId=69049261585";
const item = (inner: string) => `<item>${inner}</item>`;
const whole = (...inner: string[]) =>
  `<?xml version="1.0" encoding="TIS-620"?>\n<rss version="2.0"><channel><title>e-GP</title><link>http://process3.gprocurement.go.th/</link>${inner.join("\n")}</channel></rss>`;
const INVITED = item(
  `<projectId>69049261585</projectId><title>ประกวดราคาจ้างเหมาบริการ ด้วยวิธีประกวดราคาอิเล็กทรอนิกส์ (e-bidding)</title><deptId>0132</deptId><pubDate>Thu, 21 May 2026 00:00:00 +0700</pubDate><link>${LINK}</link><anounce_type>D0</anounce_type>`,
);

test("an invitation, in TIS-620 as the feed declares it", async () => {
  const { layout, readings } = await read(inThaiBytes(whole(INVITED)));
  expect(layout).toBe("egp-rss");
  expect(readings).toHaveLength(1);
  expect(readings[0]).toMatchObject({
    at: "/item/0",
    release: {
      ocid: "69049261585",
      date: "2026-05-21",
      title: "ประกวดราคาจ้างเหมาบริการ ด้วยวิธีประกวดราคาอิเล็กทรอนิกส์ (e-bidding)",
      buyer: { id: "TH-EGP:0132" },
      tender: {
        status: "active",
        publishedOn: "2026-05-21",
        procurementMethod: "open",
        procurementMethodDetails: "ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)",
      },
      documents: [{ documentType: "tenderNotice", url: LINK.replace("&amp;", "&") }],
    },
  });
});

test("the same feed in UTF-8 says the same", async () => {
  const [thai, utf8] = [await read(inThaiBytes(whole(INVITED))), await read(whole(INVITED).replace("TIS-620", "UTF-8"))];
  expect(utf8.readings).toEqual(thai.readings);
});

test.each([
  ["P0", "planning"],
  ["15", "planning"],
  ["B0", "planned"],
  ["D1", "cancelled"],
  ["D2", "active"],
  ["W0", "complete"],
  ["W1", undefined],
  ["W2", "complete"],
])("announcement %s", async (type, status) => {
  const { readings } = await read(whole(INVITED.replace(">D0<", `>${type}<`)));
  const [reading] = readings as (Found & { release: { tender: object } })[];
  expect(reading!.problems).toBeUndefined();
  expect(reading!.release.tender).toMatchObject(status ? { status } : {});
  // Only the invitation itself tells when it was published.
  expect(reading!.release.tender).not.toHaveProperty("publishedOn");
});

test("project number and kind are found in the link where the item has no element for them", async () => {
  const link = "http://process3.gprocurement.go.th/x?projectId=68010000001&amp;anounceType=W0";
  const { readings } = await read(whole(item(`<title>ก</title><link>${link}</link>`)));
  expect(readings[0]).toMatchObject({ release: { ocid: "68010000001", date: null, tender: { status: "complete" } } });
});

test("what cannot be read is said, never guessed", async () => {
  const { readings } = await read(
    whole(
      item("<title>ไม่มีเลขที่โครงการ</title><anounce_type>D0</anounce_type>"),
      INVITED.replace(">D0<", ">Z9<").replace("Thu, 21 May 2026 00:00:00 +0700", "เมื่อวาน"),
      INVITED.replace("69049261585", "6904926158"),
    ),
  );
  expect(readings.map((it) => ("quarantined" in it ? it.quarantined : it.release.tender?.status))).toEqual([
    "project_id_missing",
    undefined,
    "project_id_missing",
  ]);
  expect(readings[1]!.problems).toEqual([
    { field: "tender.status", problem: "word_unmapped" },
    { field: "date", problem: "date_unreadable" },
  ]);
});

test("a person in a title is masked", async () => {
  const { readings } = await read(whole(INVITED.replace("จ้างเหมาบริการ ด้วย", "จ้างเหมาบริการ นายตะวัน สมมติกุล 1100000000008 ด้วย")));
  expect(JSON.stringify(readings)).not.toMatch(/สมมติกุล|1100000000008/);
});

describe("XML that means harm", () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><rss><channel><link>http://process3.gprocurement.go.th/</link>${INVITED.replace("จ้างเหมา", "&b;")}</channel></rss>`;
  const outside = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY file SYSTEM "file:///etc/passwd">]><rss><channel><link>http://process3.gprocurement.go.th/</link>${INVITED.replace("จ้างเหมา", "&file;")}</channel></rss>`;
  test.each([
    ["entities in entities", bomb, "xml-declares"],
    ["a file of this machine", outside, "xml-declares"],
    ["an entity nobody declared", whole(INVITED.replace("จ้างเหมา", "&file;")), "xml-broken"],
    ["elements in elements", whole("<a>".repeat(10_000)), "xml-broken"],
    ["a text without end", whole(item(`<title>${"ก".repeat(1_100_000)}`)), "xml-broken"],
    ["cut short", whole(INVITED).slice(0, -40), "xml-broken"],
  ])("%s", async (_, content, code) => {
    await expect(read(content)).rejects.toMatchObject({ code });
  });

  test("announcements before the place where it breaks are kept", async () => {
    const path = join(folder, "cut.xml");
    writeFileSync(path, `${whole(INVITED, INVITED).slice(0, -60)}`);
    const opened = await openFile(path, "cut.xml");
    const layout = (await announcements.recognise(opened, { mask: () => "a" }))!;
    let read = 0;
    await expect(
      (async () => {
        for await (const _ of layout.read(opened)) read++;
      })(),
    ).rejects.toMatchObject({ code: "xml-broken" });
    expect(read).toBe(1);
  });

  test("five standard entities and numbers are characters", async () => {
    const { readings } = await read(whole(INVITED.replace("จ้างเหมา", "&lt;&amp;&gt;&quot;&apos;&#3585;&#xE01;")));
    expect(readings[0]).toMatchObject({ release: { title: expect.stringContaining(`<&>"'กก`) } });
  });
});

describe.skipIf(absent)(`1,273 announcements that somebody collected${unless}`, () => {
  test("all are read, and as a feed in TIS-620 they say the same", async () => {
    const text = readFileSync(real("thailand/egp_live/bidmaster_rss_queue.json"), "utf8");
    const { layout, readings } = await read(text, "queue.json");
    expect([layout, readings.length]).toEqual(["egp-rss-items", 1273]);
    const statuses = new Map<string, number>();
    for (const reading of readings) {
      const status = "release" in reading ? String(reading.release.tender?.status) : reading.quarantined;
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    expect(Object.fromEntries(statuses)).toEqual({ complete: 884, active: 260, cancelled: 86, planned: 43 });

    const escaped = (value: string) => value.replaceAll("&amp;", "&").replaceAll("&", "&amp;").replaceAll("<", "&lt;");
    const fits = (value: string) => [...value].every((letter) => LETTERS.has(letter));
    const items = (JSON.parse(text) as Record<string, string>[]).filter((it) => Object.values(it).every(fits));
    expect(items.length).toBeGreaterThan(1200);
    const feed = whole(
      ...items.map(({ queued_at, source, ...said }) =>
        item(
          Object.entries(said)
            .map(([name, value]) => `<${name}>${escaped(value)}</${name}>`)
            .join(""),
        ),
      ),
    );
    const [asFeed, asItems] = [await read(inThaiBytes(feed)), await read(JSON.stringify(items), "some.json")];
    const releases = (found: Found[]) => found.map((it) => ("release" in it ? it.release : it));
    expect(releases(asFeed.readings)).toEqual(releases(asItems.readings));
  });
});

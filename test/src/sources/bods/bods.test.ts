// Statements of beneficial ownership: recognised, resolved within their file, masked; over the real ones the two tenders in which one bidder owns another.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ensureCanon } from "../../../../src/app/canon.ts";
import { type ImportReport, importFiles } from "../../../../src/app/import.ts";
import { type Db, literal, openDb } from "../../../../src/db.ts";
import { buildPeers, peersReadBy } from "../../../../src/peers/peers.ts";
import { layGround } from "../../../../src/run/lay.ts";
import { readReceipts } from "../../../../src/sources/raw.ts";
import { absent, freshWorkspace, real, unless } from "../../../real-records.ts";

const company = (statementID: string, id: string, more: object = {}) => ({
  statementID,
  statementType: "entityStatement",
  entityType: "registeredEntity",
  name: `EXAMPLE ${id} LIMITED`,
  incorporatedInJurisdiction: { name: "United Kingdom", code: "GB" },
  identifiers: [
    { schemeName: "Somebody's own list", id: "77" },
    { scheme: "GB-COH", id },
  ],
  foundingDate: "2001-02-03",
  ...more,
});
const person = (statementID: string, uri: string, fullName = "Pat Example") => ({
  statementID,
  statementType: "personStatement",
  personType: "knownPerson",
  names: [{ type: "individual", fullName }],
  identifiers: [
    { schemeName: "A register", id: `/company/1/${statementID}` },
    { schemeName: "Collector", id: uri, uri },
  ],
  birthDate: "1960-05-01",
});
const owns = (statementID: string, subject: string, interestedParty: object, interests: object[], more: object = {}) => ({
  statementID,
  statementType: "ownershipOrControlStatement",
  statementDate: "2019-01-02",
  subject: { describedByEntityStatement: subject },
  interestedParty,
  interests,
  ...more,
});

async function canonOf(files: Record<string, unknown>): Promise<{ db: Db; report: ImportReport }> {
  const folder = mkdtempSync(join(tmpdir(), "jabta-bods-"));
  const workspace = freshWorkspace();
  for (const [name, value] of Object.entries(files)) writeFileSync(join(folder, name), JSON.stringify(value));
  const report = await importFiles(workspace, [folder], { asOf: "2020-01-01" });
  const { file } = await ensureCanon(workspace, readReceipts(workspace), () => {});
  const db = await openDb({ threads: 1 });
  await db.run(`attach ${literal(workspace.path("canon", file))} as canon (read_only)`);
  return { db, report };
}

const HELD =
  "select party.party_id, holder.kind as holder, holding.kind, share::varchar as share, from_on::varchar as from_on, to_on::varchar as to_on from canon.holding join canon.party using (party_key) join canon.party as holder on holder.party_key = holder_key order by party_id, holding.kind, share";

describe("statements of ownership", () => {
  test("point to each other in any order, and give the least of a band", async () => {
    const { db, report } = await canonOf({
      "a.json": [
        owns("o1", "c1", { describedByPersonStatement: "p1" }, [
          { type: "shareholding", share: { minimum: 25, maximum: 50 }, startDate: "2017-02-22", endDate: "2018-01-25" },
          { type: "voting-rights", share: { exact: 33.33 } },
          { type: "appointment-of-board" },
        ]),
        owns("o2", "c1", { describedByEntityStatement: "c2" }, [{ type: "shareholding", share: { minimum: 75, maximum: 100 } }]),
        owns("o3", "c2", { unspecified: { reason: "no-beneficial-owners" } }, []),
        company("c1", "00000001"),
        company("c2", "00000002"),
        person("p1", "https://example.org/persons/1"),
      ],
    });
    expect(report.files[0]).toMatchObject({ source: "bods", read: 6, quarantined: 0 });
    expect(await db.rows(HELD)).toEqual([
      {
        party_id: "GB-COH-00000001",
        holder: "natural",
        kind: "controller",
        share: null,
        from_on: null,
        to_on: null,
      },
      {
        party_id: "GB-COH-00000001",
        holder: "natural",
        kind: "shareholder",
        share: "0.250000",
        from_on: "2017-02-22",
        to_on: "2018-01-25",
      },
      {
        party_id: "GB-COH-00000001",
        holder: "juristic",
        kind: "shareholder",
        share: "0.750000",
        from_on: null,
        to_on: null,
      },
      {
        party_id: "GB-COH-00000001",
        holder: "natural",
        kind: "voter",
        share: "0.333300",
        from_on: null,
        to_on: null,
      },
    ]);
    expect(await db.rows("select count(*)::integer as n from canon.process")).toEqual([{ n: 0 }]);
    expect(JSON.stringify(await db.rows("select party_id, name from canon.party where kind = 'natural'"))).not.toMatch(/Pat|1960|persons/);
    db.close();
  });

  test("one person in two files is one party, by the address that names the person and not by a company's own number", async () => {
    const file = (n: number, uri: string) => [
      company("c", `0000000${n}`),
      person("p", uri),
      owns("o", "c", { describedByPersonStatement: "p" }, [{ type: "shareholding" }]),
    ];
    const { db } = await canonOf({
      "a.json": file(1, "https://example.org/persons/1"),
      "b.json": file(2, "https://example.org/persons/1"),
      "c.json": file(3, "https://example.org/persons/2"),
    });
    expect(await db.rows("select count(distinct holder_key)::integer as persons from canon.holding")).toEqual([{ persons: 2 }]);
    db.close();
  });

  test("a statement that another replaces is put aside, and so is one without its company", async () => {
    const { db, report } = await canonOf({
      "a.json": [
        company("c", "00000001"),
        person("p", "https://example.org/persons/1"),
        owns("o1", "c", { describedByPersonStatement: "p" }, [{ type: "shareholding", share: { exact: 10 } }]),
        owns("o2", "c", { describedByPersonStatement: "p" }, [{ type: "shareholding", share: { exact: 20 } }], {
          replacesStatements: ["o1"],
        }),
        owns("o3", "elsewhere", { describedByPersonStatement: "p" }, [{ type: "shareholding" }]),
      ],
    });
    expect(report.files[0]!.reasons).toEqual({ statement_replaced: 1, statement_without_party: 1 });
    expect(await db.rows("select share::varchar as share from canon.holding")).toEqual([{ share: "0.200000" }]);
    db.close();
  });

  test("statements of version 0.4 are refused by name", async () => {
    const folder = mkdtempSync(join(tmpdir(), "jabta-bods-"));
    writeFileSync(
      join(folder, "a.json"),
      JSON.stringify([{ statementId: "1", declarationSubject: "2", recordType: "entity", recordDetails: {} }]),
    );
    const report = await importFiles(freshWorkspace(), [folder], { asOf: "2020-01-01" });
    expect(report.files[0]!.refused?.code).toBe("bods-too-new");
  });
});

describe.skipIf(absent)(`real statements${unless}`, () => {
  test("in two tenders one bidder owns another, and no two bidders share a person", async () => {
    const workspace = freshWorkspace();
    await importFiles(workspace, [real("ocds/uk-bodsmatch")]);
    const { file } = await ensureCanon(workspace, readReceipts(workspace), () => {});
    const db = await openDb({ threads: 1 });
    await db.run(`attach ${literal(workspace.path("canon", file))} as canon (read_only)`);
    // The tenderers of a release are numbered from 1 anew: by these numbers 179 firms would be 37.
    expect(await db.rows("select count(distinct tenderer_key)::integer as n from canon.bid")).toEqual([{ n: 179 }]);
    await layGround(db, "2026-01-01");
    await buildPeers(db, peersReadBy(["peers.lot_pair peers.ownership"]));
    const owning =
      "select distinct process_key from peers.lot_pair join peers.ownership on party_key = first_key and holder_key = second_key or party_key = second_key and holder_key = first_key where is_equity and share >= 0.25";
    expect(await db.rows(`select count(*)::integer as n from (${owning})`)).toEqual([{ n: 2 }]);
    const shared =
      "select 1 from peers.lot_pair as pair join peers.ownership as one on one.party_key = first_key join peers.ownership as other on other.party_key = second_key and other.holder_key = one.holder_key join canon.party on party.party_key = one.holder_key where kind = 'natural'";
    expect(await db.rows(`select count(*)::integer as n from (${shared})`)).toEqual([{ n: 0 }]);
    db.close();
  }, 120_000);
});

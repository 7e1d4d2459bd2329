import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { UserError } from "../../../../src/error.ts";
import { headingsOf, readMapping } from "../../../../src/sources/mapping/mapping-file.ts";

const start = "source: x\ncountry: TH\ncolumns:\n  ocid: project_id\n";

function refusalOf(text: string): UserError {
  try {
    readMapping(text, "mine.yaml");
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("was accepted");
}

describe("a mapping file", () => {
  it("says for each field where it comes from", () => {
    const mapping = readMapping(
      `${start}
  tender/status: { constant: complete }
  tender/value/amount: { column: price, as: money }
  tender/procurementMethod: { column: method, values: { a: open } }
  bids/details/0/id: { columns: [project_id, seq] }
  awards/0/suppliers/0/name: { column: name, when: { result: [won, ชนะ] } }
`,
      "mine.yaml",
    );
    expect(mapping).toMatchObject({ name: "mine.yaml", source: "x", country: "TH" });
    expect(Object.fromEntries(mapping.fields)).toEqual({
      ocid: { columns: ["project_id"], separator: "", as: "text" },
      "tender/status": { constant: "complete" },
      "tender/value/amount": { columns: ["price"], separator: "", as: "money" },
      "tender/procurementMethod": { columns: ["method"], separator: "", as: "text", values: { a: "open" } },
      "bids/details/0/id": { columns: ["project_id", "seq"], separator: "/", as: "text" },
      "awards/0/suppliers/0/name": { columns: ["name"], separator: "", as: "text", when: { result: ["won", "ชนะ"] } },
    });
    expect([...headingsOf(mapping)]).toEqual(["project_id", "price", "method", "seq", "name", "result"]);
  });

  it("may leave the country unknown", () => {
    expect(readMapping("source: x\ncolumns: { ocid: id }", "mine.yaml").country).toBeNull();
  });

  it.each([
    ["no YAML", "source: [", "line"],
    ["a word it does not know", `${start}colour: red\n`, "unknown key `colour`"],
    ["a source with capitals", start.replace("source: x", "source: TH CGD"), "small letters"],
    ["a country by name", start.replace("TH", "Thailand"), "two capital letters"],
    ["no column for the process", "source: x\ncolumns:\n  tender/title: t\n", "`ocid`"],
    ["a path with dots", `${start}  tender.title: t\n`, "tender/value/amount"],
    ["a path into a text", `${start}  tender: t\n  tender/title: t\n`, "`tender/title`"],
    ["a kind it does not know", `${start}  tender/title: { column: t, as: colour }\n`, "{column: …}"],
    ["nothing at all", "", "object"],
  ])("with %s is refused, saying where and why", (_name, text, said) => {
    const refusal = refusalOf(text);
    expect(refusal).toMatchObject({ code: "mapping-invalid", exit: "configuration" });
    expect(`${refusal.what} ${refusal.where}`).toContain(said);
    expect(refusal.message).toContain("mine.yaml");
    expect(refusal.remedy).toContain("bidders.yaml");
  });

  it("that is shipped can be used", () => {
    expect(existsSync("data/mappings/bidders.yaml")).toBe(true);
    expect(readMapping(readFileSync("data/mappings/bidders.yaml", "utf8"), "bidders.yaml").source).toBe("th-bidders");
  });
});

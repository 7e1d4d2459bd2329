// The client against a server that runs, and its types against the document that server gives.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everyOperation } from "../../../src/api/api.ts";
import { documentOf } from "../../../src/api/document.ts";
import { type Client, connect, type Flag, Problem } from "../../../src/client/client.ts";
import { packaged } from "../../../src/package-root.ts";
import { type Peopled, peopled } from "../serve/people.ts";
import { typescriptOf } from "./typescript.ts";

const SHAPES = packaged("src/client/shapes.ts");

describe("the types", () => {
  it("are those of the document", () => {
    const made = typescriptOf(documentOf(everyOperation(), "en") as Parameters<typeof typescriptOf>[0]);
    if (process.env.UPDATE_DOCS) writeFileSync(SHAPES, made);
    expect(readFileSync(SHAPES, "utf8")).toBe(made);
  });
});

describe("the client", () => {
  let served: Peopled;
  let auditor: Client;
  beforeAll(async () => {
    served = await peopled(60);
    auditor = connect(served.url, { key: served.keyOf("auditor").authorization!.slice(7) });
  }, 300_000);
  afterAll(() => served.close());

  it("reads a list to its end, as many as the list says there are", async () => {
    const { total, run_id } = await auditor.listFlags({ limit: 1 });
    const seen: Flag[] = [];
    for await (const flag of auditor.each("listFlags", { limit: 50 })) seen.push(flag);
    expect(seen).toHaveLength(total.count);
    expect(run_id).toBe((await auditor.listRuns()).items[0]!.run_id);
  });

  it("asks for one thing by its id, slashes and all, in the language it is told", async () => {
    const thai = connect(served.url, { key: served.keyOf("viewer").authorization!.slice(7), language: "th" });
    const [flag] = (await thai.listFlags({ limit: 1 })).items;
    const contract = await thai.getContract({ id: flag!.contract_id! });
    expect(contract.subject_id).toBe(flag!.contract_id);
    expect(contract.disclaimer).toMatch(/ข้อสังเกต/);
    expect((await thai.listStats({ by: "method" })).items[0]!.judged).toBeGreaterThan(0);
  });

  it("takes tables as they come, and sends acts of review", async () => {
    const csv = await (await auditor.table("listFlags", "csv", { level: "high" })).text();
    expect(csv).toMatch(/^rank,flag_id,indicator,/);
    const reviewer = connect(served.url, { key: served.keyOf("reviewer").authorization!.slice(7) });
    const [flag] = (await reviewer.listFlags({ limit: 1 })).items;
    const { flag_id, evidence_hash, version } = await reviewer.getReview({ id: flag!.flag_id });
    const done = await reviewer.review({ body: { verb: "claim", flags: [{ flag_id, evidence_hash, version }] } });
    expect(done.reviews[0]!.state).toBe("claimed");
  });

  it("throws what the server says is wrong", async () => {
    const problem = await auditor.getContract({ id: "none" }).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(Problem);
    expect(problem).toMatchObject({ status: 404, code: "subject-unknown" });
    const stranger = await connect(served.url)
      .listFlags()
      .catch((error: unknown) => error);
    expect(stranger).toMatchObject({ status: 401, code: "sign-in" });
    // @ts-expect-error a filter that the API does not have does not compile
    const wrong = await auditor.listFlags({ colour: "red" }).catch((error: unknown) => error);
    expect(wrong).toMatchObject({ status: 400, code: "bad-parameter" });
  });

  it("is in the package under its own name", () => {
    const said = execFileSync(
      process.execPath,
      ["--input-type=module", "-e", 'import { connect } from "jabta/client"; console.log(typeof connect("http://x").listFlags)'],
      {
        cwd: packaged(""),
        encoding: "utf8",
      },
    );
    expect(said.trim()).toBe("function");
  });
});

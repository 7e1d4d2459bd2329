// The pages of infrastructure projects, over the made-up ones and over Nuevo León: in both languages, with nothing the data do not say.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type House, openHouse } from "../../../src/app/house.ts";
import { importFiles } from "../../../src/app/import.ts";
import { runIndicators } from "../../../src/app/run.ts";
import { packaged } from "../../../src/package-root.ts";
import { web } from "../../../src/web/web.ts";
import { absent, freshWorkspace, real, unless } from "../../real-records.ts";

const CODES = ["D301", "D302", "D304", "D308", "D316", "D317", "Q607"];

async function served(path: string): Promise<{ house: House; page: (path: string) => Promise<{ status: number; html: string }> }> {
  const workspace = freshWorkspace();
  await importFiles(workspace, [path]);
  await runIndicators(workspace, { indicators: CODES });
  const house = openHouse(workspace);
  const app = web(house);
  return {
    house,
    page: async (asked) => {
      const answer = await app.request(`http://127.0.0.1${asked}`, { headers: { host: "127.0.0.1" } });
      return { status: answer.status, html: await answer.text() };
    },
  };
}

describe("made-up projects", () => {
  let made: Awaited<ReturnType<typeof served>>;
  beforeAll(async () => {
    made = await served(packaged("data/samples/oc4ids.json"));
  });
  afterAll(() => made?.house.close());

  test.each([
    ["en", "Project cost overrun", "What was and was not disclosed", "not published"],
    ["th", "ค่าใช้จ่ายโครงการเกินงบประมาณ", "รายการที่เปิดเผยและไม่เปิดเผย", "ไม่เผยแพร่"],
  ])("the page in %s shows money, flags, and what was and was not disclosed", async (language, flag, title, missing) => {
    const { status, html } = await made.page(`/projects/oc4ids-sample-000002?lang=${language}`);
    expect(status).toBe(200);
    for (const text of ["230,320,480.00", "295,116,854.00", flag, title, missing]) expect(html).toContain(text);
  });

  test("the list, the contract and the queue lead to it", async () => {
    const link = 'href="/projects/oc4ids-sample-000002';
    expect((await made.page("/projects?lang=en")).html).toContain(link);
    expect((await made.page("/processes/ocds-sample-66101039921?lang=en")).html).toContain(link);
    expect((await made.page("/queue/projects?lang=en")).html).toContain(link);
    const queue = await made.page("/queue?project=oc4ids-sample-000002&lang=en");
    expect(queue.html).toContain("ocds-sample-66101039921");
    expect(queue.html).not.toContain("ocds-sample-66094348565");
  });

  test("an unknown project is not found", async () => {
    expect((await made.page("/projects/nobody?lang=en")).status).toBe(404);
  });
});

describe.skipIf(absent)(`projects of Nuevo León${unless}`, () => {
  let made: Awaited<ReturnType<typeof served>>;
  beforeAll(async () => {
    made = await served(real("oc4ids/nuevo-leon"));
  });
  afterAll(() => made?.house.close());

  test("impossible values are findings about the data, apart from the flags", async () => {
    const { html } = await made.page("/projects/oc4ids-gx3fo2-000004?lang=en");
    const quality = html.slice(html.indexOf('id="quality"'), html.indexOf('id="flags"'));
    expect(quality).toContain("the final value is far below the budget");
    expect(quality).toContain("nothing of conduct");
    expect(html.slice(html.indexOf('id="flags"'))).not.toContain("Project facts do not fit</a> What");
    for (const text of ["473,694,090.21", "420,834,698.94", "387,446,726.00", "10.00", "no public authority named"])
      expect(html).toContain(text);
  });
});

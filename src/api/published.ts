// GET /v1/published: what everybody may read, each item whole: sentence, denominator, reply and disclaimer.
import { z } from "zod";
import { published as read, told } from "../app/publishing.ts";
import { operation } from "./operation.ts";
import { OfRun } from "./parameter.ts";
import { RUN_GONE } from "./problem.ts";
import { Amount, Count, Day, DISCLAIMER, orNull } from "./shape.ts";

const Reply = z.strictObject({ said_by: z.string(), received_on: Day, text: z.string() });

const Published = z
  .strictObject({
    publication_id: z.string(),
    flag_id: z.string(),
    published_at: z.string(),
    indicator: z.string(),
    title: z.string(),
    says: z.string(),
    level: z.string(),
    process_id: z.string().nullable(),
    contract_id: z.string().nullable(),
    process_title: z.string().nullable(),
    buyer: z.string().nullable(),
    supplier: z.string().nullable(),
    amount: orNull(Amount),
    currency: z.string().nullable(),
    as_of: Day,
    judged: Count,
    flagged: Count,
    no_data: Count,
    /** Whether the newest records still show it. */
    stands: z.boolean(),
    replies: z.array(Reply),
    disclaimer: z.string(),
  })
  .meta({ id: "Published" });

export const publishedFlags = operation({
  name: "listPublished",
  path: "/v1/published",
  says: {
    en: "Flags that were published, where publishing is on: approved by two people, with the reply of whoever is named.",
    th: "ข้อสังเกตที่เผยแพร่แล้วเมื่อเปิดการเผยแพร่ ผ่านการอนุมัติจากสองคน พร้อมคำชี้แจงของผู้ที่ถูกกล่าวถึง",
  },
  query: OfRun.pick({ lang: true }),
  answer: z.strictObject({ disclaimer: z.string(), items: z.array(Published) }),
  problems: ["not-found", "no-run", ...RUN_GONE],
  respond: async ({ c, house, casebook, language }) =>
    await house.with(async (generation) => {
      const items = (await told(generation, casebook, read(casebook))).map(
        ({ publication_id, flag_id, approved_at, content, stands, replies }) => ({
          ...content,
          publication_id,
          flag_id,
          published_at: approved_at,
          title: content.title[language],
          says: content.says[language],
          stands,
          replies: replies.map(({ said_by, received_on, text }) => ({ said_by, received_on, text })),
          disclaimer: DISCLAIMER[language],
        }),
      );
      return c.body(JSON.stringify({ disclaimer: DISCLAIMER[language], items }), 200, {
        "Content-Type": "application/json",
        "Cache-Control": "no-cache",
      });
    }),
});

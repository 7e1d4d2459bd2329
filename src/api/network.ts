// GET /v1/network?around=
import { z } from "zod";
import { network as read } from "../app/network.ts";
import { reading } from "./operation.ts";
import { OfRun } from "./parameter.ts";
import { Amount, Count, Day, DISCLAIMER, orNull, PartyRef, RunId } from "./shape.ts";

const Tie = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("contracts"),
      from: z.string(),
      to: z.string(),
      subjects: Count,
      judged: Count,
      flagged: Count,
      currency: z.string().nullable(),
      amount: orNull(Amount),
    }),
    z.strictObject({ kind: z.literal("bids_with"), from: z.string(), to: z.string(), processes: Count }),
    z.strictObject({ kind: z.literal("held_alike"), from: z.string(), to: z.string(), holding: z.string(), holder: orNull(PartyRef) }),
    z.strictObject({
      kind: z.literal("reached_alike"),
      from: z.string(),
      to: z.string(),
      contact: z.enum(["one_address", "one_phone"]),
      parties: Count,
    }),
  ])
  .meta({ id: "Tie" });

export const network = reading({
  name: "getNetwork",
  path: "/v1/network",
  says: {
    en: "Who is tied to whom around a party, a process or a contract: by contracts, by bidding for the same, by the same owner or director as registers name them, and by the same address or telephone number as the records give them; a natural person is neither named nor compared. A tie is a fact, not a reproach.",
    th: "ความเชื่อมโยงรอบหน่วยงาน คู่สัญญา โครงการ หรือสัญญา ทั้งจากสัญญา การยื่นข้อเสนอในโครงการเดียวกัน ผู้ถือหุ้นหรือกรรมการรายเดียวกันตามทะเบียน และที่อยู่หรือหมายเลขโทรศัพท์เดียวกันตามข้อมูล โดยไม่ระบุชื่อและไม่เปรียบเทียบบุคคลธรรมดา ความเชื่อมโยงเป็นข้อเท็จจริง มิใช่ข้อตำหนิ",
  },
  query: z.strictObject({ around: z.string().min(1).max(500), ...OfRun.shape }),
  answer: z.strictObject({
    run_id: RunId,
    as_of: Day,
    disclaimer: z.string(),
    centre: z.array(z.string()),
    nodes: z.array(PartyRef),
    ties: z.array(Tie),
    cut: z.boolean(),
  }),
  problems: ["subject-unknown"],
  read: async (generation, { query, language }) => ({
    run_id: generation.run_id,
    as_of: generation.manifest.as_of,
    disclaimer: DISCLAIMER[language],
    ...(await read(generation, query.around)),
  }),
});

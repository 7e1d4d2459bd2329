// GET /v1/buyers, /v1/suppliers, one of them, and two side by side.
import { z } from "zod";
import { partyTable } from "../app/party-table.ts";
import { profile, type Role } from "../app/profile.ts";
import { StatFilter } from "../app/stat-table.ts";
import type { Text } from "../text/text.ts";
import { listing } from "./list.ts";
import { type Operation, reading } from "./operation.ts";
import { OfRun, Paged } from "./parameter.ts";
import { Count, Day, DISCLAIMER, PartyRef, RunId } from "./shape.ts";
import { Stat, TOTALS } from "./stats.ts";

const Party = z
  .strictObject({ rank: Count, id: z.string(), name: z.string().nullable(), kind: z.string(), ...TOTALS })
  .meta({ id: "Party" });

const Profile = z
  .strictObject({
    party: PartyRef,
    role: z.enum(["buyer", "supplier"]),
    totals: z.array(Stat),
    by_year: z.array(Stat),
    by_method: z.array(Stat),
    by_indicator: z.array(Stat),
    others: z.array(Stat),
  })
  .meta({ id: "Profile" });

const parties = (role: Role, name: string, path: string, says: Text): Operation =>
  listing({
    name,
    path,
    says,
    query: z.strictObject({ q: z.string().max(200).optional(), ...StatFilter.shape, ...Paged.shape }),
    item: Party,
    table: (generation, filter) => partyTable(generation, role, filter),
  });

const OF_RUN = { run_id: RunId, as_of: Day, disclaimer: z.string() };

const party = (role: Role, name: string, path: string, says: Text): Operation =>
  reading({
    name,
    path,
    says,
    query: OfRun,
    answer: z.strictObject({ ...OF_RUN, ...Profile.shape }),
    problems: ["subject-unknown"],
    read: async (generation, { id, language }) => ({
      run_id: generation.run_id,
      as_of: generation.manifest.as_of,
      disclaimer: DISCLAIMER[language],
      ...(await profile(generation, role, id)),
    }),
  });

export const buyers = parties("buyer", "listBuyers", "/v1/buyers", {
  en: "Buyers: how much of theirs was judged and flagged, most flagged first.",
  th: "หน่วยงานผู้จัดซื้อจัดจ้าง พร้อมจำนวนที่ประเมินได้และที่มีข้อสังเกต เรียงจากมากไปน้อย",
});
export const suppliers = parties("supplier", "listSuppliers", "/v1/suppliers", {
  en: "Suppliers: how much of theirs was judged and flagged, most flagged first. Natural persons are not listed.",
  th: "คู่สัญญา พร้อมจำนวนที่ประเมินได้และที่มีข้อสังเกต เรียงจากมากไปน้อย ไม่รวมบุคคลธรรมดา",
});
export const buyer = party("buyer", "getBuyer", "/v1/buyers/{id}", { en: "One buyer in numbers.", th: "ข้อมูลเชิงตัวเลขของหน่วยงานหนึ่งแห่ง" });
export const supplier = party("supplier", "getSupplier", "/v1/suppliers/{id}", {
  en: "One supplier in numbers.",
  th: "ข้อมูลเชิงตัวเลขของคู่สัญญาหนึ่งราย",
});

export const compare = reading({
  name: "compareParties",
  path: "/v1/compare",
  says: { en: "Two buyers, or two suppliers, side by side.", th: "เปรียบเทียบหน่วยงานสองแห่ง หรือคู่สัญญาสองราย" },
  query: z.strictObject({
    role: z.enum(["buyer", "supplier"]),
    left: z.string().min(1).max(500),
    right: z.string().min(1).max(500),
    ...OfRun.shape,
  }),
  answer: z.strictObject({ ...OF_RUN, left: Profile, right: Profile }),
  problems: ["subject-unknown"],
  read: async (generation, { query, language }) => ({
    run_id: generation.run_id,
    as_of: generation.manifest.as_of,
    disclaimer: DISCLAIMER[language],
    left: await profile(generation, query.role, query.left),
    right: await profile(generation, query.role, query.right),
  }),
});

// Who may do what: the one table from which the gate decides, the tests are made and the page is printed.
import type { Text } from "../text/text.ts";

/** `anonymous` is anybody, `local` the one person of a machine where no user was added yet. */
export const ROLES = ["anonymous", "viewer", "reviewer", "auditor", "admin", "local"] as const;
export type Role = (typeof ROLES)[number];

/** `own`: only what one did oneself; `others`: only what somebody else did. */
export type Rule = "yes" | "own" | "others" | "no";

interface Allowed {
  says: Text;
  /** Whether a key of a program can have it as a scope. */
  scope: boolean;
  rules: Record<Role, Rule>;
}

const rules = (anonymous: Rule, viewer: Rule, reviewer: Rule, auditor: Rule, admin: Rule, local: Rule): Record<Role, Rule> => ({
  anonymous,
  viewer,
  reviewer,
  auditor,
  admin,
  local,
});

/**
 * An admin cannot decide cases and an auditor cannot change them: that is what makes the log believable.
 * What needs two people, the person of a machine without users cannot do at all.
 */
export const ACTIONS = {
  open: {
    says: { en: "See whether the server runs, read its documents, log in", th: "ดูสถานะระบบ อ่านเอกสาร และเข้าสู่ระบบ" },
    scope: false,
    rules: rules("yes", "yes", "yes", "yes", "yes", "yes"),
  },
  published: {
    says: { en: "Read what was published, where publishing is on", th: "อ่านข้อมูลที่เผยแพร่แล้ว เมื่อเปิดการเผยแพร่" },
    scope: true,
    rules: rules("yes", "yes", "yes", "yes", "yes", "yes"),
  },
  read: {
    says: { en: "Read flags, cases and how they were reviewed", th: "อ่านข้อสังเกต รายการ และผลการตรวจทาน" },
    scope: true,
    rules: rules("no", "yes", "yes", "yes", "yes", "yes"),
  },
  export: {
    says: {
      en: "Take whole tables away: CSV, JSON lines, Parquet, Arrow, XLSX",
      th: "ส่งออกทั้งตาราง: CSV, JSON lines, Parquet, Arrow, XLSX",
    },
    scope: true,
    rules: rules("no", "no", "yes", "yes", "no", "yes"),
  },
  review: {
    says: { en: "Claim, assign, note, ask, decide, reopen", th: "รับเรื่อง มอบหมาย บันทึก ขอข้อมูล วินิจฉัย และเปิดตรวจทานใหม่" },
    scope: true,
    rules: rules("no", "no", "yes", "no", "no", "yes"),
  },
  undo: {
    says: { en: "Take back an act of review", th: "ยกเลิกการดำเนินการตรวจทาน" },
    scope: true,
    rules: rules("no", "no", "own", "no", "no", "own"),
  },
  second_review: {
    says: { en: "Decide a second time, without seeing the first", th: "วินิจฉัยครั้งที่สองโดยไม่เห็นครั้งแรก" },
    scope: false,
    rules: rules("no", "no", "others", "no", "no", "others"),
  },
  propose: {
    says: { en: "Propose a flag for publication", th: "เสนอเผยแพร่ข้อสังเกต" },
    scope: false,
    rules: rules("no", "no", "yes", "no", "no", "yes"),
  },
  approve: {
    says: { en: "Approve a publication that somebody else proposed", th: "อนุมัติการเผยแพร่ที่ผู้อื่นเสนอ" },
    scope: false,
    rules: rules("no", "no", "no", "others", "no", "others"),
  },
  withdraw: {
    says: { en: "Withdraw a publication at once", th: "ถอนการเผยแพร่ทันที" },
    scope: false,
    rules: rules("no", "no", "no", "yes", "no", "yes"),
  },
  reply: {
    says: { en: "Put a reply beside a publication", th: "บันทึกคำชี้แจงประกอบการเผยแพร่" },
    scope: false,
    rules: rules("no", "no", "yes", "yes", "no", "yes"),
  },
  save_view: {
    says: { en: "Save a view for everybody", th: "บันทึกมุมมองสำหรับทุกคน" },
    scope: false,
    rules: rules("no", "no", "yes", "yes", "no", "yes"),
  },
  remove_view: {
    says: { en: "Take a saved view out of the list", th: "นำมุมมองออกจากรายการ" },
    scope: false,
    rules: rules("no", "no", "own", "own", "yes", "yes"),
  },
  log: {
    says: { en: "Read the review log", th: "อ่านบันทึกการตรวจทาน" },
    scope: true,
    rules: rules("no", "no", "own", "yes", "yes", "yes"),
  },
  account: {
    says: { en: "Change one's own password, log out", th: "เปลี่ยนรหัสผ่านของตนและออกจากระบบ" },
    scope: false,
    rules: rules("no", "yes", "yes", "yes", "yes", "no"),
  },
  settings: {
    says: { en: "Switch the page's keys on and off", th: "เปิดหรือปิดแป้นลัดของหน้า" },
    scope: false,
    rules: rules("no", "yes", "yes", "yes", "yes", "yes"),
  },
  import: {
    says: { en: "Bring records in", th: "นำข้อมูลเข้า" },
    scope: true,
    rules: rules("no", "no", "no", "no", "yes", "yes"),
  },
  run: {
    says: { en: "Start a run", th: "เริ่มรอบการประเมิน" },
    scope: true,
    rules: rules("no", "no", "no", "no", "yes", "yes"),
  },
  schedule: {
    says: {
      en: "Put reports, imports, runs and alerts on the timetable; have them done again, stopped, muted",
      th: "กำหนดเวลารายงาน การนำเข้า การประเมิน และการแจ้งเตือน สั่งทำซ้ำ หยุด หรือพัก",
    },
    scope: false,
    rules: rules("no", "no", "no", "no", "yes", "yes"),
  },
  people: {
    says: { en: "Manage users and keys", th: "จัดการผู้ใช้และคีย์" },
    scope: false,
    rules: rules("no", "no", "no", "no", "yes", "yes"),
  },
} as const satisfies Record<string, Allowed>;
export type Action = keyof typeof ACTIONS;

/** Words a key's scopes are made of. */
export const SCOPES = (Object.keys(ACTIONS) as Action[]).filter((action) => ACTIONS[action].scope);

/** Rows that one export may hold, by role: what is more is refused and never cut in silence. */
export const ROW_CAP: Record<Role, number> = {
  anonymous: 0,
  viewer: 0,
  reviewer: 200_000,
  auditor: 5_000_000,
  admin: 0,
  local: Number.POSITIVE_INFINITY,
};

/** Requests a minute, by role; OCP's own API wishes and trust.md Z7 ask for about these. */
export const RATE: Record<Role, number> = {
  anonymous: 60,
  viewer: 600,
  reviewer: 600,
  auditor: 600,
  admin: 600,
  local: Number.POSITIVE_INFINITY,
};

/** Exports that one person may have under way at once. */
export const HEAVY_AT_ONCE = 2;

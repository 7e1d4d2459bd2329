// Examples for the document, of one made-up purchase: what each operation answers, in the reader's language.
import type { Language } from "../text/text.ts";
import { DISCLAIMER } from "./shape.ts";

const RUN = { run_id: "20251001T020000Z-1a2b3c4d", as_of: "2025-09-30" };
const HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
const SEEN = { file: "made-up.csv", sha256: HASH, place: "21" };

const ACT = {
  act: "0d9e7a34-52a5-4a60-9c61-2d7a7f7f6a10",
  at: "2025-10-01T03:00:00.000Z",
  actor: "somchai.k",
  verb: "claim",
  verdict: null,
  explanation: null,
  field: null,
  reason: null,
};

const PROJECT = {
  rank: 1,
  id: "oc4ids-sample-000001",
  title: null,
  status: "completion",
  sector: "transport",
  region: "เชียงใหม่",
  public_authority: null,
  budget_amount: "20000000.00",
  currency: "THB",
  contracts: 2,
  contracts_amount: "19250000.00",
  contracts_currency: "THB",
  paid_amount: "19250000.00",
  final_amount: "19250000.00",
  final_currency: "THB",
  completed_on: "2025-06-30",
  due: 40,
  disclosed: 31,
  flags: 1,
  quality_flags: 0,
};

/** Examples of what is sent, by the name of the operation. */
export const SENT: Record<string, unknown> = {
  review: { verb: "claim", flags: [{ flag_id: "0123456789abcdef", evidence_hash: HASH, version: 0 }] },
  undoReview: { act: ACT.act },
  startRun: { profile: "thailand" },
  drawControls: { n: 20, seed: 1 },
  decideControl: { subject_id: "67000000001/1", verdict: "explained", reason: "The file shows three bids; two came late." },
};

function words(language: Language) {
  const say = (en: string, th: string): string => (language === "th" ? th : en);
  const buyer = { id: "name:กรมสมมติ", name: "กรมสมมติ / สำนักก่อสร้าง", kind: "public" };
  const supplier = { id: "TH-TIN:0000000000000", name: "บริษัท สมมติการช่าง จำกัด", kind: "juristic" };
  const flag = {
    rank: 1,
    flag_id: "0123456789abcdef",
    indicator: "R018",
    version: 1,
    title: say("Single bid received", "มีผู้ยื่นข้อเสนอเพียงรายเดียว"),
    subject_kind: "lot",
    subject_id: "67000000001",
    value: 1,
    threshold: 1,
    level: "medium",
    family: "single_bidders",
    maturity: "stable",
    says: say(
      "Bids received: 1. Method: open invitation. Time to bid: 12 days.",
      "มีผู้ยื่นข้อเสนอ 1 ราย วิธีจัดซื้อจัดจ้าง: ประกาศเชิญชวนทั่วไป ระยะเวลายื่นข้อเสนอ 12 วัน",
    ),
    evidence: { bids_count: 1, procurement_method_code: "open", open_days: 12 },
    seen_in: [SEEN],
    process_id: "67000000001",
    contract_id: "67000000001/1",
    process_title: "จ้างก่อสร้างสมมติ",
    buyer,
    supplier,
    amount: "1250000.00",
    currency: "THB",
    fiscal_year: 2025,
  };
  const { rank: _, ...bare } = flag;
  const totals = {
    currency: "THB",
    subjects: 40,
    judged: 32,
    flagged: 4,
    flagged_share: 0.125,
    amount: "98000000.00",
    flagged_amount: "5250000.00",
  };
  const stat = (key: string, name: string | null = null) => ({ rank: 1, key, name, ...totals });
  const profile = {
    party: buyer,
    role: "buyer",
    totals: [stat(buyer.id, buyer.name)],
    by_year: [stat("2025")],
    by_method: [stat("open")],
    by_indicator: [stat("R018")],
    others: [stat(supplier.id, supplier.name)],
  };
  const explanation = {
    ...RUN,
    disclaimer: DISCLAIMER[language],
    facts: { tender: [{ status: "complete", procurement_method: "open", bids_received: 1, seen_in: SEEN }] },
    score: { score: 0.5, judged: 6, flagged: 1, no_data: 3, rank: 12, rank_low: 8, rank_high: 40, of: 400 },
    flags: [bare],
    answers: [
      {
        indicator: "D301",
        title: say("Contract cost overrun", "มูลค่าสัญญาเพิ่มขึ้น"),
        family: "cost_overruns",
        subject_kind: "contract",
        status: "no_data",
        reason: "contract.first_amount",
        says_reason: say(
          "The source does not carry contract.first_amount (contract: amount as signed).",
          "แหล่งข้อมูลนี้ไม่มีข้อมูล “มูลค่าเมื่อลงนาม” ของสัญญา (contract.first_amount)",
        ),
        subjects: 1,
      },
    ],
    history: [{ contract_id: "67000000001/1", value_amount: "1250000.00", currency: "THB" }],
  };
  const list = (item: object) => ({
    ...RUN,
    disclaimer: DISCLAIMER[language],
    total: { count: 1, relation: "exact" },
    links: {},
    items: [item],
  });
  return { say, buyer, supplier, flag, totals, stat, profile, explanation, list };
}

/** The example of each operation, by its name. Those of indicators and runs are read where they lie. */
export function examplesOf(language: Language): Record<string, unknown> {
  const { say, buyer, supplier, flag, totals, stat, profile, explanation, list } = words(language);
  const ofRun = { ...RUN, disclaimer: DISCLAIMER[language] };
  const run = {
    ...RUN,
    profile: "thailand",
    inputs_hash: HASH,
    canon_hash: HASH,
    result_hash: HASH,
    started_at: "2025-10-01T02:00:00.000Z",
    seconds: 6.2,
  };
  const review = {
    flag_id: "0123456789abcdef",
    evidence_hash: HASH,
    version: 1,
    state: "claimed",
    on_older_facts: false,
    holder: "somchai.k",
    verdict: null,
    explanation: null,
    field: null,
    reason: null,
    history: [ACT],
  };
  const job = {
    job_id: "3f0a8a52-7a0e-4b7e-8f0b-0d7f7a0c9d11",
    kind: "import",
    state: "running",
    started_at: "2025-10-01T02:00:00.000Z",
    ended_at: null,
    exit: null,
    report: null,
  };
  return {
    listFlags: list(flag),
    listQueue: list({
      rank: 12,
      rank_low: 8,
      rank_high: 40,
      subject_kind: "contract",
      subject_id: "67000000001/1",
      process_id: "67000000001",
      title: "จ้างก่อสร้างสมมติ",
      score: 0.5,
      judged: 6,
      flagged: 1,
      no_data: 3,
      indicators: ["R018"],
      amount: "1250000.00",
      currency: "THB",
      amount_times: 4,
      worth: 0.5,
      novelty: 1,
      time_left: 0.25,
      days_left: null,
      phase: "ended",
      method: "open",
      signed_on: "2025-03-11",
      ends_on: "2025-09-07",
      status: "active",
      buyer,
      supplier,
    }),
    getDiff: {
      disclaimer: DISCLAIMER[language],
      before: { run_id: "20250901T020000Z-5e6f7a8b", as_of: "2025-08-31", result_hash: HASH },
      after: { ...RUN, result_hash: HASH },
      counts: { added: 1, removed: 0, changed: 0, same: 3 },
      causes: { scope: 0, method: 0, setting: 0, law: 0, day: 0, data: 1, peers: 0 },
      indicators: [{ indicator: "R018", added: 1, removed: 0, changed: 0 }],
      rules: [],
      listed: 1,
      flags: [
        {
          flag_id: flag.flag_id,
          indicator: flag.indicator,
          title: flag.title,
          subject_kind: flag.subject_kind,
          subject_id: flag.subject_id,
          change: "added",
          causes: ["data"],
          old: null,
          new: { value: 1, threshold: 1, evidence: flag.evidence, says: flag.says },
          facts: [
            {
              process_id: "67000000001",
              project_id: null,
              party_id: null,
              table: "tender",
              id: "67000000001",
              field: "bids_received",
              old: "2",
              new: "1",
              old_seen_in: SEEN,
              new_seen_in: SEEN,
            },
          ],
          facts_count: 1,
        },
      ],
    },
    getSanity: {
      ...RUN,
      before: null,
      indicators: [
        {
          indicator: "R018",
          title: say("Single bid received", "มีผู้ยื่นข้อเสนอเพียงรายเดียว"),
          version: 1,
          subjects: 50,
          flagged: 4,
          clear: 28,
          no_data: 8,
          not_applicable: 10,
          share: 0.125,
          share_low: 0.05,
          share_high: 0.281,
          no_data_share: 0.2,
          before: { flagged: 3, judged: 30, share: 0.1 },
          drift: 0.025,
          worst: [
            {
              reason: "tender.bids_received",
              says: say("The source does not carry tender.bids_received.", "ไม่มีข้อมูล tender.bids_received ในแหล่งข้อมูลนี้"),
              subjects: 8,
            },
          ],
          warnings: [],
          sensitivity: null,
        },
      ],
    },
    listWarnings: list({
      rank: 1,
      subject_id: "67000000001/1",
      process_id: "67000000001",
      title: "จ้างก่อสร้างสมมติ",
      buyer,
      supplier,
      amount: "1250000.00",
      currency: "THB",
      starts_on: "2025-03-11",
      first_ends_on: "2025-09-07",
      ends_on: "2025-09-07",
      days_left: -23,
      elapsed_share: 1.13,
      spent_share: 0.75,
      progress_share: null,
      paid_amount: "937500.00",
      slippage_days: null,
      late_milestones: null,
      milestones: null,
      extensions: 0,
      extension_days: null,
      pending_extensions: 0,
      end_low_on: "2025-10-11",
      end_middle_on: "2025-11-02",
      end_high_on: "2026-01-20",
      cost_low_amount: null,
      cost_middle_amount: null,
      cost_high_amount: null,
      time_like: 24,
      cost_like: 3,
      signals: ["silent_delay", "likely_late"],
      lacking: ["milestone.due_on"],
    }),
    getContract: { subject_kind: "contract", subject_id: "67000000001/1", ...explanation },
    getProcess: { subject_kind: "process", subject_id: "67000000001", ...explanation },
    getProject: { subject_kind: "project", subject_id: PROJECT.id, ...explanation, score: null, history: [] },
    listProjects: list({ ...PROJECT, title: "โครงการก่อสร้างถนนสมมติ", public_authority: buyer }),
    listBuyers: list({ rank: 1, ...buyer, ...totals }),
    listSuppliers: list({ rank: 1, ...supplier, ...totals }),
    getBuyer: { ...ofRun, ...profile },
    getSupplier: { ...ofRun, ...profile, party: supplier, role: "supplier" },
    compareParties: { ...ofRun, left: profile, right: profile },
    getNetwork: {
      ...ofRun,
      centre: [buyer.id],
      nodes: [buyer, supplier, { id: "TH-TIN:0000000000002", name: "บริษัท สมมติการช่าง จำกัด", kind: "juristic" }],
      ties: [
        { kind: "contracts", from: buyer.id, to: supplier.id, subjects: 3, judged: 3, flagged: 1, currency: "THB", amount: "4100000.00" },
        { kind: "held_alike", from: supplier.id, to: "TH-TIN:0000000000002", holding: "director", holder: null },
      ],
      cut: false,
    },
    listStats: list(stat("2025")),
    listSeries: list({ rank: 1, period: "2025-03", currency: "THB", value: 4 }),
    listReports: {
      items: [
        {
          name: "buyer-risk",
          title: { en: "Risk review of one agency", th: "รายงานข้อสังเกตด้านความเสี่ยงของหน่วยงาน" },
          for: { en: "Auditors", th: "ผู้ตรวจสอบ" },
          answers: { en: "Which contracts deserve a look first?", th: "สัญญาใดควรได้รับการตรวจทานก่อน" },
          needs: ["buyer"],
          settings: { seed: { type: "text" } },
          main: "leads",
          tables: ["by_unit"],
        },
      ],
    },
    getReport: {
      format: "jabta-report-1",
      title: { en: "Risk review of one agency", th: "รายงานข้อสังเกตด้านความเสี่ยงของหน่วยงาน" },
      stamp: { report: "buyer-risk", run_id: RUN.run_id, content_hash: HASH },
      tables: { totals: { columns: [{ name: "contracts_count", kind: "integer" }], rows: [[4651]] } },
    },
    listRuns: { items: [{ ...run, in_force: true }] },
    getRun: { ...run, results: [] },
    getCoverage: {
      ...RUN,
      items: [
        {
          indicator: "D301",
          title: say("Contract cost overrun", "มูลค่าสัญญาเพิ่มขึ้น"),
          source: "th-cgd",
          flagged: 0,
          clear: 0,
          not_applicable: 0,
          no_data: 400,
          judged_share: 0,
          lacking: [
            {
              reason: "contract.first_amount",
              says: say(
                "The source does not carry contract.first_amount (contract: amount as signed).",
                "แหล่งข้อมูลนี้ไม่มีข้อมูล “มูลค่าเมื่อลงนาม” ของสัญญา (contract.first_amount)",
              ),
              subjects: 400,
            },
          ],
        },
      ],
    },
    listDatasets: {
      ...RUN,
      items: [
        {
          source: "th-cgd",
          fields: [
            {
              field: "tender.bids_received",
              ocds: "tender/numberOfTenderers",
              label: say("number of bidders", "จำนวนผู้ยื่นข้อเสนอ"),
              rows: 400,
              filled: 0,
              share: 0,
              unlocks: ["R018"],
              helps: ["R019"],
            },
          ],
          supported: ["R003"],
          unsupported: [
            { indicator: "R018", title: say("Single bid received", "มีผู้ยื่นข้อเสนอเพียงรายเดียว"), missing: ["tender.bids_received"] },
          ],
        },
      ],
    },
    listPublished: {
      disclaimer: DISCLAIMER[language],
      items: [
        {
          publication_id: "5f9c2b1a-9f6e-4a58-8f6d-0f6f4f1d2c33",
          flag_id: flag.flag_id,
          published_at: "2025-10-20T04:00:00.000Z",
          indicator: flag.indicator,
          title: flag.title,
          says: flag.says,
          level: flag.level,
          process_id: flag.process_id,
          contract_id: flag.contract_id,
          process_title: flag.process_title,
          buyer: buyer.name,
          supplier: supplier.name,
          amount: flag.amount,
          currency: flag.currency,
          as_of: RUN.as_of,
          judged: 320,
          flagged: 40,
          no_data: 80,
          stands: true,
          replies: [
            { said_by: buyer.name, received_on: "2025-10-18", text: say("Two firms asked for the documents.", "มีผู้ขอรับเอกสารสองราย") },
          ],
          disclaimer: DISCLAIMER[language],
        },
      ],
    },
    getReview: review,
    getLearned: {
      run_id: RUN.run_id,
      precision: [
        {
          indicator: "R018",
          version: 1,
          referred: { k: 9, n: 12, low: 0.467, high: 0.911 },
          reasons: [{ verdict: "explained", reason: "specialist_market", flags: 3 }],
        },
      ],
      control: { unflagged: { k: 1, n: 40, low: 0.004, high: 0.129 }, flagged: { k: 12, n: 40, low: 0.181, high: 0.454 }, waiting: 20 },
      suggestions: [
        {
          indicator: "D301",
          param: "min_growth_share",
          now: 0.2,
          suggested: 0.25,
          before: { k: 9, n: 20, low: 0.258, high: 0.658 },
          after: { k: 9, n: 10, low: 0.596, high: 0.982 },
          kept: { k: 9, n: 9, low: 0.701, high: 1 },
        },
      ],
    },
    listControls: { items: [{ run_id: RUN.run_id, subject_id: "67000000001/1" }] },
    drawControls: { run_id: RUN.run_id, subjects: ["67000000001/1"] },
    decideControl: { subject_id: "67000000001/1", verdict: "explained" },
    review: { act: ACT.act, reviews: [review] },
    undoReview: { act: "6b1d0c1e-8c0e-4f5a-9d5e-3b1f1c9a7e21", undone: [review.flag_id] },
    startImport: job,
    startRun: { ...job, kind: "run" },
    getJob: { ...job, state: "done", ended_at: "2025-10-01T02:00:09.000Z", exit: 0, report: { snapshot: "2025-09-30-1a2b3c4d" } },
    isLive: { live: true },
    isReady: { ready: true, run_id: RUN.run_id },
  };
}

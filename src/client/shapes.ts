// Made by `npm run docs` from the document that the API serves at /openapi.json.

export type RunId = string;
export type Day = string;
export type Flag = { rank: number; flag_id: string; indicator: string; version: number; title: string; subject_kind: string; subject_id: string; value: number | null; threshold: number | null; level: "low" | "medium" | "high"; family: string; maturity: string; says: string; evidence: Record<string, unknown>; seen_in: (Address)[]; process_id: string | null; contract_id: string | null; process_title: string | null; buyer: PartyRef | null; supplier: PartyRef | null; amount: Amount | null; currency: string | null; fiscal_year: number | null };
export type Address = { file: string; sha256: string; place: string };
export type PartyRef = { id: string; name: string | null; kind: string };
export type Amount = string;
export type Problem = { type: string; title: string; status: number; detail?: string; instance: string; code: string; errors?: ({ pointer: string; parameter: string; code: string; detail: string })[]; links?: Record<string, string>; theirs?: ({ flag_id: string; version: number; actor: string; [more: string]: unknown })[] };
export type QueueItem = { subject_id: string; title: string | null; score: number | null; judged: number; flagged: number; no_data: number; indicators: (string)[]; amount: Amount | null; currency: string | null; worth: number | null; amount_times: number | null; novelty: number | null; time_left: number | null; days_left: number | null; rank: number; rank_low: number; rank_high: number; subject_kind: "contract" | "process"; process_id: string; phase: "unsigned" | "running" | "ended" | "unknown"; method: string | null; signed_on: Day | null; ends_on: Day | null; status: string | null; buyer: PartyRef | null; supplier: PartyRef | null };
export type QueueProcess = { subject_id: string; title: string | null; score: number | null; judged: number; flagged: number; no_data: number; indicators: (string)[]; amount: Amount | null; currency: string | null; worth: number | null; amount_times: number | null; novelty: number | null; time_left: number | null; days_left: number | null; rank: number; rank_low: number; rank_high: number; subject_kind: "process"; contracts: number; method: string | null; status: string | null; buyer: PartyRef | null };
export type QueueEntity = { subject_id: string; title: string | null; score: number | null; judged: number; flagged: number; no_data: number; indicators: (string)[]; amount: Amount | null; currency: string | null; worth: number | null; amount_times: number | null; novelty: number | null; time_left: number | null; days_left: number | null; rank: number | null; rank_low: number | null; rank_high: number | null; subject_kind: "buyer" | "supplier" | "project"; party_kind: string | null; share_low: number | null; share_high: number | null; shrunken_share: number | null; contracts: number; families: ({ family: string; k: number; n: number; own: boolean | null })[]; flagged_amount: Amount | null };
export type WarnedContract = { rank: number; subject_id: string; title: string | null; amount: Amount | null; currency: string | null; starts_on: Day | null; ends_on: Day | null; days_left: number | null; elapsed_share: number | null; spent_share: number | null; progress_share: number | null; paid_amount: Amount | null; slippage_days: number | null; late_milestones: number | null; milestones: number | null; signals: (string)[]; lacking: (string)[]; process_id: string; buyer: PartyRef | null; supplier: PartyRef | null; first_ends_on: Day | null; extensions: number; extension_days: number | null; pending_extensions: number; end_low_on: Day | null; end_middle_on: Day | null; end_high_on: Day | null; cost_low_amount: Amount | null; cost_middle_amount: Amount | null; cost_high_amount: Amount | null; time_like: number | null; cost_like: number | null };
export type WarnedProject = { rank: number; subject_id: string; title: string | null; amount: Amount | null; currency: string | null; starts_on: Day | null; ends_on: Day | null; days_left: number | null; elapsed_share: number | null; spent_share: number | null; progress_share: number | null; paid_amount: Amount | null; slippage_days: number | null; late_milestones: number | null; milestones: number | null; signals: (string)[]; lacking: (string)[]; status: string | null; progress_on: Day | null; contracts: number | null; contracted_amount: Amount | null; last_ends_on: Day | null; warned_contracts: number | null };
export type Explanation = { subject_kind: "contract" | "process" | "project" | "party"; subject_id: string; run_id: RunId; as_of: Day; disclaimer: string; facts: Record<string, (Fact)[]>; score: Score | null; flags: ({ flag_id: string; indicator: string; version: number; title: string; subject_kind: string; subject_id: string; value: number | null; threshold: number | null; level: "low" | "medium" | "high"; family: string; maturity: string; says: string; evidence: Record<string, unknown>; seen_in: (Address)[]; process_id: string | null; contract_id: string | null; process_title: string | null; buyer: PartyRef | null; supplier: PartyRef | null; amount: Amount | null; currency: string | null; fiscal_year: number | null })[]; answers: (Answer)[]; history: ({ contract_id: string; [more: string]: unknown })[] };
export type Fact = { seen_in: Address | null; [more: string]: unknown };
export type Score = { score: number | null; judged: number; flagged: number; no_data: number; rank: number; rank_low: number; rank_high: number; of: number };
export type Answer = { indicator: string; title: string; family: string; subject_kind: string; status: Status; reason: string | null; says_reason: string | null; subjects: number };
export type Status = "flagged" | "clear" | "not_applicable" | "no_data";
export type Project = { rank: number; id: string; title: string | null; status: string | null; sector: string | null; region: string | null; public_authority: PartyRef | null; budget_amount: Amount | null; currency: string | null; contracts: number; contracts_amount: Amount | null; contracts_currency: string | null; paid_amount: Amount | null; final_amount: Amount | null; final_currency: string | null; completed_on: Day | null; due: number; disclosed: number; flags: number; quality_flags: number };
export type Party = { rank: number; id: string; name: string | null; kind: string; currency: string | null; subjects: number; judged: number; flagged: number; flagged_share: number | null; amount: Amount | null; flagged_amount: Amount | null };
export type Stat = { rank: number; key: string | null; name: string | null; currency: string | null; subjects: number; judged: number; flagged: number; flagged_share: number | null; amount: Amount | null; flagged_amount: Amount | null };
export type Profile = { party: PartyRef; role: "buyer" | "supplier"; totals: (Stat)[]; by_year: (Stat)[]; by_method: (Stat)[]; by_indicator: (Stat)[]; others: (Stat)[] };
export type Tie = { kind: "contracts"; from: string; to: string; subjects: number; judged: number; flagged: number; currency: string | null; amount: Amount | null } | { kind: "bids_with"; from: string; to: string; processes: number } | { kind: "held_alike"; from: string; to: string; holding: string; holder: PartyRef | null } | { kind: "reached_alike"; from: string; to: string; contact: "one_address" | "one_phone"; parties: number };
export type Point = { rank: number; period: string; currency: string | null; value: number | Amount | null };
export type Indicator = { id: string; version: number; maturity: "described" | "draft" | "trial" | "stable" | "retired"; stage: "planning" | "tender" | "award" | "contract" | "implementation" | "any"; subject: "process" | "lot" | "bid" | "award" | "contract" | "party" | "buyer" | "supplier" | "project" | "buyer_year" | "buyer_class" | "buyer_supplier" | "buyer_supplier_year" | "buyer_supplier_class" | "bidder_pair" | "lot_pair" | "market_year" | "province_market_year" | "supplier_market_year"; family: "single_bidders" | "cost_overruns" | "time_extensions" | "repeat_winners" | "method" | "timing" | "price" | "collusion" | "disclosure" | "parties" | "quality"; together: "subject" | "process" | "buyer" | "supplier" | "buyer_supplier" | "market" | "all"; level: "low" | "medium" | "high"; title: { en: string; th: string }; asks: { en: string; th: string }; says: { en: string; th: string }; why: { en: string; th: string }; innocent: ({ en: string; th: string; id: string })[]; checks: ({ en: string; th: string })[]; requires?: (string)[]; params?: Record<string, { type: "integer"; default: number; means: { en: string; th: string } } | { type: "number"; default: number; means: { en: string; th: string } } | { type: "list"; default: (string)[]; means: { en: string; th: string } }>; basis?: ({ country: string; law: { en: string; th: string }; verified: boolean })[]; maps_to?: ({ system: string; name: string; match: "exact" | "narrower" | "broader" | "related" })[]; needs?: { en: string; th: string }; references: ({ title: string; url: string })[]; differs?: { en: string; th: string }; ordinary?: { max_share: number; because: { en: string; th: string } }; thai: "unread" | { read: string; by: string }; history?: ({ version: number; on: string; results: { en: string; th: string } })[]; formerly?: (string)[]; retired?: { on: string; because: { en: string; th: string } }; sql: string | null; outcome: { version: number; flagged: number; clear: number; not_applicable: number; no_data: number } | null };
export type Run = { run_id: RunId; as_of: Day; profile: string; inputs_hash: string; canon_hash: string; result_hash: string; started_at: string; seconds: number; in_force: boolean };
export type Manifest = { run_id: RunId; as_of: Day; profile: string; inputs_hash: string; canon_hash: string; result_hash: string; started_at: string; seconds: number; results: ({ indicator: string; version: number; flagged: number; clear: number; not_applicable: number; no_data: number; result_hash: string; [more: string]: unknown })[]; [more: string]: unknown };
export type RuleChange = { indicator: string; scope: "before" | "after" | null; version: { old: string | number; new: string | number } | null; sql_hash: { old: string | number; new: string | number } | null; settings: ({ name: string; old?: unknown; new?: unknown })[]; law: boolean; day: boolean };
export type FlagChange = { flag_id: string; indicator: string; title: string; subject_kind: string; subject_id: string; change: "added" | "removed" | "changed"; causes: (Cause)[]; old: FlagSide | null; new: FlagSide | null; facts: (FactChange)[]; facts_count: number };
export type Cause = "scope" | "method" | "setting" | "law" | "day" | "data" | "peers";
export type FlagSide = { value: number | null; threshold: number | null; evidence: Record<string, unknown>; says: string };
export type FactChange = { process_id: string | null; project_id: string | null; party_id: string | null; table: string; id: string | null; field: string | null; old: string | null; new: string | null; old_seen_in: Address | null; new_seen_in: Address | null };
export type Report = { name: string; title: { en: string; th: string }; for: { en: string; th: string }; answers: { en: string; th: string }; needs: (string)[]; settings: Record<string, { type: string; [more: string]: unknown }>; main: string; tables: (string)[] };
export type Coverage = { indicator: string; title: string; source: string; flagged: number; clear: number; not_applicable: number; no_data: number; judged_share: number | null; lacking: ({ reason: string; says: string; subjects: number })[] };
export type Sanity = { indicator: string; title: string; version: number; subjects: number; flagged: number; clear: number; no_data: number; not_applicable: number; share: number | null; share_low: number | null; share_high: number | null; no_data_share: number | null; before: { flagged: number; judged: number; share: number | null } | null; drift: number | null; worst: ({ reason: string; says: string; subjects: number })[]; warnings: ("many" | "none" | "unjudged" | "drift")[]; sensitivity: ({ param: string; value: number; flagged: number; judged: number; lower: { value: number; flagged: number; judged: number } | null; higher: { value: number; flagged: number; judged: number } | null })[] | null };
export type Dataset = { source: string; fields: ({ field: string; ocds: string | null; label: string; rows: number; filled: number; share: number | null; unlocks: (string)[]; helps: (string)[] })[]; supported: (string)[]; unsupported: ({ indicator: string; title: string; missing: (string)[] })[] };
export type Learned = { run_id: RunId; precision: ({ indicator: string; version: number | null; referred: Proportion; reasons: ({ verdict: "explained" | "bad_data"; reason: string; flags: number })[] })[]; control: { unflagged: Proportion; flagged: Proportion; waiting: number }; suggestions: ({ indicator: string; param: string; now: number; suggested: number; before: Proportion; after: Proportion; kept: Proportion })[] };
export type Proportion = { k: number; n: number; low: number | null; high: number | null };
export type Controls = { items: ({ run_id: RunId; subject_id: string })[] };
export type DrawnControls = { run_id: RunId; subjects: (string)[] };
export type DrawRequest = { n: number; seed: number };
export type DecidedControl = { subject_id: string; verdict: string };
export type ControlRequest = { subject_id: string; verdict: "refer" | "explained" | "bad_data"; reason: string };
export type Reviewed = { act: string; reviews: (Review)[] };
export type Review = { flag_id: string; evidence_hash: string; version: number; state: "new" | "claimed" | "waiting" | "decided" | "reopened"; on_older_facts: boolean; holder: string | null; verdict: "refer" | "explained" | "bad_data" | null; explanation: string | null; field: string | null; reason: string | null; history: (Act)[] };
export type Act = { act: string; at: string; actor: string; verb: string; verdict: "refer" | "explained" | "bad_data" | null; explanation: string | null; field: string | null; reason: string | null };
export type ReviewRequest = { verb: "claim" | "assign" | "release" | "note" | "ask" | "decide" | "reopen"; verdict?: "refer" | "explained" | "bad_data"; explanation?: string; field?: string; reason?: string; to?: string; flags: ({ flag_id: string; evidence_hash: string; version: number })[] };
export type Undone = { act: string; undone: (string)[] };
export type UndoRequest = { act: string };
export type Job = { job_id: string; kind: "import" | "run" | "check" | "report"; state: "running" | "done" | "failed"; started_at: string; ended_at: string | null; exit: number | null; report?: unknown };
export type RunRequest = { profile: string; as_of?: Day };
export type Published = { publication_id: string; flag_id: string; published_at: string; indicator: string; title: string; says: string; level: string; process_id: string | null; contract_id: string | null; process_title: string | null; buyer: string | null; supplier: string | null; amount: Amount | null; currency: string | null; as_of: Day; judged: number; flagged: number; no_data: number; stands: boolean; replies: ({ said_by: string; received_on: Day; text: string })[]; disclaimer: string };

export interface Operations {
  /** Flags that pass the filters, worst first. */
  listFlags: { asked: { indicator?: string; buyer?: string; supplier?: string; process?: string; contract?: string; project?: string; year?: number; province?: string; bbox?: string; method?: "open" | "selective" | "limited" | "direct"; category?: "goods" | "services" | "works"; level?: "low" | "medium" | "high"; contract_status?: "pending" | "active" | "terminated" | "cancelled"; min_amount?: string; max_amount?: string; from?: string; to?: string; q?: string; lang?: "en" | "th"; run?: string; limit?: number; cursor?: string; csv?: "guarded" | "raw" | "excel" }; answer: { run_id: RunId; as_of: Day; disclaimer: string; total: { count: number; relation: "exact" | "at_least" }; items: (Flag)[]; links: { next?: string } } };
  /** Contracts (and processes without one), processes, buyers, suppliers or projects, in the order in which a review is worth most. */
  listQueue: { asked: { indicator?: string; buyer?: string; supplier?: string; process?: string; contract?: string; project?: string; year?: number; province?: string; bbox?: string; method?: "open" | "selective" | "limited" | "direct"; category?: "goods" | "services" | "works"; level?: "low" | "medium" | "high"; contract_status?: "pending" | "active" | "terminated" | "cancelled"; min_amount?: string; max_amount?: string; from?: string; to?: string; q?: string; lang?: "en" | "th"; run?: string; limit?: number; cursor?: string; csv?: "guarded" | "raw" | "excel"; kind?: "contract" | "process" | "buyer" | "supplier" | "project"; order?: "score" | "worth" }; answer: { run_id: RunId; as_of: Day; disclaimer: string; total: { count: number; relation: "exact" | "at_least" }; items: (QueueItem | QueueProcess | QueueEntity)[]; links: { next?: string } } };
  /** Contracts or projects that still run: time against money and progress, slippage, silent delay, extensions, and how comparable contracts ended; most signs first. */
  listWarnings: { asked: { buyer?: string; supplier?: string; process?: string; contract?: string; project?: string; year?: number; province?: string; bbox?: string; method?: "open" | "selective" | "limited" | "direct"; category?: "goods" | "services" | "works"; contract_status?: "pending" | "active" | "terminated" | "cancelled"; min_amount?: string; max_amount?: string; from?: string; to?: string; q?: string; lang?: "en" | "th"; run?: string; limit?: number; cursor?: string; csv?: "guarded" | "raw" | "excel"; kind?: "contract" | "project" }; answer: { run_id: RunId; as_of: Day; disclaimer: string; total: { count: number; relation: "exact" | "at_least" }; items: (WarnedContract | WarnedProject)[]; links: { next?: string } } };
  /** Everything known and judged about one contract. */
  getContract: { asked: { id: string; lang?: "en" | "th"; run?: string }; answer: Explanation };
  /** Everything known and judged about one contracting process. */
  getProcess: { asked: { id: string; lang?: "en" | "th"; run?: string }; answer: Explanation };
  /** Infrastructure projects: budget, contracts, payments and final value side by side, and how many of CoST's items due were disclosed. */
  listProjects: { asked: { q?: string; lang?: "en" | "th"; run?: string; limit?: number; cursor?: string; csv?: "guarded" | "raw" | "excel" }; answer: { run_id: RunId; as_of: Day; disclaimer: string; total: { count: number; relation: "exact" | "at_least" }; items: (Project)[]; links: { next?: string } } };
  /** Everything known and judged about one infrastructure project: budget, contracts, payments, progress, and what was and was not disclosed. */
  getProject: { asked: { id: string; lang?: "en" | "th"; run?: string }; answer: Explanation };
  /** Buyers: how much of theirs was judged and flagged, most flagged first. */
  listBuyers: { asked: { q?: string; indicator?: string; buyer?: string; supplier?: string; year?: number; province?: string; bbox?: string; method?: "open" | "selective" | "limited" | "direct"; category?: "goods" | "services" | "works"; level?: "low" | "medium" | "high"; contract_status?: "pending" | "active" | "terminated" | "cancelled"; min_amount?: string; max_amount?: string; from?: string; to?: string; lang?: "en" | "th"; run?: string; limit?: number; cursor?: string; csv?: "guarded" | "raw" | "excel" }; answer: { run_id: RunId; as_of: Day; disclaimer: string; total: { count: number; relation: "exact" | "at_least" }; items: (Party)[]; links: { next?: string } } };
  /** One buyer in numbers. */
  getBuyer: { asked: { id: string; lang?: "en" | "th"; run?: string }; answer: { run_id: RunId; as_of: Day; disclaimer: string; party: PartyRef; role: "buyer" | "supplier"; totals: (Stat)[]; by_year: (Stat)[]; by_method: (Stat)[]; by_indicator: (Stat)[]; others: (Stat)[] } };
  /** Suppliers: how much of theirs was judged and flagged, most flagged first. Natural persons are not listed. */
  listSuppliers: { asked: { q?: string; indicator?: string; buyer?: string; supplier?: string; year?: number; province?: string; bbox?: string; method?: "open" | "selective" | "limited" | "direct"; category?: "goods" | "services" | "works"; level?: "low" | "medium" | "high"; contract_status?: "pending" | "active" | "terminated" | "cancelled"; min_amount?: string; max_amount?: string; from?: string; to?: string; lang?: "en" | "th"; run?: string; limit?: number; cursor?: string; csv?: "guarded" | "raw" | "excel" }; answer: { run_id: RunId; as_of: Day; disclaimer: string; total: { count: number; relation: "exact" | "at_least" }; items: (Party)[]; links: { next?: string } } };
  /** One supplier in numbers. */
  getSupplier: { asked: { id: string; lang?: "en" | "th"; run?: string }; answer: { run_id: RunId; as_of: Day; disclaimer: string; party: PartyRef; role: "buyer" | "supplier"; totals: (Stat)[]; by_year: (Stat)[]; by_method: (Stat)[]; by_indicator: (Stat)[]; others: (Stat)[] } };
  /** Two buyers, or two suppliers, side by side. */
  compareParties: { asked: { role: "buyer" | "supplier"; left: string; right: string; lang?: "en" | "th"; run?: string }; answer: { run_id: RunId; as_of: Day; disclaimer: string; left: Profile; right: Profile } };
  /** Who is tied to whom around a party, a process or a contract: by contracts, by bidding for the same, by the same owner or director as registers name them, and by the same address or telephone number as the records give them; a natural person is neither named nor compared. A tie is a fact, not a reproach. */
  getNetwork: { asked: { around: string; lang?: "en" | "th"; run?: string }; answer: { run_id: RunId; as_of: Day; disclaimer: string; centre: (string)[]; nodes: (PartyRef)[]; ties: (Tie)[]; cut: boolean } };
  /** Contracts, and processes without one, counted by a dimension: how many, judged, flagged, and how much; one row for each key and currency. A flag of a buyer, a supplier, a pair or a market counts for each contract it touches. */
  listStats: { asked: { by: "buyer" | "supplier" | "province" | "year" | "month" | "method" | "category" | "indicator"; indicator?: string; buyer?: string; supplier?: string; year?: number; province?: string; bbox?: string; method?: "open" | "selective" | "limited" | "direct"; category?: "goods" | "services" | "works"; level?: "low" | "medium" | "high"; contract_status?: "pending" | "active" | "terminated" | "cancelled"; min_amount?: string; max_amount?: string; from?: string; to?: string; lang?: "en" | "th"; run?: string; limit?: number; cursor?: string; csv?: "guarded" | "raw" | "excel" }; answer: { run_id: RunId; as_of: Day; disclaimer: string; total: { count: number; relation: "exact" | "at_least" }; items: (Stat)[]; links: { next?: string } } };
  /** One measure over time, by month of signing or fiscal year. */
  listSeries: { asked: { metric: "subjects" | "judged" | "flagged" | "flagged_share" | "amount" | "flagged_amount"; by?: "month" | "year"; indicator?: string; buyer?: string; supplier?: string; year?: number; province?: string; bbox?: string; method?: "open" | "selective" | "limited" | "direct"; category?: "goods" | "services" | "works"; level?: "low" | "medium" | "high"; contract_status?: "pending" | "active" | "terminated" | "cancelled"; min_amount?: string; max_amount?: string; from?: string; to?: string; lang?: "en" | "th"; run?: string; limit?: number; cursor?: string; csv?: "guarded" | "raw" | "excel" }; answer: { run_id: RunId; as_of: Day; disclaimer: string; total: { count: number; relation: "exact" | "at_least" }; items: (Point)[]; links: { next?: string } } };
  /** The catalogue of indicators, in both languages. */
  listIndicators: { asked: { lang?: "en" | "th"; run?: string }; answer: { run_id: RunId; items: (Indicator)[] } };
  /** One indicator whole: what it asks, how, and how to check it. */
  getIndicator: { asked: { id: string; lang?: "en" | "th"; run?: string }; answer: Indicator };
  /** Runs that are still here, newest first. */
  listRuns: { asked: { lang?: "en" | "th" }; answer: { items: (Run)[] } };
  /** Judge everything in the canon, in the background. */
  startRun: { asked: { lang?: "en" | "th"; body: RunRequest }; answer: Job };
  /** The manifest of one run: every input, setting and hash. */
  getRun: { asked: { id: string; lang?: "en" | "th" }; answer: Manifest };
  /** Flags that a run added, took away or shows differently beside an earlier one, each with its causes: data, method, setting, law, day, peers. Counts are of all, whatever the limit. */
  getDiff: { asked: { lang?: "en" | "th"; run?: string; before?: string; limit?: number }; answer: { disclaimer: string; before: { run_id: RunId; as_of: Day; result_hash: string }; after: { run_id: RunId; as_of: Day; result_hash: string }; counts: { added: number; removed: number; changed: number; same: number }; causes: { scope: number; method: number; setting: number; law: number; day: number; data: number; peers: number }; indicators: ({ indicator: string; added: number; removed: number; changed: number })[]; rules: (RuleChange)[]; listed: number; flags: (FlagChange)[] } };
  /** Reports, with the filters each needs and its settings. */
  listReports: { asked: { lang?: "en" | "th" }; answer: { items: (Report)[] } };
  /** One report filled from a run: its stamp and every table, whole. The same as `jabta report NAME --format json`. */
  getReport: { asked: { id: string; indicator?: string; buyer?: string; supplier?: string; process?: string; contract?: string; project?: string; year?: number; province?: string; bbox?: string; method?: "open" | "selective" | "limited" | "direct"; category?: "goods" | "services" | "works"; level?: "low" | "medium" | "high"; contract_status?: "pending" | "active" | "terminated" | "cancelled"; min_amount?: string; max_amount?: string; from?: string; to?: string; q?: string; lang?: "en" | "th"; run?: string; status?: "internal" | "for_reply" | "published" }; answer: { format: string; title: { en: string; th: string }; stamp: { run_id: string; content_hash: string; [more: string]: unknown }; tables: Record<string, Record<string, unknown>>; [more: string]: unknown } };
  /** What could not be judged, by indicator and source, and which field would mend it. */
  getCoverage: { asked: { lang?: "en" | "th"; run?: string }; answer: { run_id: RunId; as_of: Day; items: (Coverage)[] } };
  /** Whether what the run found can be right: shares, drift since the run before, worst fields, and what the settings decide. */
  getSanity: { asked: { lang?: "en" | "th"; run?: string }; answer: { run_id: RunId; as_of: Day; before: (RunId) & (string | null); indicators: (Sanity)[] } };
  /** What each record set fills in, which indicators its fields support, and which missing field would unlock which. */
  listDatasets: { asked: { lang?: "en" | "th"; run?: string }; answer: { run_id: RunId; as_of: Day; items: (Dataset)[] } };
  /** What verdicts teach, in counts alone: precision of each indicator by version and reason, what is missed, settings to consider. */
  getLearned: { asked: { lang?: "en" | "th" }; answer: Learned };
  /** Cases of the blind control sample that wait for a look; which of them are flagged is not told. */
  listControls: { asked: { lang?: "en" | "th" }; answer: Controls };
  /** Draw contracts for a blind look, half of them without a flag; the same seed draws the same. */
  drawControls: { asked: { lang?: "en" | "th"; body: DrawRequest }; answer: DrawnControls };
  /** Write what was found in a drawn case, once. */
  decideControl: { asked: { lang?: "en" | "th"; body: ControlRequest }; answer: DecidedControl };
  /** Claim, release, note, ask, decide or reopen: one act on up to 200 flags, all of them or none. Each flag goes with the evidence_hash and version that were seen. */
  review: { asked: { lang?: "en" | "th"; body: ReviewRequest }; answer: Reviewed };
  /** Take back an act of one's own within ten minutes. */
  undoReview: { asked: { lang?: "en" | "th"; body: UndoRequest }; answer: Undone };
  /** How one flag stands in review: what to send back with the next act, and everything done so far. */
  getReview: { asked: { id: string; lang?: "en" | "th" }; answer: Review };
  /** Send a file to be imported: the file itself is the body, as application/octet-stream. What it is is seen from its content. */
  startImport: { asked: { lang?: "en" | "th"; name: string; source?: string; as_of?: string; body: Blob | Uint8Array }; answer: Job };
  /** How an import or a run stands that was begun here. */
  getJob: { asked: { id: string; lang?: "en" | "th" }; answer: Job };
  /** Flags that were published, where publishing is on: approved by two people, with the reply of whoever is named. */
  listPublished: { asked: { lang?: "en" | "th" }; answer: { disclaimer: string; items: (Published)[] } };
  /** The process runs. */
  isLive: { asked: Record<never, never>; answer: { live: true } };
  /** The store answers, and from which run. */
  isReady: { asked: Record<never, never>; answer: { ready: true; run_id: RunId } };
}

export const PATHS = {
  listFlags: ["GET", "/v1/flags"],
  listQueue: ["GET", "/v1/queue"],
  listWarnings: ["GET", "/v1/warnings"],
  getContract: ["GET", "/v1/contracts/{id}"],
  getProcess: ["GET", "/v1/processes/{id}"],
  listProjects: ["GET", "/v1/projects"],
  getProject: ["GET", "/v1/projects/{id}"],
  listBuyers: ["GET", "/v1/buyers"],
  getBuyer: ["GET", "/v1/buyers/{id}"],
  listSuppliers: ["GET", "/v1/suppliers"],
  getSupplier: ["GET", "/v1/suppliers/{id}"],
  compareParties: ["GET", "/v1/compare"],
  getNetwork: ["GET", "/v1/network"],
  listStats: ["GET", "/v1/stats"],
  listSeries: ["GET", "/v1/series"],
  listIndicators: ["GET", "/v1/indicators"],
  getIndicator: ["GET", "/v1/indicators/{code}"],
  listRuns: ["GET", "/v1/runs"],
  startRun: ["POST", "/v1/runs"],
  getRun: ["GET", "/v1/runs/{id}"],
  getDiff: ["GET", "/v1/diff"],
  listReports: ["GET", "/v1/reports"],
  getReport: ["GET", "/v1/reports/{name}"],
  getCoverage: ["GET", "/v1/coverage"],
  getSanity: ["GET", "/v1/sanity"],
  listDatasets: ["GET", "/v1/datasets"],
  getLearned: ["GET", "/v1/learned"],
  listControls: ["GET", "/v1/controls"],
  drawControls: ["POST", "/v1/controls"],
  decideControl: ["POST", "/v1/controls/decide"],
  review: ["POST", "/v1/reviews"],
  undoReview: ["POST", "/v1/reviews/undo"],
  getReview: ["GET", "/v1/reviews/{id}"],
  startImport: ["POST", "/v1/imports"],
  getJob: ["GET", "/v1/jobs/{id}"],
  listPublished: ["GET", "/v1/published"],
  isLive: ["GET", "/live"],
  isReady: ["GET", "/ready"],
} as const satisfies Record<keyof Operations, readonly [string, string]>;

// Where an answer leads: which of its fields the next operation takes. The document tells it as links.

/** The next operation, its parameters and its body; `#/…` is a field of the answer, anything else stands for itself. */
interface Lead {
  to: string;
  parameters?: Record<string, string>;
  body?: object;
}

const PARTIES = (role: "buyer" | "supplier"): readonly Lead[] => {
  const One = role === "buyer" ? "Buyer" : "Supplier";
  return [
    { to: `get${One}`, parameters: { "path.id": "#/items/0/id" } },
    { to: `get${One}Feed`, parameters: { "path.id": "#/items/0/id" } },
    { to: "getNetwork", parameters: { "query.around": "#/items/0/id" } },
    { to: "compareParties", parameters: { "query.role": role, "query.left": "#/items/0/id", "query.right": "#/items/1/id" } },
  ];
};

const SEEN = { flag_id: "#/flag_id", evidence_hash: "#/evidence_hash", version: "#/version" };
/** What is decided of a case of the blind sample. */
const blindly = (subject: string): readonly Lead[] => [
  { to: "decideControl", body: { subject_id: subject, verdict: "explained", reason: "The file shows three bids; two came late." } },
];
const JOB: readonly Lead[] = [{ to: "getJob", parameters: { "path.id": "#/job_id" } }];

/** By the name of the operation that answered. */
const LEADS: Record<string, readonly Lead[]> = {
  listFlags: [
    { to: "getContract", parameters: { "path.id": "#/items/0/contract_id" } },
    { to: "getProcess", parameters: { "path.id": "#/items/0/process_id" } },
    { to: "getIndicator", parameters: { "path.code": "#/items/0/indicator" } },
    { to: "getReview", parameters: { "path.id": "#/items/0/flag_id" } },
    { to: "getNetwork", parameters: { "query.around": "#/items/0/process_id" } },
  ],
  listQueue: [{ to: "getProcess", parameters: { "path.id": "#/items/0/process_id" } }],
  listBuyers: PARTIES("buyer"),
  listSuppliers: PARTIES("supplier"),
  listProjects: [{ to: "getProject", parameters: { "path.id": "#/items/0/id" } }],
  listIndicators: [{ to: "getIndicator", parameters: { "path.code": "#/items/0/id" } }],
  listRuns: [
    { to: "getRun", parameters: { "path.id": "#/items/0/run_id" } },
    { to: "getDiff", parameters: { "query.run": "#/items/0/run_id", "query.before": "#/items/1/run_id" } },
  ],
  listReports: [{ to: "getReport", parameters: { "path.name": "#/items/0/name" } }],
  getReview: [{ to: "review", body: { verb: "claim", flags: [SEEN] } }],
  review: [{ to: "undoReview", body: { act: "#/act" } }],
  listControls: blindly("#/items/0/subject_id"),
  drawControls: blindly("#/subjects/0"),
  startImport: JOB,
  startRun: JOB,
};

const expressed = (part: unknown): unknown => {
  if (typeof part === "string") return part.startsWith("#/") ? `$response.body${part}` : part;
  if (Array.isArray(part)) return part.map(expressed);
  if (typeof part === "object" && part !== null) return Object.fromEntries(Object.entries(part).map(([name, it]) => [name, expressed(it)]));
  return part;
};

/** The links of an operation's answer, as OpenAPI has them. */
export function linksOf(name: string): Record<string, object> | undefined {
  const leads = LEADS[name];
  return (
    leads &&
    Object.fromEntries(
      leads.map(({ to, parameters, body }) => [
        to,
        {
          operationId: to,
          ...(parameters ? { parameters: expressed(parameters) as Record<string, string> } : {}),
          ...(body ? { requestBody: expressed(body) } : {}),
        },
      ]),
    )
  );
}

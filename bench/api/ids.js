// Ids that are really there, for a fuzzer that would otherwise only ever guess them: each parameter that takes one gets its list.

/** Which list each parameter takes, by operation. */
const TAKES = {
  getContract: { "path.id": "contract" },
  getProcess: { "path.id": "process" },
  getProject: { "path.id": "project" },
  getBuyer: { "path.id": "buyer" },
  getSupplier: { "path.id": "supplier" },
  getBuyerFeed: { "path.id": "buyer" },
  getSupplierFeed: { "path.id": "company" },
  getViewFeed: { "path.id": "view" },
  getIndicator: { "path.code": "indicator" },
  getRun: { "path.id": "run" },
  getReview: { "path.id": "flag" },
  getJob: { "path.id": "job" },
  getNetwork: { "query.around": "buyer" },
  compareParties: { "query.left": "buyer", "query.right": "buyer" },
  getDiff: { "query.before": "run" },
  getReport: {
    "path.name": "report",
    "query.buyer": "buyer",
    "query.supplier": "supplier",
    "query.process": "process",
    "query.contract": "contract",
  },
};

/** How often a parameter is given one of its list; else what the fuzzer makes up. */
const OFTEN = 0.8;

/** Reads ids from a server, with a key that may read. */
export async function realIds(url, headers) {
  const items = async (path) => {
    const answer = await fetch(url + path, { headers });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    return (await answer.json()).items;
  };
  const flags = await items("/v1/flags?limit=50");
  const suppliers = await items("/v1/suppliers?limit=50");
  const lists = {
    flag: flags.map((it) => it.flag_id),
    contract: flags.map((it) => it.contract_id),
    process: flags.map((it) => it.process_id),
    buyer: (await items("/v1/buyers?limit=50")).map((it) => it.id),
    supplier: suppliers.map((it) => it.id),
    // Natural persons have no feed.
    company: suppliers.filter((it) => it.kind !== "natural").map((it) => it.id),
    project: (await items("/v1/projects?limit=50")).map((it) => it.id),
    indicator: (await items("/v1/indicators")).map((it) => it.id),
    run: (await items("/v1/runs")).map((it) => it.run_id),
    report: (await items("/v1/reports")).map((it) => it.name),
  };
  return Object.fromEntries(Object.entries(lists).map(([name, ids]) => [name, [...new Set(ids.filter(Boolean))]]));
}

/** The same as lines of schemathesis.toml. What has no id here is left to the fuzzer. */
export function dictionaries(ids) {
  const lists = Object.entries(ids).filter(([, values]) => values.length > 0);
  const known = new Set(lists.map(([name]) => name));
  const lines = lists.map(([name, values]) => `[dictionaries.${name}]\nvalues = ${JSON.stringify(values)}\n`);
  for (const [operation, takes] of Object.entries(TAKES)) {
    const given = Object.entries(takes)
      .filter(([, list]) => known.has(list))
      .map(([parameter, list]) => `"${parameter}" = { dictionary = "${list}", probability = ${OFTEN} }`);
    if (given.length) lines.push(`[[operations]]\ninclude-operation-id = "${operation}"\nparameters = { ${given.join(", ")} }\n`);
  }
  return lines.join("\n");
}

// The DuckDB structure of a release document, as json_transform reads it. Mirrors release.ts; amounts stay texts until they are cast.

const money = { amount: "VARCHAR", currency: "VARCHAR" };
const organization = { id: "VARCHAR", name: "VARCHAR" };
const place = { id: "VARCHAR", at: "VARCHAR" };
const item = { id: "VARCHAR", classification: "VARCHAR" };

const period = { startDate: "VARCHAR", endDate: "VARCHAR" };
const document = { ...place, documentType: "VARCHAR", title: "VARCHAR", url: "VARCHAR", datePublished: "VARCHAR", contractID: "VARCHAR" };
const milestone = { ...place, title: "VARCHAR", status: "VARCHAR", dueDate: "VARCHAR", dateMet: "VARCHAR" };
const subcontract = { ...place, subcontractor: organization, value: money, process: "VARCHAR" };
const transaction = { ...place, date: "VARCHAR", value: money };
const observation = { ...place, metric: "VARCHAR", period, measure: "VARCHAR", unit: "VARCHAR", value: money };

const site = { latitude: "VARCHAR", longitude: "VARCHAR" };

const PROJECT = {
  id: "VARCHAR",
  description: "VARCHAR",
  status: "VARCHAR",
  type: "VARCHAR",
  purpose: "VARCHAR",
  sector: "VARCHAR",
  period,
  implementationPeriod: period,
  region: "VARCHAR",
  site,
  budget: { amount: money, approvalDate: "VARCHAR" },
  first: { budget: money },
  completion: {
    endDate: "VARCHAR",
    endDateDetails: "VARCHAR",
    finalValue: money,
    finalValueDetails: "VARCHAR",
    finalScope: "VARCHAR",
    finalScopeDetails: "VARCHAR",
  },
  budgetBreakdown: [{ ...place, description: "VARCHAR", period, amount: money, sourceParty: "VARCHAR" }],
  costMeasurements: [{ ...place, date: "VARCHAR", category: "VARCHAR", value: money }],
  forecasts: [observation],
  metrics: [observation],
  documents: [document],
  milestones: [milestone],
  transactions: [transaction],
  contractingProcesses: [{ ...place, names: ["VARCHAR"], carried: "BOOLEAN" }],
  disclosed: [place],
} as const;
const span = { from: "VARCHAR", to: "VARCHAR" };

export const RELEASE = {
  ocid: "VARCHAR",
  register: "BOOLEAN",
  listings: [{ ...place, ...span, country: "VARCHAR", list: "VARCHAR" }],
  rates: [{ ...place, currency: "VARCHAR", into: "VARCHAR", on: "VARCHAR", value: "VARCHAR", source: "VARCHAR" }],
  title: "VARCHAR",
  description: "VARCHAR",
  fiscalYear: "INTEGER",
  agreedValue: money,
  buyer: organization,
  entity: { ...organization, named: "VARCHAR", province: "VARCHAR" },
  buyerProvince: "VARCHAR",
  siteProvince: "VARCHAR",
  site,
  parties: [
    {
      ...organization,
      kind: "VARCHAR",
      registry_number: "VARCHAR",
      identifier: "VARCHAR",
      country: "VARCHAR",
      region: "VARCHAR",
      locality: "VARCHAR",
      address: "VARCHAR",
      phone: "VARCHAR",
      members: ["VARCHAR"],
      registration: { at: "VARCHAR", status: "VARCHAR", registeredOn: "VARCHAR", endedOn: "VARCHAR" },
      holdings: [{ ...place, ...span, holder: "VARCHAR", kind: "VARCHAR", share: "VARCHAR" }],
      debarments: [{ ...place, ...span, authority: "VARCHAR", ground: "VARCHAR" }],
      offices: [{ ...place, ...span, person: "VARCHAR", position: "VARCHAR" }],
    },
  ],
  planning: { budget: money },
  tender: {
    at: "VARCHAR",
    status: "VARCHAR",
    procurementMethod: "VARCHAR",
    procurementMethodDetails: "VARCHAR",
    procurementMethodRationale: "VARCHAR",
    mainProcurementCategory: "VARCHAR",
    items: [item],
    publishedOn: "VARCHAR",
    tenderPeriod: { startDate: "VARCHAR", endDate: "VARCHAR" },
    numberOfTenderers: "INTEGER",
    value: money,
    lots: [{ ...place, status: "VARCHAR", title: "VARCHAR", value: money }],
  },
  bids: [{ ...place, date: "VARCHAR", status: "VARCHAR", tenderers: [organization], relatedLots: ["VARCHAR"], value: money }],
  awards: [
    {
      ...place,
      status: "VARCHAR",
      date: "VARCHAR",
      value: money,
      suppliers: [organization],
      relatedLots: ["VARCHAR"],
      relatedBid: "VARCHAR",
      items: [item],
      hasSubcontracting: "BOOLEAN",
      subcontractedShare: "VARCHAR",
      subcontracts: [subcontract],
    },
  ],
  contracts: [
    {
      ...place,
      awardID: "VARCHAR",
      number: "VARCHAR",
      status: "VARCHAR",
      statusDetails: "VARCHAR",
      dateSigned: "VARCHAR",
      period,
      value: money,
      first: { endDate: "VARCHAR", amount: "VARCHAR" },
      finalValue: money,
      completedOn: "VARCHAR",
      suppliers: [organization],
      items: [item],
      hasSubcontracting: "BOOLEAN",
      subcontracts: [subcontract],
      amendments: [
        {
          ...place,
          type: "VARCHAR",
          date: "VARCHAR",
          description: "VARCHAR",
          rationale: "VARCHAR",
          oldEndDate: "VARCHAR",
          newEndDate: "VARCHAR",
          oldAmount: "VARCHAR",
          newAmount: "VARCHAR",
          currency: "VARCHAR",
          seen: {
            basis: "VARCHAR",
            kind: "VARCHAR",
            from: "VARCHAR",
            to: "VARCHAR",
            oldText: "VARCHAR",
            newText: "VARCHAR",
            oldAt: "VARCHAR",
          },
        },
      ],
      transactions: [transaction],
      milestones: [{ ...milestone, kind: "VARCHAR" }],
    },
  ],
  documents: [document],
  disclosed: [place],
  project: PROJECT,
} as const;

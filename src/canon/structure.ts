// The DuckDB structure of a release document, as json_transform reads it. Mirrors release.ts; amounts stay texts until they are cast.

const money = { amount: "VARCHAR", currency: "VARCHAR" };
const organization = { id: "VARCHAR", name: "VARCHAR" };
const place = { id: "VARCHAR", at: "VARCHAR" };

export const RELEASE = {
  ocid: "VARCHAR",
  title: "VARCHAR",
  fiscalYear: "INTEGER",
  agreedValue: money,
  buyer: organization,
  buyerProvince: "VARCHAR",
  siteProvince: "VARCHAR",
  parties: [
    {
      ...organization,
      kind: "VARCHAR",
      registry_number: "VARCHAR",
      country: "VARCHAR",
      region: "VARCHAR",
      locality: "VARCHAR",
      address: "VARCHAR",
      phone: "VARCHAR",
      members: ["VARCHAR"],
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
    itemClass: "VARCHAR",
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
      period: { startDate: "VARCHAR", endDate: "VARCHAR" },
      value: money,
      first: { endDate: "VARCHAR", amount: "VARCHAR" },
      finalValue: money,
      completedOn: "VARCHAR",
      suppliers: [organization],
      amendments: [
        {
          ...place,
          date: "VARCHAR",
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
      transactions: [{ ...place, date: "VARCHAR", value: money }],
      milestones: [{ ...place, title: "VARCHAR", status: "VARCHAR", dueDate: "VARCHAR", dateMet: "VARCHAR" }],
    },
  ],
} as const;

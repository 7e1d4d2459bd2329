// Made-up OCDS releases for the API's tests: enough to page through, with names that try to be formulas, tags or Thai.
const NAMES = [
  '=HYPERLINK("http://evil.example","open")',
  "+66 2 000 0000",
  "@SUM(A1:A9)",
  " =1+1",
  "\uFF1D1+1",
  "-5",
  "<img src=x onerror=alert(1)>",
  "บริษัท สมมติ ก่อสร้าง จำกัด",
  'Ordinary, "quoted" & Sons',
  "two\nlines",
];

const party = (id: string, name: string, roles: string[]) => ({ id: `XX-MADE-${id}`, name, roles, identifier: { scheme: "XX-MADE", id } });

/** One JSON line per process; every third has a single bidder, every fourth pays more than it agreed. */
export function madeUpReleases(processes: number): string {
  const lines = Array.from({ length: processes }, (_, index) => {
    const number = index + 1;
    const supplier = party(`S${index % NAMES.length}`, NAMES[index % NAMES.length]!, ["supplier", "tenderer"]);
    const rival = party("S-rival", "Rival Made Up Ltd", ["tenderer"]);
    const buyer = party(`B${index % 5}`, `Buyer ${index % 5} / สำนักสมมติ`, ["buyer"]);
    const single = index % 3 === 0;
    const value = { amount: 1_000_000 + 12_345.67 * number, currency: "XXM" };
    const month = String((index % 12) + 1).padStart(2, "0");
    return {
      ocid: `ocds-made0up-${number}`,
      id: `${number}-1`,
      date: `2024-${month}-20T00:00:00Z`,
      tag: ["compiled"],
      initiationType: "tender",
      parties: [buyer, supplier, ...(single ? [] : [rival])],
      buyer: { id: buyer.id, name: buyer.name },
      tender: {
        id: `T${number}`,
        title: `Made-up works ${number} งานสมมติ`,
        status: "complete",
        procurementMethod: "open",
        mainProcurementCategory: ["goods", "works", "services"][index % 3],
        tenderPeriod: { startDate: `2024-${month}-01T00:00:00Z`, endDate: `2024-${month}-10T00:00:00Z` },
        numberOfTenderers: single ? 1 : 2,
      },
      bids: {
        details: [supplier, ...(single ? [] : [rival])].map((bidder, nth) => ({
          id: `${number}-${nth}`,
          status: "valid",
          date: `2024-${month}-09T00:00:00Z`,
          tenderers: [{ id: bidder.id, name: bidder.name }],
          value: { amount: value.amount + nth * 1000, currency: value.currency },
        })),
      },
      awards: [
        {
          id: `A${number}`,
          status: "active",
          date: `2024-${month}-15T00:00:00Z`,
          value,
          suppliers: [{ id: supplier.id, name: supplier.name }],
        },
      ],
      contracts: [
        {
          id: `C/${number}`,
          awardID: `A${number}`,
          status: "active",
          dateSigned: `2024-${month}-18T00:00:00Z`,
          value,
          period: { startDate: `2024-${month}-18T00:00:00Z`, endDate: "2025-06-30T00:00:00Z" },
          ...(index % 4 === 0
            ? {
                implementation: {
                  transactions: [{ id: `P${number}`, date: "2024-12-28T00:00:00Z", value: { ...value, amount: value.amount * 1.5 } }],
                },
              }
            : {}),
        },
      ],
    };
  });
  return `${lines.map((line) => JSON.stringify(line)).join("\n")}\n`;
}

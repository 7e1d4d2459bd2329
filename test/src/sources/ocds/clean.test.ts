import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanRelease } from "../../../../src/sources/ocds/clean.ts";
import type { Cleaning, Problem } from "../../../../src/sources/ocds/cleaning.ts";

const ocid = "ocds-213czf-A";

function cleaned(raw: Record<string, unknown>, of: Partial<Cleaning> = {}) {
  const problems: Problem[] = [];
  const cleaning: Cleaning = {
    source: "x",
    country: null,
    datesRewritten: false,
    mask: (identity) =>
      `m${[...identity].map((letter) => String.fromCharCode(97 + (letter.codePointAt(0)! % 16))).join("")}aaaaaaaaaaaaaaaa`,
    problem: (problem) => problems.push(problem),
    ...of,
  };
  return { release: cleanRelease({ ocid, ...raw }, cleaning), problems };
}

describe("a whole release", () => {
  it("is reduced to what the canon holds, every element with its pointer", () => {
    const { release, problems } = cleaned({
      id: 12,
      date: "2024-01-05T00:00:00Z",
      tag: "tender",
      language: "en",
      parties: [
        { id: "B", name: "Town of A", roles: ["buyer"], address: { region: "North", countryName: "X", streetAddress: "1 Road" } },
        { id: "S", name: "Firm Ltd", identifier: { scheme: "GB-COH", id: "01" }, contactPoint: { telephone: 123 } },
      ],
      buyer: { id: "B", name: "Town of A" },
      planning: { budget: { amount: { amount: 100, currency: "gbp" } } },
      tender: {
        id: "T",
        title: "Road",
        status: "Complete",
        procurementMethod: "OPEN",
        procurementMethodDetails: "open procedure",
        mainProcurementCategory: "works",
        tenderPeriod: { startDate: "2024-01-01T08:00:00Z", endDate: "2024-02-01" },
        numberOfTenderers: "2",
        value: { amount: "99.50", currency: "GBP" },
        items: [{ id: "1", classification: { scheme: "CPV", id: 45233130 } }],
        lots: [{ id: 1, title: "East", status: "cancelled", value: { amount: 3 } }],
      },
      bids: {
        details: [
          { id: "b1", status: "valid", date: "2024-01-30", tenderers: [{ id: "S" }], relatedLot: 1, value: { amount: 5, currency: "GBP" } },
        ],
      },
      awards: [
        {
          id: "a",
          status: "active",
          date: "2024-03-01",
          suppliers: { id: "S", name: "Firm" },
          relatedLots: [{ lotId: "1" }],
          relatedBids: ["b1"],
        },
      ],
      contracts: [
        {
          id: "c",
          awardID: "a",
          status: "terminated",
          statusDetails: "Closed",
          dateSigned: "2024-03-20T00:00:00Z",
          period: { startDate: "2024-04-01", endDate: "2025-04-01" },
          value: { amount: 5, currency: "GBP" },
          implementation: {
            endDate: "2025-05-01",
            finalValue: { amount: 6, currency: "GBP" },
            transactions: [{ id: "t", date: "2024-05-01", amount: { amount: 2, currency: "GBP" } }, { value: 3 }],
            milestones: [{ id: "m", title: "Half", status: "met", dueDate: "2024-10-01", dateMet: "2024-10-09" }],
          },
        },
      ],
    });
    expect(problems).toEqual([]);
    expect(release).toEqual({
      ocid,
      id: "12",
      date: "2024-01-05T00:00:00Z",
      tag: ["tender"],
      title: "Road",
      buyer: { id: "B", name: "Town of A" },
      buyerProvince: "North",
      parties: [
        { id: "B", name: "Town of A", kind: "unknown", country: "X", region: "North", address: "1 Road" },
        { id: "S", name: "Firm Ltd", kind: "juristic", registry_number: "01", identifier: "GB-COH-01", phone: "123" },
      ],
      planning: { budget: { amount: "100", currency: "GBP" } },
      tender: {
        at: "/tender",
        status: "complete",
        procurementMethod: "open",
        procurementMethodDetails: "open procedure",
        mainProcurementCategory: "works",
        items: [{ id: "1", classification: "CPV:45233130" }],
        tenderPeriod: { startDate: "2024-01-01T08:00:00Z", endDate: "2024-02-01" },
        numberOfTenderers: 2,
        value: { amount: "99.50", currency: "GBP" },
        lots: [{ id: "1", at: "/tender/lots/0", status: "cancelled", title: "East", value: { amount: "3" } }],
      },
      bids: [
        {
          id: "b1",
          at: "/bids/details/0",
          date: "2024-01-30",
          status: "valid",
          tenderers: [{ id: "S", name: "Firm Ltd" }],
          relatedLots: ["1"],
          value: { amount: "5", currency: "GBP" },
        },
      ],
      awards: [
        {
          id: "a",
          at: "/awards/0",
          status: "active",
          date: "2024-03-01",
          suppliers: [{ id: "S", name: "Firm" }],
          relatedLots: ["1"],
          relatedBid: "b1",
        },
      ],
      contracts: [
        {
          id: "c",
          at: "/contracts/0",
          awardID: "a",
          status: "terminated",
          statusDetails: "Closed",
          dateSigned: "2024-03-20",
          period: { startDate: "2024-04-01", endDate: "2025-04-01" },
          value: { amount: "5", currency: "GBP" },
          finalValue: { amount: "6", currency: "GBP" },
          completedOn: "2025-05-01",
          transactions: [
            { id: "t", at: "/contracts/0/implementation/transactions/0", date: "2024-05-01", value: { amount: "2", currency: "GBP" } },
            { id: "#1", at: "/contracts/0/implementation/transactions/1", value: { amount: "3" } },
          ],
          milestones: [
            {
              id: "m",
              at: "/contracts/0/implementation/milestones/0",
              title: "Half",
              status: "met",
              dueDate: "2024-10-01",
              dateMet: "2024-10-09",
            },
          ],
        },
      ],
    });
    // As signed stays unknown: the value of one release is what holds on its day.
    expect(release.contracts![0]).not.toHaveProperty("first");
  });

  it("keeps a null, which deletes on merging, and adds no field that was absent", () => {
    expect(cleaned({ buyer: null, tender: null, planning: null }).release).toEqual({ ocid, buyer: null, tender: null, planning: null });
    expect(cleaned({ tender: { status: null, value: null } }).release.tender).toEqual({ at: "/tender", status: null, value: null });
    expect(cleaned({}).release).toEqual({ ocid });
  });

  it("survives any JSON under the names it reads", () => {
    const name = fc.constantFrom(
      ...[
        "id",
        "parties",
        "buyer",
        "planning",
        "budget",
        "tender",
        "bids",
        "details",
        "awards",
        "contracts",
        "value",
        "amount",
        "currency",
        "status",
      ],
      ...[
        "suppliers",
        "tenderers",
        "items",
        "lots",
        "relatedLots",
        "amendments",
        "changes",
        "implementation",
        "transactions",
        "period",
        "endDate",
      ],
    );
    const scalar = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.constant("2567-02-30"),
      fc.constant("1e400"),
    );
    const fields = (value: fc.Arbitrary<unknown>) => fc.dictionary(name, value, { maxKeys: 6 });
    const nested = (value: fc.Arbitrary<unknown>) => fc.oneof(scalar, fields(value), fc.array(fields(value), { maxLength: 3 }));
    fc.assert(
      fc.property(fields(nested(nested(nested(scalar)))), (raw) => {
        expect(JSON.stringify(cleaned(raw).release)).not.toMatch(/"[^"]*(?:NaN|undefined|\[object)/);
      }),
    );
  });

  it("survives every field having the wrong type", () => {
    for (const wrong of ["text", 5, true, [], {}, [[]], ["x"], [null], null]) {
      const names = ["id", "date", "tag", "parties", "buyer", "planning", "tender", "bids", "awards", "contracts"];
      const { release } = cleaned(Object.fromEntries(names.map((name) => [name, wrong])));
      expect(JSON.stringify(release)).not.toMatch(/NaN|undefined|\[object/);
      const inside = {
        status: wrong,
        value: wrong,
        suppliers: wrong,
        period: wrong,
        items: wrong,
        lots: wrong,
        amendments: wrong,
        implementation: wrong,
      };
      expect(
        JSON.stringify(cleaned({ tender: inside, awards: [inside], contracts: [inside], bids: { details: wrong } }).release),
      ).not.toMatch(/NaN|undefined/);
    }
  });
});

describe("words", () => {
  it("reads a publisher's own words by the codelist, and leaves out what is not listed", () => {
    expect(
      cleaned(
        {
          bids: {
            details: [
              { id: "1", status: "qualified" },
              { id: "2", status: "not-qualified" },
            ],
          },
        },
        { source: "am-armeps" },
      ).release.bids,
    ).toEqual([
      { id: "1", at: "/bids/details/0", status: "valid" },
      { id: "2", at: "/bids/details/1", status: "disqualified" },
    ]);
    const { release, problems } = cleaned({ bids: { details: [{ id: "1", status: "qualified" }] } }, { source: "x" });
    expect(release.bids![0]!.status).toBeNull();
    expect(problems).toEqual([{ at: "/bids/details/0/status", problem: "word_unmapped", field: "bid.status", word: "qualified" }]);
  });

  it("keeps a method it has no word for readable", () => {
    const { release } = cleaned(
      { tender: { procurementMethod: "Cerere a ofertelor de preţuri", status: "Evaluarea ofertelor" } },
      { source: "md-ppa" },
    );
    expect(release.tender).toMatchObject({
      procurementMethod: null,
      procurementMethodDetails: "Cerere a ofertelor de preţuri",
      status: "active",
    });
  });

  it("reads the method from its details where only those are listed", () => {
    const method = (procurementMethodDetails: string, source = "th-bma-ocds") =>
      cleaned({ tender: { procurementMethodDetails } }, { source, country: source.startsWith("th-") ? "TH" : null }).release.tender
        ?.procurementMethod;
    expect(method("เฉพาะเจาะจง")).toBe("direct");
    expect(method("ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)")).toBe("open");
    expect(method("อื่น ๆ")).toBeUndefined();
    expect(method("เฉพาะเจาะจง", "x")).toBeUndefined();
  });
});

describe("bids", () => {
  const tenderers = [
    { id: "1", name: "A" },
    { id: "2", name: "B" },
  ];

  it("stand for the tenderers where no bid is published", () => {
    expect(cleaned({ tender: { tenderers } }).release.bids).toEqual([
      { id: "tenderer:name:a", at: "/tender/tenderers", status: "submitted", tenderers: [{ id: "name:a", name: "A" }] },
      { id: "tenderer:name:b", at: "/tender/tenderers", status: "submitted", tenderers: [{ id: "name:b", name: "B" }] },
    ]);
    const parties = [{ id: "1", name: "A", roles: ["tenderer"] }];
    expect(cleaned({ tender: {}, parties }).release.bids).toMatchObject([{ id: "tenderer:name:a", at: "/parties" }]);
  });

  it("are not made of nameless tenderers, nor beside published bids", () => {
    expect(cleaned({ tender: { tenderers: [{ id: "1", name: "" }] } }).release.bids).toBeUndefined();
    expect(cleaned({ tender: { tenderers }, bids: { details: [{ id: "b" }] } }).release.bids).toEqual([{ id: "b", at: "/bids/details/0" }]);
  });

  it("are counted by the statistics where the tender does not say", () => {
    const statistics = [
      { measure: "bids", value: 3 },
      { measure: "bids", value: 1, relatedLot: "x" },
    ];
    expect(cleaned({ tender: {}, bids: { statistics } }).release.tender?.numberOfTenderers).toBe(3);
    expect(cleaned({ tender: { numberOfTenderers: 0 }, bids: { statistics } }).release.tender?.numberOfTenderers).toBe(0);
  });
});

describe("organisations", () => {
  it("get an id from scheme and number, else from the name, one way for every section", () => {
    const named = { name: "Example  Works, Ltd." };
    const { release } = cleaned({
      buyer: { identifier: { scheme: "GB-LAC", id: "E1" }, name: "Town" },
      awards: [{ id: "1", suppliers: [named] }],
      parties: [{ ...named, address: { locality: "Here" } }],
    });
    expect(release.buyer).toEqual({ id: "GB-LAC-E1", name: "Town" });
    const id = release.awards![0]!.suppliers![0]!.id;
    expect(id).toMatch(/^name:./);
    expect(release.parties).toMatchObject([
      { id, locality: "Here" },
      { id: "GB-LAC-E1", kind: "public", registry_number: "E1" },
    ]);
  });

  it("are found by role where the field is absent and one answer is certain", () => {
    const parties = [
      { id: "B", name: "B", roles: ["buyer"] },
      { id: "S", name: "S", roles: ["supplier"] },
    ];
    const { release } = cleaned({ parties, awards: [{ id: "1" }, { id: "2" }] });
    expect(release.buyer).toEqual({ id: "B", name: "B" });
    expect(release.awards!.map((award) => award.suppliers)).toEqual([[{ id: "S", name: "S" }], [{ id: "S", name: "S" }]]);
    const two = [...parties, { id: "S2", name: "S2", roles: ["supplier"] }];
    expect(cleaned({ parties: two, awards: [{ id: "1" }, { id: "2" }] }).release.awards![0]).not.toHaveProperty("suppliers");
    expect(cleaned({ parties: two, contracts: [{ id: "1" }] }).release.contracts![0]!.suppliers).toHaveLength(2);
  });

  it("give way to the procuring entity only where no buyer is named", () => {
    const tender = { procuringEntity: { id: "E", name: "E" } };
    expect(cleaned({ tender }).release).toMatchObject({ entity: { id: "E", name: "E" } });
    expect(cleaned({ tender, buyer: { id: "B", name: "B" } }).release.entity).toBeUndefined();
    expect(cleaned({ tender, buyer: { id: "B", name: "B" } }).release.buyer).toEqual({ id: "B", name: "B" });
  });
});

describe("natural persons", () => {
  // Made up: the number has a valid check digit and belongs to nobody we know of.
  const number = "1234567890121";
  const name = "นายสมมติ ตัวอย่าง";

  const hidden = (release: unknown) => {
    const text = JSON.stringify(release);
    expect(text).not.toContain(number);
    expect(text).not.toContain("สมมติ");
    expect(text).not.toContain("ตัวอย่าง");
  };

  it("are masked by Thai number or title, in parties and wherever they are named", () => {
    const { release } = cleaned(
      {
        parties: [{ id: number, name, roles: ["supplier"], address: { streetAddress: "1 ถนนตัวอย่าง" }, contactPoint: { telephone: "0" } }],
        tender: { title: `จ้าง${name} ปฏิบัติงาน`, tenderers: [{ id: number, name }] },
        awards: [{ id: "1", suppliers: [{ id: number, name }] }],
      },
      { source: "th-bma-ocds", country: "TH" },
    );
    hidden(release);
    const [party] = release.parties!;
    expect(party).toMatchObject({ kind: "natural", registry_number: null });
    expect(party!.name).toMatch(/^บุคคลธรรมดา · [a-p]{6}$/);
    expect(release.awards![0]!.suppliers).toEqual([{ id: party!.id, name: party!.name }]);
    expect(release.bids![0]!.id).toBe(`tenderer:${party!.id}`);
    expect(Object.keys(party!)).not.toEqual(expect.arrayContaining(["address"]));
  });

  it("are masked where the publisher says that they are persons", () => {
    const identifiers = [
      { scheme: "Cédula de Ciudadanía", id: number },
      { scheme: "MX-RFC", id: "ABCD010203XY1" },
      { scheme: "PT-NIPPC", id: "123456789" },
      { scheme: "X", id: number, juridicalPersonhood: "naturalPerson" },
    ];
    for (const identifier of identifiers) {
      const { release } = cleaned({
        parties: [{ id: identifier.id, name: "Ejemplo ตัวอย่าง", identifier }],
        buyer: { id: identifier.id, name: "Ejemplo ตัวอย่าง" },
      });
      hidden(release);
      expect(JSON.stringify(release)).not.toContain(identifier.id);
      expect(release.parties![0]!.kind).toBe("natural");
      expect(release.buyer!.id).toBe(release.parties![0]!.id);
    }
  });

  it("do not make organisations of the same register into persons", () => {
    const kind = (identifier: object) => cleaned({ parties: [{ id: "1", name: "X", identifier }] }).release.parties![0]!.kind;
    expect(kind({ scheme: "MX-RFC", id: "ABC010203XY1" })).toBe("juristic");
    expect(kind({ scheme: "PT-NIPPC", id: "501234567" })).toBe("juristic");
    expect(kind({ scheme: "MX-RFC", id: "ABCD010203XY1", juridicalPersonhood: "legalPerson" })).toBe("juristic");
    expect(kind({ scheme: "XX-YY", id: "1" })).toBe("unknown");
  });

  it("leave a Thai company its number, by which other sources know it", () => {
    const { release } = cleaned({ parties: [{ id: "TH-TIN-0105500000001", name: "บริษัท ตัวอย่าง จำกัด" }] }, { country: "TH" });
    expect(release.parties).toMatchObject([{ id: "TH-TIN:0105500000001", kind: "juristic", name: "บริษัท ตัวอย่าง จำกัด" }]);
  });
});

describe("elements", () => {
  it("of one id are one, later values first, and nothing replaced by nothing", () => {
    const award = { id: 1, title: "x", suppliers: [{ id: "S", name: "S" }], value: { amount: 1, currency: "COP" } };
    const { release } = cleaned({
      awards: [award, award, { id: "1", status: null, date: "2024-01-01", suppliers: [{ id: "R", name: "R" }] }],
    });
    expect(release.awards).toEqual([
      {
        id: "1",
        at: "/awards/0",
        value: { amount: "1", currency: "COP" },
        suppliers: [
          { id: "S", name: "S" },
          { id: "R", name: "R" },
        ],
        status: null,
        date: "2024-01-01",
      },
    ]);
  });

  it("of one id that say different things are told", () => {
    const contract = { id: 1360250, awardID: "A", value: { amount: 1, currency: "MXN" } };
    const { release, problems } = cleaned({
      contracts: [contract, contract, { ...contract, awardID: "B", value: { amount: 2, currency: "MXN" } }],
    });
    expect(release.contracts).toMatchObject([{ id: "1360250", awardID: "B", value: { amount: "2" } }]);
    expect(problems).toEqual([{ at: "/contracts/2", problem: "id_repeated", field: "contract", word: "1360250" }]);
  });

  it("without id are told apart by position, in one object or in several", () => {
    expect(cleaned({ awards: { title: "x" } }).release.awards).toEqual([{ id: "#0", at: "/awards" }]);
    expect(cleaned({ contracts: [{}, {}] }).release.contracts!.map(({ id }) => id)).toEqual(["#0", "#1"]);
  });

  it("take their lots from their items where they name none", () => {
    const items = [{ relatedLot: "L2" }, { relatedLot: "L2" }, { relatedLot: "L1" }];
    expect(cleaned({ awards: [{ id: "1", items }] }).release.awards![0]!.relatedLots).toEqual(["L2", "L1"]);
    expect(cleaned({ awards: [{ id: "1", items, relatedLots: ["L3"] }] }).release.awards![0]!.relatedLots).toEqual(["L3"]);
  });
});

describe("amendments", () => {
  const contract = { id: "c", value: { amount: 150, currency: "thb" }, period: { endDate: "2025-12-31" } };
  const amendments = (...list: unknown[]) => cleaned({ contracts: [{ ...contract, amendments: list }] }).release.contracts![0]!.amendments;

  it("that say nothing are none", () => {
    expect(
      amendments({ changes: [] }, { changes: {} }, { id: "1" }, { id: "2", date: "", rationale: " " }, { amendedValue: {} }),
    ).toBeUndefined();
    expect(cleaned({ contracts: [{ ...contract, amendment: { changes: [] } }] }).release.contracts![0]).not.toHaveProperty("amendments");
  });

  it("keep a day and a reason", () => {
    expect(amendments({ id: "1", date: "2025-01-01", description: "more time" })).toEqual([
      { id: "1", at: "/contracts/0/amendments/0", date: "2025-01-01", rationale: "more time" },
    ]);
    expect(cleaned({ contracts: [{ ...contract, amendment: { date: "2025-01-01" } }] }).release.contracts![0]!.amendments).toEqual([
      { id: "#0", at: "/contracts/0/amendment", date: "2025-01-01" },
    ]);
  });

  it("carry their changes; what came after is certain only for the one that changed it", () => {
    const first = {
      id: "1",
      changes: [
        { property: "value.amount", former_value: 100 },
        { property: "period.endDate", former_value: "2025-06-30" },
      ],
    };
    expect(amendments(first)).toMatchObject([
      { oldAmount: "100", newAmount: "150", currency: "THB", oldEndDate: "2025-06-30", newEndDate: "2025-12-31" },
    ]);
    const both = amendments(first, {
      id: "2",
      changes: [
        { property: "/value", former_value: { amount: 120 } },
        { property: "value", former_value: { amount: 120 } },
      ],
    })!;
    expect(both[0]).not.toHaveProperty("newAmount");
    expect(both[0]).toMatchObject({ newEndDate: "2025-12-31" });
    expect(both[1]).toMatchObject({ oldAmount: "120", currency: "THB" });
    expect(amendments({ id: "3", amendedValue: { amount: "130.00", currency: "THB" } })).toMatchObject([
      { newAmount: "130.00", currency: "THB" },
    ]);
  });
});

describe("contractAmendments", () => {
  it("are amendments with what was before and after; zeros and the first day of the era are no values", () => {
    const none = { amount: 0, currency: "MXN" };
    const noPeriod = { startDate: "0001-01-01T00:00:00-06:00", endDate: "0001-01-01T00:00:00-06:00" };
    const shell = {
      id: "MT-1",
      contractAmendmentType: "Monto y Tiempo",
      previousValue: none,
      actualValue: none,
      previousPeriod: noPeriod,
      actualPeriod: noPeriod,
    };
    const contractAmendments = [
      { ...shell, date: "2019-04-29T00:00:00-05:00" },
      {
        ...shell,
        date: "2018-04-29T00:00:00-05:00",
        actualValue: { amount: 5, currency: "MXN" },
        previousPeriod: { endDate: "2018-01-01" },
        actualPeriod: { endDate: "2018-02-01" },
      },
    ];
    const { release } = cleaned({ contracts: [{ id: "c", contractAmendments }] });
    const rationale = "Monto y Tiempo";
    expect(release.contracts![0]!.amendments).toEqual([
      { id: "MT-1 2019-04-29", at: "/contracts/0/contractAmendments/0", date: "2019-04-29", rationale, oldEndDate: null },
      {
        id: "MT-1 2018-04-29",
        at: "/contracts/0/contractAmendments/1",
        date: "2018-04-29",
        rationale,
        oldEndDate: "2018-01-01",
        newEndDate: "2018-02-01",
        oldAmount: "0",
        newAmount: "5",
        currency: "MXN",
      },
    ]);
  });
});

describe("the Bangkok administration's releases", () => {
  const of: Partial<Cleaning> = { source: "th-bma-ocds", country: "TH", datesRewritten: true };

  it("name the purchase in the budget, write Buddhist years, and carry the date of the file", () => {
    const { release } = cleaned(
      {
        date: "2568-02-01T01:00:00+07:00",
        planning: { budget: { project: "จ้างปรับปรุงทางเท้า", value: { amount: 5, currency: "THB" } } },
        contracts: [
          { id: "1", dateSigned: "2568-01-10", implementation: { financialProgress: { totalSpend: { amount: 4, currency: "THB" } } } },
        ],
      },
      of,
    );
    expect(release).toMatchObject({ date: null, title: "จ้างปรับปรุงทางเท้า", planning: { budget: { amount: "5", currency: "THB" } } });
    expect(release.contracts).toMatchObject([
      { dateSigned: "2025-01-10", transactions: [{ id: "totalSpend", value: { amount: "4", currency: "THB" } }] },
    ]);
  });
});

describe("owners of an organisation", () => {
  const company = (id: string, more: object) => ({ id, name: `Company ${id}`, identifier: { scheme: "MD-IDNO", id }, ...more });

  it("are masked persons, told apart by name and year of birth and never by the id that counts them", () => {
    const { release } = cleaned({
      parties: [
        company("A1", { beneficialOwners: [{ id: "1", name: "Ana Popescu", nationality: "MD" }] }),
        company("B2", {
          beneficialOwners: [{ id: "2", name: "ANA  POPESCU" }, { id: "1", name: "Ion Rusu", birthDate: "1970-05-01" }, { id: "3" }],
        }),
      ],
    });
    const [a, b, ana, ion] = [0, 1, 2, 3].map(
      (index) =>
        release.parties!.find(({ id }) => id === ["A1", "B2"][index]) ??
        release.parties!.filter(({ kind }) => kind === "natural")[index - 2],
    );
    expect(a!.holdings).toEqual([{ id: `owner ${ana!.id}`, at: "/parties/0/beneficialOwners/0", holder: ana!.id, kind: "owner" }]);
    expect(b!.holdings!.map(({ holder, at }) => [holder, at])).toEqual([
      [ana!.id, "/parties/1/beneficialOwners/0"],
      [ion!.id, "/parties/1/beneficialOwners/1"],
    ]);
    expect(release.parties).toHaveLength(4);
    expect(JSON.stringify(release)).not.toMatch(/popescu|rusu|1970/i);
  });

  it("hold shares where the release says so, as the parties that they are", () => {
    const { release } = cleaned({
      parties: [
        company("A1", {
          shareholders: [
            { id: "1", shareholder: { id: "B2", name: "Company B2" }, shareholding: 0.3337 },
            { id: "2", shareholder: { id: "C3", name: "Company C3" }, shareholding: 33 },
            { id: "3" },
          ],
        }),
        company("B2", {}),
      ],
    });
    expect(release.parties!.find(({ id }) => id === "A1")!.holdings).toEqual([
      { id: "shareholder B2", at: "/parties/0/shareholders/0", holder: "B2", kind: "shareholder", share: "0.3337" },
      { id: "shareholder C3", at: "/parties/0/shareholders/1", holder: "C3", kind: "shareholder" },
    ]);
    expect(release.parties!.map(({ id }) => id)).toEqual(["A1", "B2", "C3"]);
  });
});

describe("what is subcontracted", () => {
  it("is read of awards and contracts, and nothing is guessed", () => {
    const { release } = cleaned({
      awards: [
        {
          id: "a",
          hasSubcontracting: true,
          subcontracting: {
            minimumPercentage: 0.25,
            subcontracts: [{ id: "1", subcontractor: { id: "S", name: "Sub Ltd" }, value: { amount: 5, currency: "EUR" } }, { id: "2" }],
          },
        },
        { id: "b", subcontracting: { subcontracts: [{ id: "1", subcontractor: { id: "S" } }] } },
        { id: "c", hasSubcontracting: false },
        { id: "d", hasSubcontracting: "yes" },
      ],
      contracts: [{ id: "k", subcontracting: { subcontracts: [{ id: "1", subcontractor: { id: "S" } }] } }],
    });
    expect(release.awards).toEqual([
      {
        id: "a",
        at: "/awards/0",
        hasSubcontracting: true,
        subcontractedShare: "0.25",
        subcontracts: [
          {
            id: "1",
            at: "/awards/0/subcontracting/subcontracts/0",
            subcontractor: { id: "S", name: "Sub Ltd" },
            value: { amount: "5", currency: "EUR" },
          },
          { id: "2", at: "/awards/0/subcontracting/subcontracts/1" },
        ],
      },
      expect.objectContaining({ id: "b", hasSubcontracting: true }),
      { id: "c", at: "/awards/2", hasSubcontracting: false },
      { id: "d", at: "/awards/3" },
    ]);
    expect(release.contracts![0]!.subcontracts).toMatchObject([
      { id: "1", at: "/contracts/0/subcontracting/subcontracts/0", subcontractor: { id: "S" } },
    ]);
  });
});

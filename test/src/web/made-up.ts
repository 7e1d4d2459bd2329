// Made-up records for the page: ordinary ones that raise flags of several kinds, and hostile ones that try to be more than text.

const date = (day: string) => `${day}T00:00:00Z`;
const money = (amount: number, currency = "THB") => ({ amount, currency });

/** Names that try to break out of text; all of them are only ever text. */
export const HOSTILE = {
  script: `<script>document.title='owned'</script><img src=x onerror="document.title='owned'">`,
  breakout: `"></title></textarea><svg onload="document.title='owned'">`,
  bidi: "safe\u202Egpj.exe \u2067right to left\u2069",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a template that must never be run is what is meant
  template: "{{7*7}} ${7*7} <%= 7*7 %>",
  formula: `=HYPERLINK("https://example.org";"click")`,
  link: "javascript:document.title='owned'",
  path: "../../etc/passwd?x=1#y&z=%00",
  endless: "ชื่อที่ยาวมากเหลือเกิน".repeat(900),
} as const;

interface Firm {
  id: string;
  name: string;
  address?: string;
  phone?: string;
}

interface Purchase {
  id: string;
  title: string;
  buyer: string;
  supplier: Firm;
  method: "open" | "direct";
  budget: number;
  price: number;
  signed: string;
  ends: string;
  number?: string;
  bidders?: Firm[];
  rationale?: string;
}

const partyOf = (party: Firm, role: string) => ({
  id: party.id,
  name: party.name,
  roles: [role],
  address: party.address && { streetAddress: party.address },
  contactPoint: party.phone && { telephone: party.phone },
  identifier: { scheme: "TH-TIN", id: party.id, legalName: party.name },
});

/** One purchase as an OCDS release. */
function release(prefix: string, it: Purchase, more: { release?: string; date?: string; contract?: object } = {}) {
  const buyer = { id: `buyer-${it.buyer.slice(0, 24)}`, name: it.buyer };
  const bidders = it.bidders ?? [it.supplier];
  return {
    ocid: `${prefix}-${it.id}`,
    id: more.release ?? "1",
    date: date(more.date ?? it.signed),
    tag: ["compiled"],
    language: "th",
    initiationType: "tender",
    buyer,
    parties: [{ ...buyer, roles: ["buyer"] }, ...bidders.map((bidder) => partyOf(bidder, "tenderer"))],
    planning: { budget: { amount: money(it.budget) } },
    tender: {
      id: it.id,
      title: it.title,
      status: "complete",
      procurementMethod: it.method,
      procurementMethodRationale: it.rationale,
      mainProcurementCategory: "works",
      value: money(it.budget),
      tenderPeriod: it.method === "open" ? { startDate: date("2024-01-08"), endDate: date("2024-02-05") } : undefined,
      numberOfTenderers: it.method === "open" ? bidders.length : undefined,
    },
    bids:
      it.method === "open"
        ? {
            details: bidders.map((bidder, index) => ({
              id: `bid-${index}`,
              status: "valid",
              date: date("2024-02-01"),
              tenderers: [{ id: bidder.id, name: bidder.name }],
              value: money(it.price + index * 137_000),
            })),
          }
        : undefined,
    awards: [
      {
        id: "award",
        status: "active",
        date: date("2024-02-20"),
        value: money(it.price),
        suppliers: [{ id: it.supplier.id, name: it.supplier.name }],
      },
    ],
    contracts: [
      {
        id: it.number ?? "1",
        awardID: "award",
        status: "active",
        dateSigned: date(it.signed),
        period: { startDate: date(it.signed), endDate: date(it.ends) },
        value: money(it.price),
        ...more.contract,
      },
    ],
  };
}

/** A made-up registry number whose last digit fits the others. */
const tin = (twelve: string): string => {
  const sum = [...twelve].reduce((total, digit, index) => total + Number(digit) * (13 - index), 0);
  return twelve + ((11 - (sum % 11)) % 10);
};

// The bridge builder has the address of one and the telephone of the other, and a natural person answers it too.
const ADDRESS = "88/8 ถนนตัวอย่าง แขวงสมมติ เขตสมมุติ";
const PHONE = "0 2555 0199";
const ROAD = { id: tin("010550000001"), name: "บริษัท ถนนดีสมมติ จำกัด", address: ADDRESS };
const BRIDGE = { id: tin("010550000002"), name: "บริษัท สะพานสมมติ จำกัด", address: ADDRESS, phone: PHONE };
const HALL = { id: tin("010350000003"), name: "ห้างหุ้นส่วนจำกัด อาคารสมมติ", phone: "+66 2-555-0199 ต่อ 4" };
const OFFICE = "เทศบาลเมืองตัวอย่าง";

/** Law of Thailand applies to this prefix; records under it cannot be put in order by their dates. */
const THAI = "ocds-bq4ldt";
const OTHER = "ocds-zz9zz9";

const changing: Purchase = {
  id: "road-1",
  title: "ก่อสร้างถนนคอนกรีตเสริมเหล็ก สายตัวอย่าง 1",
  buyer: OFFICE,
  supplier: ROAD,
  method: "open",
  budget: 12_000_000,
  price: 11_400_000,
  signed: "2024-03-01",
  ends: "2024-09-30",
};

/** Releases of one contract that grows in value and time after signature. */
const changed = [
  release(OTHER, changing, { release: "a", date: "2024-03-02" }),
  release(OTHER, changing, {
    release: "b",
    date: "2024-12-02",
    contract: {
      value: money(15_900_000),
      period: { startDate: date("2024-03-01"), endDate: date("2025-06-30") },
      implementation: {
        transactions: [
          { id: "t1", date: date("2024-06-01"), value: money(5_000_000) },
          { id: "t2", date: date("2024-11-01"), value: money(6_250_000.5) },
        ],
        milestones: [{ id: "m1", title: "งวดงานที่ 1", status: "met", dueDate: date("2024-05-30"), dateMet: date("2024-06-10") }],
      },
    },
  }),
];

const direct = (id: string, title: string, price: number, signed: string, more: Partial<Purchase> = {}) =>
  release(THAI, { id, title, buyer: OFFICE, supplier: HALL, method: "direct", budget: price, price, signed, ends: "2024-12-31", ...more });

const bridge = release(OTHER, { ...changing, id: "bridge-1", title: "ซ่อมสะพานตัวอย่าง", supplier: BRIDGE, bidders: [BRIDGE, ROAD, HALL] });

const ordinary = [
  direct("hall-1", "ปรับปรุงอาคารสำนักงาน โดยวิธีเฉพาะเจาะจง", 4_200_000, "2024-03-05"),
  direct("desk-1", "ซื้อโต๊ะทำงาน", 480_000, "2024-05-02"),
  direct("desk-2", "ซื้อเก้าอี้ทำงาน", 470_000, "2024-05-06"),
  direct("desk-3", "ซื้อตู้เอกสาร", 450_000, "2024-05-09"),
  direct("person-1", "จ้างเหมาบริการรายบุคคล", 90_000, "2024-04-01", {
    supplier: { id: tin("110000000000"), name: "นายสมมติ นามสมมุติ", phone: PHONE },
  }),
  ...Array.from({ length: 8 }, (_, n) =>
    direct(`small-${n}`, `จัดซื้อวัสดุสำนักงาน ครั้งที่ ${n + 1}`, 60_000 + n * 11_000, `2024-0${n + 1}-11`, { supplier: BRIDGE }),
  ),
];

const hostile = [
  direct("hostile-1", HOSTILE.script, 5_000_000, "2024-06-01", {
    buyer: HOSTILE.breakout,
    supplier: { id: tin("010550000004"), name: HOSTILE.bidi },
  }),
  direct("hostile-2", HOSTILE.endless, 6_000_000, "2024-06-02", {
    buyer: HOSTILE.endless,
    supplier: { id: tin("010550000005"), name: HOSTILE.template },
  }),
  direct("hostile-3", HOSTILE.formula, 7_000_000, "2024-06-03", {
    number: HOSTILE.path,
    buyer: HOSTILE.link,
    supplier: { id: tin("010550000006"), name: HOSTILE.script },
  }),
];

const packaged = (releases: readonly object[]): string =>
  JSON.stringify({
    uri: "https://example.org/made-up",
    version: "1.1",
    publishedDate: date("2025-01-15"),
    publisher: { name: "Made up" },
    releases,
  });

/** Release packages by file name: each file is one publisher's. */
export const madeUpFiles = (): Record<string, string> => ({
  "thai.json": packaged([...ordinary, ...hostile]),
  "other.json": packaged([...changed, bridge]),
});

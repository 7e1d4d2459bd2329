// Documents of a release: of each contract, type and day the first, types in the standard's words where a publisher has its own.
import { expect, test } from "vitest";
import type { Cleaning } from "../../../../src/sources/ocds/cleaning.ts";
import { documentsOf } from "../../../../src/sources/ocds/document.ts";

const cleaning: Cleaning = { source: "mx-jalisco", country: "MX", datesRewritten: false, mask: () => "", problem: () => {} };

test("documents of plan, tender and award belong to no contract; those of a contract and of its works do", () => {
  const raw = {
    planning: { documents: [{ documentType: "projectPlan", datePublished: "2017-01-02T00:00:00Z" }] },
    tender: {
      documents: [
        { documentType: "Bases", datePublished: "2017-02-03" },
        { documentType: "Bases", datePublished: "2017-02-03" },
        { documentType: "Bases", datePublished: "2017-03-04" },
        { documentType: "Tender Notice" },
        { title: "no type" },
      ],
    },
    awards: [{ documents: { documentType: "awardNotice" } }],
    contracts: [
      { id: "C1", documents: [{ documentType: "contrato" }] },
      { documents: [{ documentType: "croquis" }], implementation: { documents: [{ documentType: "contrato" }] } },
    ],
  };
  expect(documentsOf(raw, cleaning)).toEqual([
    { id: "projectPlan/2017-01-02", at: "/planning/documents/0", documentType: "projectPlan", datePublished: "2017-01-02" },
    { id: "biddingDocuments/2017-02-03", at: "/tender/documents/0", documentType: "biddingDocuments", datePublished: "2017-02-03" },
    { id: "biddingDocuments/2017-03-04", at: "/tender/documents/2", documentType: "biddingDocuments", datePublished: "2017-03-04" },
    { id: "tenderNotice", at: "/tender/documents/3", documentType: "tenderNotice" },
    { id: "awardNotice", at: "/awards/0/documents", documentType: "awardNotice" },
    { id: "C1/contractSigned", at: "/contracts/0/documents/0", documentType: "contractSigned", contractID: "C1" },
    { id: "#1/croquis", at: "/contracts/1/documents/0", documentType: "croquis", contractID: "#1" },
    { id: "#1/contractSigned", at: "/contracts/1/implementation/documents/0", documentType: "contractSigned", contractID: "#1" },
  ]);
});

test("a release without documents has none", () => expect(documentsOf({ tender: {} }, cleaning)).toBeUndefined());

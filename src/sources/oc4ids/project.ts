// Cleans one OC4IDS project: types made right, natural persons masked, nothing guessed.

import type { Document, Observation, Project } from "../../canon/project.ts";
import type { Release } from "../../canon/release.ts";
import type { Organisations } from "../ocds/clean-party.ts";
import { type Cleaning, compact, type Raw } from "../ocds/cleaning.ts";
import { freeText, idOf } from "../ocds/element.ts";
import { dayValue, decimalValue, elementsOf, instantValue, moneyValue, objectOf, textValue } from "../ocds/loose-value.ts";
import { pointOf } from "../ocds/place.ts";
import { statusWord } from "../ocds/status-word.ts";
import { filledItems } from "./filled.ts";
import { linksOf } from "./link.ts";
import { milestonesOf, periodOf, transactionsOf } from "./part.ts";

/** The record of a project, in the shape every record has. */
export function cleanProject(raw: Raw, id: string, organisations: Organisations, cleaning: Cleaning): Release {
  const region = elementsOf(raw.locations, "").flatMap(({ element }) => textValue(objectOf(element.address)?.region) ?? []);
  const parties = organisations.parties();
  return compact<Release>({
    ocid: `project:${id}`,
    date: instantValue(raw.updated, "/updated", "project.updated", cleaning),
    title: freeText(raw.title, cleaning),
    buyer: authorityOf(raw, organisations),
    parties: parties.length > 0 ? parties : undefined,
    project: compact<Project>({
      id,
      description: freeText(raw.description, cleaning),
      status: statusWord(raw.status, "/status", "project.status", cleaning),
      type: textValue(raw.type),
      purpose: freeText(raw.purpose, cleaning),
      sector: textValue([raw.sector].flat()[0]),
      period: periodOf(raw.period, "/period", cleaning),
      implementationPeriod: periodOf(raw.implementationPeriod, "/implementationPeriod", cleaning),
      region: region[0],
      site: siteOf(raw, cleaning),
      budget: budgetOf(raw, cleaning),
      completion: completionOf(raw, cleaning),
      budgetBreakdown: breakdownOf(raw, cleaning),
      costMeasurements: costsOf(raw, cleaning),
      forecasts: observationsOf(raw, "forecasts", cleaning),
      metrics: observationsOf(raw, "metrics", cleaning),
      documents: documentsOf(raw, cleaning),
      milestones: milestonesOf(raw, cleaning),
      transactions: transactionsOf(raw, cleaning),
      contractingProcesses: linksOf(raw),
      disclosed: filledItems(raw),
    }),
  });
}

/** Of several locations the first that gives a point stands for the project on a map. */
function siteOf(raw: Raw, cleaning: Cleaning): Project["site"] {
  const points = elementsOf(raw.locations, "/locations").flatMap(({ element, at }) => pointOf(element, at, "location", cleaning) ?? []);
  return points[0];
}

/** The public authority that is named, else the only party in that role. */
function authorityOf(raw: Raw, organisations: Organisations): Release["buyer"] {
  const parties = elementsOf(raw.parties, "").map(({ element }) => element);
  const [only, ...others] = parties.filter(({ roles }) => [roles].flat().includes("publicAuthority"));
  return organisations.reference(raw.publicAuthority) ?? (others.length === 0 ? organisations.reference(only) : undefined);
}

function budgetOf(raw: Raw, cleaning: Cleaning): Project["budget"] {
  const budget = objectOf(raw.budget);
  if (!budget) return undefined;
  return compact<NonNullable<Project["budget"]>>({
    amount: moneyValue(budget.amount, "/budget/amount", "budget.amount", cleaning),
    approvalDate: dayValue(budget.approvalDate, "/budget/approvalDate", "budget.approvalDate", cleaning),
  });
}

function completionOf(raw: Raw, cleaning: Cleaning): Project["completion"] {
  const completion = objectOf(raw.completion);
  if (!completion) return undefined;
  const text = (name: string) => freeText(completion[name], cleaning);
  return compact<NonNullable<Project["completion"]>>({
    endDate: dayValue(completion.endDate, "/completion/endDate", "completion.endDate", cleaning),
    endDateDetails: text("endDateDetails"),
    finalValue: moneyValue(completion.finalValue, "/completion/finalValue", "completion.finalValue", cleaning),
    finalValueDetails: text("finalValueDetails"),
    finalScope: text("finalScope"),
    finalScopeDetails: text("finalScopeDetails"),
  });
}

/** Parts of the budget, as one list (`budgetBreakdown`) or as lists within a list (`budgetBreakdowns`). */
function breakdownOf(raw: Raw, cleaning: Cleaning): Project["budgetBreakdown"] {
  const budget = objectOf(raw.budget);
  const parts = [
    ...elementsOf(budget?.budgetBreakdown, "/budget/budgetBreakdown"),
    ...elementsOf(budget?.budgetBreakdowns, "/budget/budgetBreakdowns").flatMap(({ element, at }) =>
      elementsOf(element.budgetBreakdown, `${at}/budgetBreakdown`),
    ),
  ];
  return some(
    parts.map(({ element, at }, ordinal) => ({
      id: idOf(element, ordinal),
      at,
      description: freeText(element.description, cleaning) ?? null,
      period: periodOf(element.period, `${at}/period`, cleaning) ?? {},
      amount: moneyValue(element.amount, `${at}/amount`, "budgetBreakdown.amount", cleaning) ?? null,
      sourceParty: freeText(objectOf(element.sourceParty)?.name, cleaning) ?? null,
    })),
  );
}

function costsOf(raw: Raw, cleaning: Cleaning): Project["costMeasurements"] {
  return some(
    elementsOf(raw.costMeasurements, "/costMeasurements").flatMap(({ element, at, position }) => {
      const id = idOf(element, position);
      const date = dayValue(element.date, `${at}/date`, "costMeasurement.date", cleaning) ?? null;
      const whole = objectOf(element.lifeCycleCosting);
      const groups = elementsOf(element.costGroups, `${at}/costGroups`).flatMap((group) =>
        elementsOf(group.element.costs, `${group.at}/costs`).map((cost) => ({
          id: [id, idOf(group.element, group.position), idOf(cost.element, cost.position)].join("/"),
          at: cost.at,
          category: textValue(group.element.category) ?? null,
          value: cost.element.value,
        })),
      );
      const costs = [...(whole ? [{ id, at: `${at}/lifeCycleCosting`, category: "lifeCycleCosting", value: whole.value }] : []), ...groups];
      return costs.map((cost) => ({ ...cost, date, value: moneyValue(cost.value, `${cost.at}/value`, "cost.value", cleaning) ?? null }));
    }),
  );
}

function observationsOf(raw: Raw, list: "forecasts" | "metrics", cleaning: Cleaning): Observation[] | undefined {
  return some(
    elementsOf(raw[list], `/${list}`).flatMap(({ element, at, position }) =>
      elementsOf(element.observations, `${at}/observations`).map((observation): Observation => {
        const metric = idOf(element, position);
        const unit = objectOf(observation.element.unit);
        const measure = decimalValue(observation.element.measure);
        return {
          id: `${metric}/${idOf(observation.element, observation.position)}`,
          at: observation.at,
          metric,
          period: periodOf(observation.element.period, `${observation.at}/period`, cleaning) ?? {},
          measure: measure !== undefined && Math.abs(Number(measure)) < 1e12 ? measure : null,
          unit: textValue(unit?.name) ?? textValue(unit?.id) ?? null,
          value: moneyValue(observation.element.value, `${observation.at}/value`, "observation.value", cleaning) ?? null,
        };
      }),
    ),
  );
}

function documentsOf(raw: Raw, cleaning: Cleaning): Document[] | undefined {
  return some(
    elementsOf(raw.documents, "/documents").map(({ element, at, position }) => ({
      id: idOf(element, position),
      at,
      documentType: textValue(element.documentType) ?? null,
      title: freeText(element.title, cleaning) ?? null,
      url: textValue(element.url) ?? null,
      datePublished: dayValue(element.datePublished, `${at}/datePublished`, "document.datePublished", cleaning) ?? null,
    })),
  );
}

const some = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined);

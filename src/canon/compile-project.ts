// Several publications of one project become one: OC4IDS publishes a project whole each time, so the newest stands and nothing is merged into it.
// Kept from older ones is what a newer one may have overwritten: the first budget, and the first forecast of each metric.
import type { Observation, Project } from "./project.ts";
import type { Contract, Release } from "./release.ts";

/** The newest publication with what the older ones said first. `publications` are in order of their dates. */
export function compileProject(publications: readonly Release[]): Release {
  const newest = publications.at(-1)!;
  const project = newest.project!;
  const budget = publications.map((it) => it.project!.budget?.amount).find((amount) => amount?.amount);
  const changed = budget && budget.amount !== project.budget?.amount?.amount;
  return {
    ...newest,
    project: { ...project, ...(changed && { first: { budget } }), forecasts: firstForecasts(publications.map((it) => it.project!)) },
  };
}

function firstForecasts(projects: readonly Project[]): Observation[] {
  const byMetric = new Map<string, Observation[]>();
  for (const { forecasts = [] } of projects) {
    const told = new Set(forecasts.map(({ metric }) => metric));
    for (const metric of told) {
      if (!byMetric.has(metric))
        byMetric.set(
          metric,
          forecasts.filter((it) => it.metric === metric),
        );
    }
  }
  return [...byMetric.values()].flat();
}

/**
 * The summary a project gives of a process, made fit to lie under the process's own releases. It tells of all contracts as of one: where
 * the releases hold one, it completes that one, and where they hold several it cannot be told apart and is left out.
 */
export function underReleases(summary: Release, own: Release): Release {
  const [only, ...others] = own.contracts ?? [];
  const { bids, contracts = [], ...rest } = summary;
  return {
    ...rest,
    ...(bids && !own.bids?.length && { bids }),
    ...(others.length === 0 && { contracts: contracts.map((contract) => (only ? completing(contract, only) : contract)) }),
  };
}

/** Lists are taken from the summary only where the contract has none, so that nothing is told twice. */
function completing(summed: Contract, own: Contract): Contract {
  const { amendments, transactions, milestones, suppliers, ...rest } = summed;
  return {
    ...rest,
    id: own.id,
    at: own.at,
    ...(!own.amendments?.length && amendments && { amendments }),
    ...(!own.transactions?.length && transactions && { transactions }),
    ...(!own.milestones?.length && milestones && { milestones }),
    ...(!own.suppliers?.length && !own.awardID && suppliers && { suppliers }),
  };
}

// The groups of verbs in the order of the help. Loading one costs up to half a second, so that a call loads only its own.
import type { Command } from "commander";

type Add = (program: Command) => void;

interface Group {
  verbs: readonly string[];
  load(): Promise<Add>;
}

export const GROUPS: readonly Group[] = [
  { verbs: ["import"], load: async () => (await import("./importing.ts")).addImporting },
  { verbs: ["source"], load: async () => (await import("./source.ts")).addSources },
  { verbs: ["run", "verify", "reproduce"], load: async () => (await import("./running.ts")).addRunning },
  { verbs: ["sample"], load: async () => (await import("./sample.ts")).addSample },
  { verbs: ["check"], load: async () => (await import("./checking.ts")).addChecking },
  { verbs: ["flags", "queue", "explain", "coverage"], load: async () => (await import("./reading.ts")).addReading },
  { verbs: ["rates"], load: async () => (await import("./rates.ts")).addRates },
  { verbs: ["indicators", "new"], load: async () => (await import("./indicators.ts")).addIndicators },
  { verbs: ["sanity"], load: async () => (await import("./sanity.ts")).addSanity },
  { verbs: ["warnings"], load: async () => (await import("./warnings.ts")).addWarnings },
  { verbs: ["backtest"], load: async () => (await import("./backtest.ts")).addBacktest },
  { verbs: ["validate"], load: async () => (await import("./validate.ts")).addValidate },
  { verbs: ["learned", "control"], load: async () => (await import("./learning.ts")).addLearning },
  { verbs: ["diff", "bundle"], load: async () => (await import("./comparing.ts")).addComparing },
  { verbs: ["report", "report-check"], load: async () => (await import("./reporting.ts")).addReporting },
  { verbs: ["review", "audit"], load: async () => (await import("./reviewing.ts")).addReviewing },
  { verbs: ["schedule"], load: async () => (await import("./scheduling.ts")).addScheduling },
  { verbs: ["export", "publish"], load: async () => (await import("./exporting.ts")).addExporting },
  { verbs: ["tour", "serve"], load: async () => (await import("./serving.ts")).addServing },
  { verbs: ["user", "key"], load: async () => (await import("./people.ts")).addPeopleCommands },
  { verbs: ["webhook"], load: async () => (await import("./webhook.ts")).addWebhooks },
  { verbs: ["snapshot", "backup", "doctor", "config"], load: async () => (await import("./keeping.ts")).addKeeping },
  { verbs: ["retention"], load: async () => (await import("./retention.ts")).addRetention },
  { verbs: ["suppress"], load: async () => (await import("./suppressing.ts")).addSuppressing },
  { verbs: ["subject"], load: async () => (await import("./subject.ts")).addSubject },
];

/** Adds the group of a verb; all of them, for help and for the nearest word, where no group has it. */
export async function addVerbs(program: Command, verb: string | undefined): Promise<void> {
  const own = GROUPS.filter(({ verbs }) => verb !== undefined && verbs.includes(verb));
  for (const add of await Promise.all((own.length ? own : GROUPS).map(({ load }) => load()))) add(program);
}

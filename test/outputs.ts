// Everything the program gives to people: each command and how it is called here, each address and what stands in its place.
import { readdirSync } from "node:fs";
import { Command } from "commander";
import { everyOperation } from "../src/api/api.ts";
import { documentOf } from "../src/api/document.ts";
import { API_ROUTES, PAGE_ROUTES } from "../src/app/access.ts";
import { addVerbs } from "../src/cli/groups.ts";
import { packaged } from "../src/package-root.ts";

/** Full names of all commands that do something, such as `schedule add`, from the same groups that the program adds. */
export async function everyCommand(): Promise<string[]> {
  const program = new Command("jabta");
  await addVerbs(program, undefined);
  const leaves = ({ commands }: Command, before: string): string[] =>
    commands.flatMap((command) => {
      const name = `${before}${command.name()}`;
      return command.commands.length ? leaves(command, `${name} `) : [name];
    });
  return [...new Set(leaves(program, ""))].sort();
}

interface Parameter {
  name: string;
  in: "query" | "path";
  required?: boolean;
  schema: { enum?: string[] };
}

const FORMATS = ["json", "jsonl", "csv", "parquet", "arrow", "xlsx"];

/** What stands where an address has a place to fill. */
export interface Places {
  subjects: { processes: string[]; contracts: string[]; suppliers: string[]; buyers: string[] };
  run: string;
  /** A flag, and where a record that names a person was read. */
  flag: string;
  record: { sha256: string; place: string };
  view: string;
  upload: string;
}

/** A way to call a command, and whether it may end otherwise than well: where there is nothing of the kind, what is said of it is looked at all the same. */
export interface Call {
  args: string[];
  mayFail?: boolean;
  /** Takes minutes, or says the same once more in another way. */
  isDear?: boolean;
}

const fine = (...args: string[]): Call => ({ args });
const dear = (...args: string[]): Call => ({ args, isDear: true });
const maybe = (...args: string[]): Call => ({ args, mayFail: true, isDear: true });

/** How each command is called where persons stand in the records. `given` is the folder for what is written. */
export function everyCall(places: Places, { egp, given }: { egp: string; given: string }): Record<string, Call[]> {
  const { subjects, run } = places;
  const [process, contract, supplier, buyer] = [
    subjects.processes[0]!,
    subjects.contracts[0]!,
    subjects.suppliers[0]!,
    subjects.buyers[0]!,
  ];
  const schedule = ["report", "supplier-profile", "--supplier", supplier, "--format", "html", "--cron", "* * * * *"];
  return {
    check: [fine(egp)],
    flags: [fine("--limit", "1000", "--lang", "th"), dear("--limit", "1000", "--format", "jsonl"), dear("--supplier", supplier, "--json")],
    queue: [
      fine("--limit", "1000", "--lang", "th"),
      ...["process", "supplier", "buyer", "project"].map((kind) => dear("--kind", kind, "--limit", "1000")),
      dear("--order", "worth", "--json"),
    ],
    explain: [
      fine(contract, "--lang", "th"),
      ...[process, supplier, buyer].map((it) => dear(it, "--lang", "th")),
      dear(contract, "--json"),
    ],
    coverage: [dear("--lang", "th"), dear("--fields", "--json")],
    rates: [dear("--lang", "th")],
    indicators: [dear("--lang", "th"), dear("R010")],
    learned: [dear("--lang", "th")],
    sanity: [dear("--lang", "th")],
    warnings: [fine("--limit", "1000", "--lang", "th"), dear("--kind", "project"), dear("--json")],
    verify: [dear()],
    run: [dear("--indicator", "R010", "--json")],
    diff: [maybe(run, run)],
    new: [dear("mine:X901", "Contract of some size", "--indicators", `${given}/../own`)],
    sample: [dear("--rows", "10", "--out", `${given}/../own/sample.csv`)],
    import: [dear(egp, "--source", "sample-egp")],
    bundle: [fine(contract, "--out", `${given}/bundle`)],
    "control draw": [dear("--n", "4")],
    "control list": [dear(), dear("--json")],
    "control decide": [maybe(contract, "explained")],
    "schedule add": [dear(...schedule, "--deliver", `folder:${given}/delivered`)],
    "schedule run-due": [maybe()],
    "schedule list": [dear(), dear("--json")],
    "schedule history": [dear(), dear("--json")],
    "snapshot list": [dear(), dear("--json")],
    "subject export": [dear(supplier, "--lang", "th"), dear(buyer, "--json")],
    "subject correct": [dear(supplier, "--field", "amount", "--said", "9000", "--reason", "contract 1/2568", "--by", "the supplier")],
    "backup create": [],
    "backup restore": [],
    "user add": [maybe("somebody", "--role", "viewer")],
    export: [fine("--ocds", `${given}/ocds.json.gz`, "--flags"), maybe("--oc4ids", `${given}/oc4ids.json`)],
    "publish ocds": [dear(`${given}/ocds-published.json`)],
    "publish oc4ids": [maybe(`${given}/oc4ids-published.json`)],
    report: [
      dear(),
      ...REPORTS.flatMap((name) =>
        ["html", "pdf", "xlsx", "csv", "json"].map((format) => {
          const filter = Object.entries(reportFilter(name, places)).flatMap(([of, value]) => [`--${of}`, value]);
          const call = [name, ...filter, "--run", run, "--format", format, "--out", `${given}/${name}.${format}`, "--lang", "th"];
          return (name === "contract-case" && format === "pdf") || (name === "supplier-profile" && format === "xlsx")
            ? fine(...call)
            : dear(...call);
        }),
      ),
    ],
    "report-check": [dear(`${given}/contract-case.html`)],
    validate: [dear("--rows", "100")],
    backtest: [dear("--months", "12", "--indicator", "R010")],
    reproduce: [dear(run)],
    tour: [dear("--no-serve", "--workspace", `${given}/../tour`)],
    // What it serves is asked of the same program without a network.
    serve: [],
  };
}

/** Commands that have no entry above are called with a subject in the place of what they ask for. */
export const anyCall = (places: Places): Call[] => [maybe(places.subjects.contracts[0]!), maybe()];

const REPORTS = readdirSync(packaged("reports")).filter((name) => !name.includes("."));
/** What reports ask for, as filters. */
const reportFilter = (name: string, { subjects }: Places): Record<string, string> =>
  name === "contract-case"
    ? { contract: subjects.contracts[0]! }
    : name === "buyer-risk"
      ? { buyer: subjects.buyers[0]! }
      : name === "supplier-profile"
        ? { supplier: subjects.suppliers[0]! }
        : {};

const first = (texts: readonly string[], most: number) => texts.slice(0, most).map(encodeURIComponent);

function filled(path: string, places: Places, most: number): string[] {
  const { subjects } = places;
  const put = (values: readonly string[]) => values.map((value) => path.replace(/\{\w+\}/, value));
  if (!path.includes("{")) return [path];
  if (path.endsWith(".{format}")) return put(most > 9 || path.includes("flags") ? FORMATS : ["csv", "xlsx"]);
  if (path.includes("contracts/")) return put(first(subjects.contracts, most));
  if (path.includes("processes/")) return put(first(subjects.processes, most));
  if (path.includes("buyers/")) return put(first(subjects.buyers, most));
  if (path.includes("suppliers/")) return put(first(subjects.suppliers, most));
  if (path.includes("indicators/")) return put(["R010", "R040"]);
  if (path.includes("runs/")) return put([places.run]);
  if (path.includes("views/")) return put([places.view]);
  if (path.includes("/imports/")) return put([places.upload]);
  if (path.includes("records/")) return put([`${places.record.sha256}?place=${encodeURIComponent(places.record.place)}`]);
  if (path.includes("reviews/") || path.includes("second/")) return put([places.flag]);
  if (path.includes("reports/view/") || path.startsWith("/v1/reports/"))
    return REPORTS.map((name) => path.replace(/\{\w+\}/, `${name}?${new URLSearchParams(reportFilter(name, places))}`));
  // Nothing of the kind is there: what is said of it is looked at all the same.
  return put(["nothing"]).map((it) => it.replace(/\{\w+\}/g, "nothing"));
}

/** What a required parameter of a query is given; a parameter without an entry here fails the test. */
const ASKED: Record<string, (places: Places) => string[]> = {
  by: () => ["supplier", "buyer", "indicator"],
  metric: () => [],
  around: ({ subjects }) => subjects.suppliers.slice(0, 2),
  left: ({ subjects }) => [subjects.buyers[0]!, subjects.suppliers[0]!],
  right: ({ subjects }) => [subjects.buyers.at(-1)!, subjects.suppliers[1]!],
};

/** Every GET of the API's document, filled in; lists in each format too. */
export function everyAddress(places: Places, most: number): string[] {
  const paths = (documentOf(everyOperation(), "en") as { paths: Record<string, Record<string, { parameters?: Parameter[] }>> }).paths;
  const documented = Object.entries(paths).flatMap(([path, methods]) => {
    if (!methods.get) return [];
    const required = (methods.get.parameters ?? []).filter((it) => it.in === "query" && it.required);
    const queries = required.reduce<URLSearchParams[]>(
      (all, { name, schema }) => {
        const values = schema.enum ?? ASKED[name]?.(places);
        if (!values?.length) throw new Error(`${path}: say what ?${name}= is given`);
        return all.flatMap((query) => values.map((value) => new URLSearchParams([...query, [name, value]])));
      },
      [new URLSearchParams()],
    );
    return filled(path, places, most).flatMap((address) => queries.map((query) => (query.size ? `${address}?${query}` : address)));
  });
  const undocumented = Object.keys(API_ROUTES)
    .filter((route) => route.startsWith("GET ") && !paths[route.slice(4)])
    .flatMap((route) => filled(route.slice(4), places, most));
  return [...documented, ...undocumented];
}

/** Every page, filled in, in both languages. */
export function everyPage(places: Places, most: number): string[] {
  return Object.keys(PAGE_ROUTES)
    .filter((route) => route.startsWith("GET ") && !route.includes("/assets/"))
    .flatMap((route) => filled(route.slice(4), places, most))
    .flatMap((path) => ["th", "en"].map((lang) => `${path}${path.includes("?") ? "&" : "?"}lang=${lang}`));
}

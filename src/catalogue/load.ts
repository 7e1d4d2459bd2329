// Reads the indicator folders and collects every problem, so that one broken file hides no other.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { UserError } from "../error.ts";
import { packaged } from "../package-root.ts";
import { compiled, naming } from "./compiled.ts";
import { type Indicator, IndicatorSpec, isOwn } from "./indicator.ts";

/** Bytes of one file of an indicator; ours have at most a tenth of that. */
const MOST_BYTES = 200_000;

export interface Catalogue {
  readonly indicators: readonly Indicator[];
  readonly problems: readonly string[];
}

type Words = Record<string, { en: string; th: string }>;

/** Texts that several indicators share: `- id: niche_market` alone takes its words from data/texts/innocent.yaml. */
function withSharedWords(raw: unknown, shared: Words): unknown {
  if (typeof raw !== "object" || raw === null || !("innocent" in raw) || !Array.isArray(raw.innocent)) return raw;
  const filled = raw.innocent.map((item) =>
    item && typeof item === "object" && !("en" in item) ? { ...shared[item.id as string], ...item } : item,
  );
  return { ...raw, innocent: filled };
}

function readSmall(path: string): string {
  if (statSync(path).size > MOST_BYTES) throw new Error(`longer than ${MOST_BYTES} bytes`);
  return readFileSync(path, "utf8");
}

/** Reads the text of an indicator.yaml and checks its shape. */
function specOf(text: string, shared: () => Words): IndicatorSpec | { problem: string } {
  const result = IndicatorSpec.safeParse(withSharedWords(parse(text), shared()));
  return result.success ? result.data : { problem: z.prettifyError(result.error) };
}

/** Loads every folder of `directory` whose name starts with a code: of the house, or of somebody's own, whose codes say whose. */
export function loadCatalogue(directory = packaged("indicators"), whose: "house" | "own" = "house"): Catalogue {
  const indicators: Indicator[] = [];
  const problems: string[] = [];
  const known = compiled();
  const nameOf = naming();
  let words: Words | undefined;
  const shared = () => (words ??= parse(readFileSync(packaged("data/texts/innocent.yaml"), "utf8")) as Words);
  const folders = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !/^[._]/.test(entry.name));
  const names = folders
    .map((entry) => entry.name)
    .filter((name) => /^[A-Z]\d{3}-/.test(name))
    .sort();
  for (const { name } of folders)
    if (!names.includes(name)) problems.push(`${join(directory, name)}: the folder's name begins with no code`);
  if (!names.length) problems.push(`${directory}: holds no folder of an indicator, such as X901-some-title`);
  for (const name of names) {
    const folder = join(directory, name);
    const file = join(folder, "indicator.yaml");
    try {
      const text = readSmall(file);
      const spec = known[nameOf(text)] ?? specOf(text, shared);
      if ("problem" in spec) {
        problems.push(`${file}\n${spec.problem}`);
        continue;
      }
      const sqlFile = join(folder, "indicator.sql");
      const sql = existsSync(sqlFile) ? readSmall(sqlFile).trim().replace(/;$/, "") : null;
      const code = spec.id.split(":").at(-1);
      if (!name.startsWith(`${code}-`)) problems.push(`${folder}: the folder's name does not start with ${code}-`);
      if (isOwn(spec.id) !== (whose === "own")) {
        problems.push(
          `${file}: ${whose === "own" ? `a code of your own says whose it is, such as mine:${code}` : `a code of the house has no namespace`}`,
        );
      }
      if ((sql === null) !== (spec.maturity === "described")) {
        problems.push(`${folder}: ${sql === null ? "indicator.sql is missing" : "a described indicator has no indicator.sql"}`);
      }
      if (spec.maturity === "described" && !spec.needs) problems.push(`${file}: a described indicator says what it needs`);
      indicators.push({ ...spec, folder, sql });
    } catch (error) {
      problems.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  problems.push(...twice(indicators));
  return { indicators, problems };
}

const twice = (indicators: readonly Indicator[]): string[] =>
  indicators
    .filter(({ id }, index) => indicators.findIndex((other) => other.id === id) !== index)
    .map(({ id, folder }) => `${folder}: ${id} stands twice`);

const sound = ({ indicators, problems }: Catalogue): readonly Indicator[] => {
  if (problems.length) {
    throw new UserError("catalogue-invalid", { what: problems.join("\n"), remedy: "mend the files named above", exit: "configuration" });
  }
  return indicators;
};

/** The catalogue, or a sentence for its author that names every problem. */
export const requireCatalogue = (): readonly Indicator[] => sound(loadCatalogue());

/** The indicators of folders of one's own, no code twice. */
export function requireOwn(folders: readonly string[]): readonly Indicator[] {
  const indicators = folders.flatMap((folder) => {
    const path = resolve(folder);
    if (!existsSync(path) || !statSync(path).isDirectory()) {
      throw new UserError("indicators-missing", {
        what: { en: `there is no folder ${folder}`, th: `ไม่มีโฟลเดอร์ ${folder}` },
        remedy: { en: "name a folder that holds one folder for each indicator", th: "ระบุโฟลเดอร์ที่มีโฟลเดอร์ย่อยสำหรับตัวชี้วัดแต่ละตัว" },
        exit: "noInput",
      });
    }
    return sound(loadCatalogue(path, "own"));
  });
  return sound({ indicators, problems: twice(indicators) });
}

// A profile: which indicators run, with what settings, and what the families weigh.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { UserError } from "../error.ts";
import { packaged } from "../package-root.ts";
import { Text } from "../text/text.ts";
import { FAMILIES } from "./indicator.ts";

const Settings = z.record(z.string(), z.record(z.string(), z.union([z.number(), z.array(z.string())])));
const Weights = z.partialRecord(z.enum(FAMILIES), z.number().min(0));

const ProfileFile = z.strictObject({
  extends: z.string().optional(),
  title: Text,
  settings: Settings.default({}),
  off: z.array(z.string()).default([]),
  /** A folder beside the profile with indicators of its own, whose codes have a namespace. */
  indicators: z
    .string()
    .regex(/^[\w.-]+$/, "the name of a folder beside the profile")
    .optional(),
  /** Whether the indicators of the house run too. */
  house: z.boolean().optional(),
  weights: Weights.default({}),
  /** How rare flags are meant to be, and why an indicator may flag more. */
  rare: z.strictObject({ max_share: z.number().positive().max(1).optional(), because: z.record(z.string(), Text).default({}) }).optional(),
  levels: z.strictObject({ low: z.number(), medium: z.number(), high: z.number() }).optional(),
  maturities: z.strictObject({ trial: z.number(), stable: z.number() }).optional(),
  worth: z
    .strictObject({ half_life_days: z.number().positive(), ended: z.number().min(0).max(1), unknown: z.number().min(0).max(1) })
    .optional(),
});

export interface Profile {
  name: string;
  title: Text;
  settings: z.infer<typeof Settings>;
  off: readonly string[];
  /** Folders of data/profiles with indicators that come with the profile and those it extends. */
  folders: readonly string[];
  house: boolean;
  weights: z.infer<typeof Weights>;
  rare: { max_share: number; because: Readonly<Record<string, Text>> };
  levels: { low: number; medium: number; high: number };
  maturities: { trial: number; stable: number };
  /** How news ages, and what is left to act on where a contract has ended or nobody says when it does. */
  worth: { half_life_days: number; ended: number; unknown: number };
}

export const profileNames = (): string[] =>
  readdirSync(packaged("data/profiles"))
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => name.slice(0, -5))
    .sort();

/** Reads a profile and what it extends; what it says itself goes before what it inherits. */
export function loadProfile(name: string): Profile {
  const path = packaged(`data/profiles/${name}.yaml`);
  if (!/^[\w.-]+$/.test(name) || !existsSync(path)) {
    throw new UserError("profile-unknown", {
      what: { en: `there is no profile "${name}"`, th: `ไม่มีชุดค่ากำหนด "${name}"` },
      remedy: { en: `choose one of: ${profileNames().join(", ")}`, th: `เลือกจาก: ${profileNames().join(", ")}` },
      exit: "usage",
    });
  }
  const read = ProfileFile.safeParse(parse(readFileSync(path, "utf8")));
  if (!read.success) throw new UserError("profile-invalid", { what: z.prettifyError(read.error), where: path, exit: "configuration" });
  const { extends: parent, ...own } = read.data;
  const base = parent ? loadProfile(parent) : undefined;
  const levels = own.levels ?? base?.levels;
  const maturities = own.maturities ?? base?.maturities;
  const worth = own.worth ?? base?.worth;
  if (!levels || !maturities || !worth)
    throw new UserError("profile-invalid", {
      what: "a profile that extends no other states levels, maturities and worth",
      where: path,
      exit: "configuration",
    });
  return {
    name,
    title: own.title,
    settings: { ...base?.settings, ...own.settings },
    off: [...(base?.off ?? []), ...own.off],
    folders: [...(base?.folders ?? []), ...(own.indicators ? [own.indicators] : [])],
    house: own.house ?? base?.house ?? true,
    weights: { ...base?.weights, ...own.weights },
    rare: {
      max_share: own.rare?.max_share ?? base?.rare.max_share ?? 1,
      because: { ...base?.rare.because, ...own.rare?.because },
    },
    levels,
    maturities,
    worth,
  };
}

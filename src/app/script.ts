// The verb `indicators CODE --sql`: the method as a script over this workspace's canon.
import type { Indicator } from "../catalogue/indicator.ts";
import { loadProfile } from "../catalogue/profile.ts";
import { UserError } from "../error.ts";
import { methodScript } from "../run/script.ts";
import type { Workspace } from "../workspace.ts";
import { requireCanon } from "./canon.ts";

/** A script that runs alone: over the canon in force, as of its newest day. */
export function scriptOf(workspace: Workspace, indicator: Indicator, profile = "default"): string {
  const { sql } = indicator;
  if (sql === null)
    throw new UserError("only-described", {
      what: `${indicator.id} is only described; it has no method yet`,
      remedy: `jabta indicators ${indicator.id} says what it needs`,
      exit: "usage",
    });
  const canon = requireCanon(workspace);
  return methodScript(
    { ...indicator, sql },
    loadProfile(profile).settings[indicator.id],
    workspace.path("canon", canon.file),
    canon.newest,
  );
}

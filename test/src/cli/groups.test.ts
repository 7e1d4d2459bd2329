// Which group a verb belongs to, so that a call loads no other.
import { Command } from "commander";
import { expect, test } from "vitest";
import { addVerbs, GROUPS } from "../../../src/cli/groups.ts";

const verbsOf = (program: Command) => program.commands.map((command) => command.name());

test.each(GROUPS.map(({ verbs, load }) => [verbs.join(", "), verbs, load] as const))(
  "%s: the group adds these and no other",
  async (_, verbs, load) => {
    const program = new Command();
    (await load())(program);
    expect(verbsOf(program)).toEqual(verbs);
  },
);

test("a verb comes with its group, anything else with all of them", async () => {
  const added = async (verb: string | undefined) => {
    const program = new Command();
    await addVerbs(program, verb);
    return verbsOf(program);
  };
  const all = GROUPS.flatMap(({ verbs }) => verbs);
  expect(await added("verify")).toEqual(["run", "verify", "reproduce"]);
  for (const verb of ["verfy", "help", undefined]) expect(await added(verb)).toEqual(all);
});

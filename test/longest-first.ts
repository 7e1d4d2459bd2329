// The order of test files on a machine that has run none before: Vitest begins with the largest, and the longest to run are not among them.
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Begun first, so that at the end no worker waits minutes for the other. */
const LONG = ["cases", "catalogue", "determinism", "imports", "killed", "killed-report", "matrix", "planted", "hostile", "export-ocds"];

const isLong = ({ moduleId }: TestSpecification): boolean => LONG.some((name) => moduleId.endsWith(`/${name}.test.ts`));

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

// How far long work has come, as a bar and in words; without a number while none is known.
import type { Reader } from "./reader.ts";

interface Props {
  reader: Reader;
  label: string;
  progress: { done: number; total: number } | null;
}

export const Bar = ({ reader, label, progress }: Props) => (
  <span role="status">
    {label}
    {progress ? (
      <>
        {" "}
        <progress value={progress.done} max={Math.max(progress.total, 1)} aria-label={label} />{" "}
        {reader.words.reports.steps(progress.done, progress.total)}
      </>
    ) : (
      <>
        {" "}
        <progress aria-label={label} />
      </>
    )}
  </span>
);

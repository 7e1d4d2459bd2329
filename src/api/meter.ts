// What was asked and how long it took, in the words of Prometheus; counted by operation, never by who asked or for what.
import type { House } from "../app/house.ts";
import { JABTA_VERSION } from "../package-root.ts";

/** Upper bounds of the buckets, in seconds. */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

interface Measured {
  statuses: Map<number, number>;
  buckets: number[];
  seconds: number;
  count: number;
}

export interface Meter {
  /** Counts one answer. */
  observe(name: string, status: number, seconds: number): void;
  text(house: House): string;
}

/** Counts from zero. */
export function openMeter(): Meter {
  const measured = new Map<string, Measured>();
  return {
    observe(name, status, seconds) {
      let it = measured.get(name);
      if (!it) {
        it = { statuses: new Map(), buckets: BOUNDS.map(() => 0), seconds: 0, count: 0 };
        measured.set(name, it);
      }
      it.statuses.set(status, (it.statuses.get(status) ?? 0) + 1);
      for (const [index, bound] of BOUNDS.entries()) if (seconds <= bound) it.buckets[index]!++;
      it.seconds += seconds;
      it.count++;
    },
    text(house) {
      const lines = ["# TYPE jabta_requests_total counter"];
      for (const [name, { statuses }] of measured) {
        for (const [status, count] of statuses) lines.push(`jabta_requests_total{operation="${name}",status="${status}"} ${count}`);
      }
      lines.push("# TYPE jabta_request_seconds histogram");
      for (const [name, { buckets, seconds, count }] of measured) {
        for (const [index, bound] of BOUNDS.entries())
          lines.push(`jabta_request_seconds_bucket{operation="${name}",le="${bound}"} ${buckets[index]}`);
        lines.push(
          `jabta_request_seconds_bucket{operation="${name}",le="+Inf"} ${count}`,
          `jabta_request_seconds_sum{operation="${name}"} ${seconds.toFixed(6)}`,
          `jabta_request_seconds_count{operation="${name}"} ${count}`,
        );
      }
      let run = "none";
      try {
        run = house.current();
      } catch {
        // Before the first run there is none to name.
      }
      lines.push(
        "# TYPE jabta_info gauge",
        `jabta_info{version="${JABTA_VERSION}",run_id="${run}"} 1`,
        "# TYPE process_resident_memory_bytes gauge",
        `process_resident_memory_bytes ${process.memoryUsage.rss()}`,
        "# TYPE process_cpu_seconds_total counter",
        `process_cpu_seconds_total ${((process.cpuUsage().user + process.cpuUsage().system) / 1e6).toFixed(3)}`,
      );
      return `${lines.join("\n")}\n`;
    },
  };
}

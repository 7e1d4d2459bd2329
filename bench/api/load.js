// A client of its own process: keeps so many connections busy for so long, each path another, and tells how long each answer took.
import { Agent, request } from "node:http";

/** Asks `paths` in turn over `connections` for `seconds`. */
export async function load(url, paths, connections, seconds, headers = {}) {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const took = [];
  let asked = 0;
  let failed = 0;
  const one = () =>
    new Promise((resolve) => {
      const begun = performance.now();
      const path = paths[asked++ % paths.length];
      const sent = request({ hostname, port, path, agent, headers }, (answer) => {
        if (answer.statusCode >= 400) failed++;
        answer.on("data", () => {});
        answer.on("end", () => {
          took.push(performance.now() - begun);
          resolve();
        });
      });
      sent.on("error", () => {
        failed++;
        resolve();
      });
      sent.end();
    });
  const begun = performance.now();
  const until = begun + seconds * 1000;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < until) await one();
    }),
  );
  agent.destroy();
  return { took, seconds: (performance.now() - begun) / 1000, failed };
}

/** The middle, and the slow ends. */
export function quantiles(took) {
  took.sort((a, b) => a - b);
  const at = (share) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

if (process.send) {
  process.on("message", async ({ url, paths, connections, seconds, headers }) =>
    process.send(await load(url, paths, connections, seconds, headers)),
  );
}

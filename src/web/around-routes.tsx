// The routes of what lies around: who is tied to a subject, and where the work is.
import type { Hono } from "hono";
import { network } from "../app/network.ts";
import { places } from "../app/places.ts";
import { UserError } from "../error.ts";
import { NetworkPage } from "./network.tsx";
import { PlacesPage } from "./places.tsx";
import { queueQueryOf } from "./queue-query.ts";
import type { Desk } from "./review-routes.ts";
import { send } from "./send.ts";

const noArea = (): UserError =>
  new UserError("filter-invalid", {
    what: { en: "the corners of the map cannot be read", th: "อ่านขอบเขตของแผนที่ไม่ได้" },
    remedy: { en: "/places?bbox=100.50,13.70,100.52,13.72", th: "/places?bbox=100.50,13.70,100.52,13.72" },
    exit: "usage",
  });

/** Adds the routes. */
export function addAround(app: Hono, desk: Desk): void {
  app.get("/network", (c) => {
    const reader = desk.readerOf(c);
    const around = (reader.url.searchParams.get("around") ?? "").slice(0, 500);
    return desk.house.with(async (generation) => {
      const { manifest } = generation;
      const found = around ? await network(generation, around) : { centre: [], nodes: [], ties: [], cut: false };
      return await send(c, <NetworkPage reader={reader} manifest={manifest} around={around} found={found} />);
    });
  });
  app.get("/places", (c) => {
    const reader = desk.readerOf(c);
    const {
      filter: { bbox },
      wrong,
    } = queueQueryOf(reader.url);
    if (wrong.some(({ name }) => name === "bbox")) throw noArea();
    return desk.house.with(async (generation) =>
      send(c, <PlacesPage reader={reader} manifest={generation.manifest} found={await places(generation, bbox)} part={bbox} />),
    );
  });
}

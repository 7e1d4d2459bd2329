// The routes of what lies around: who is tied to a subject, and where the work is.
import type { Hono } from "hono";
import { network } from "../app/network.ts";
import { places } from "../app/places.ts";
import { NetworkPage } from "./network.tsx";
import { PlacesPage } from "./places.tsx";
import type { Desk } from "./review-routes.ts";
import { send } from "./send.ts";

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
    return desk.house.with(async (generation) =>
      send(c, <PlacesPage reader={reader} manifest={generation.manifest} found={await places(generation)} />),
    );
  });
}

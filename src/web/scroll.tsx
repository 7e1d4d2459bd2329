// A frame that a wide table scrolls in, reachable by keyboard.
import type { PropsWithChildren } from "hono/jsx";
import type { Tongue } from "./reader.ts";

/** The frame; its name tells it apart from the section it stands in. */
export const Scroll = ({ label, reader, children }: PropsWithChildren<{ label: string; reader: Tongue }>) => (
  <section class="scroll" aria-label={reader.words.scrolls(label)} tabindex={0}>
    {children}
  </section>
);

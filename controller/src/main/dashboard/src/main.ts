import type {} from "./window.ts";
import { Page } from "./page.ts";

const page = new Page();
page.open();

window.loopscope = {
  stats: () => ({
    messages: page.stats.messages(),
    draws: page.stats.draws,
    hellos: page.stats.hellos,
    missed: page.stats.missed,
    unreadable: page.stats.unreadable,
    delaysMs: page.stats.delaysMs(),
    connection: page.connection.state,
    silentMs: page.connection.silentMs(performance.now()),
  }),
};

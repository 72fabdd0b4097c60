import assert from "node:assert/strict";
import { test } from "node:test";
import { Commands } from "../src/commands.ts";
import type { CommandRequest } from "../src/messages.ts";
import { hello, session } from "./bodies.ts";

/** What would have gone to the controller, and whether there is a connection. */
class Wire {
  readonly sent: CommandRequest[] = [];
  connected = true;
  readonly commands = new Commands("page", (request) => {
    if (this.connected) {
      this.sent.push(request);
    }
    return this.connected;
  });

  constructor() {
    this.meet("s1", 0);
  }

  meet(sessionId: string, nowMs: number): void {
    this.connected = true;
    this.commands.take({ seq: 0, type: "hello", body: hello() }, nowMs);
    this.commands.take({ seq: 1, type: "session", body: session({ sessionId }) }, nowMs);
  }

  reply(id: string, accepted: boolean, reason = "", nowMs = 0): void {
    this.commands.take({ seq: 2, type: "reply", body: { id, accepted, reason } }, nowMs);
  }
}

test("a refusal shows the controller's reason", () => {
  const wire = new Wire();
  wire.reply(wire.commands.give(0, "start"), false, "no light");
  assert.equal(wire.commands.newest?.state, "refused");
  assert.equal(wire.commands.newest?.text, "start refused: no light");
});

test("no id is used twice", () => {
  const wire = new Wire();
  assert(wire.commands.give(0, "pause") !== wire.commands.give(0, "pause"));
});

test("who asked is told the reply to that command alone", () => {
  const wire = new Wire();
  const told: boolean[] = [];
  const mark = wire.commands.give(0, "mark", { text: "a" }, (reply) => told.push(reply.accepted));
  wire.reply(wire.commands.give(0, "pause"), false, "no");
  assert.deepEqual(told, []);
  wire.reply(mark, true);
  wire.reply(mark, true);
  assert.deepEqual(told, [true]);
});

test("five seconds without a reply are said; a late reply still counts", () => {
  const wire = new Wire();
  const id = wire.commands.give(1000, "stop");
  wire.commands.tick(6000);
  assert.equal(wire.commands.newest?.state, "waiting");
  wire.commands.tick(6001);
  assert.equal(wire.commands.newest?.text, "stop: no answer for 5 s");
  wire.reply(id, true);
  assert.equal(wire.commands.newest?.state, "obeyed");
});

test("without a connection a command is not sent, and not sent later", () => {
  const wire = new Wire();
  wire.connected = false;
  wire.commands.give(0, "stop");
  assert.equal(wire.commands.newest?.state, "unsent");
  wire.meet("s1", 100);
  assert.deepEqual(wire.sent, []);
});

test("an abort that was not answered is sent again under the same id, to the same session", () => {
  for (const connected of [true, false]) {
    const wire = new Wire();
    wire.connected = connected;
    const id = wire.commands.give(0, "abort");
    wire.meet("s1", 4000);
    assert.equal(wire.sent.at(-1)?.id, id);
    assert.equal(wire.sent.length, connected ? 2 : 1);
  }
});

test("an abort does not end another session, nor this one long after", () => {
  const other = new Wire();
  other.connected = false;
  other.commands.give(0, "abort");
  other.meet("s2", 4000);
  assert.deepEqual(other.sent, []);
  const late = new Wire();
  late.connected = false;
  late.commands.give(0, "abort");
  late.meet("s1", 31_000);
  assert.deepEqual(late.sent, []);
});

test("an abort that was obeyed is not sent again", () => {
  const wire = new Wire();
  wire.reply(wire.commands.give(0, "abort"), true);
  wire.meet("s1", 1000);
  assert.equal(wire.sent.length, 1);
});

test("after a lost connection a command without an answer is said to be in doubt", () => {
  const wire = new Wire();
  wire.commands.give(0, "pause");
  wire.meet("s1", 1000);
  assert.equal(wire.commands.newest?.state, "silent");
  assert.equal(wire.sent.length, 1);
});

test("an answer is shown for a while; a command in doubt until the next", () => {
  const wire = new Wire();
  wire.reply(wire.commands.give(0, "pause"), false, "no", 1000);
  wire.commands.tick(21_000);
  assert.equal(wire.commands.newest?.state, "refused");
  wire.commands.tick(21_001);
  assert.equal(wire.commands.newest, null);
  wire.commands.give(30_000, "stop");
  wire.commands.tick(90_000);
  assert.equal(wire.commands.newest?.state, "silent");
});

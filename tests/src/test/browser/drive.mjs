// Lets a test in Java drive a headless Chromium: a JSON command a line comes in, a JSON answer a line goes out.
// node drive.mjs CHROMIUM WIDTH HEIGHT
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const [executablePath, width, height] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
const context = await browser.newContext({ viewport: { width: Number(width), height: Number(height) } });
const page = await context.newPage();
const complaints = [];
page.on("pageerror", (error) => complaints.push(String(error)));
page.on("dialog", (dialog) => {
  complaints.push("dialog: " + dialog.message());
  void dialog.dismiss();
});
page.on("console", (message) => {
  if (message.type() === "error") complaints.push(message.text());
});

const operations = {
  open: ({ url }) => page.goto(url).then(() => null),
  evaluate: ({ expression }) => page.evaluate(expression),
  until: ({ expression, patienceMs }) =>
    page.waitForFunction(expression, undefined, { timeout: patienceMs, polling: 50 }).then(() => null),
  click: ({ selector }) => page.click(selector, { timeout: 5000 }).then(() => null),
  press: ({ key }) => page.keyboard.press(key).then(() => null),
  type: ({ selector, text }) => page.fill(selector, text, { timeout: 5000 }).then(() => null),
  picture: ({ path, selector }) =>
    (selector ? page.locator(selector).first() : page).screenshot({ path }).then(() => null),
  complaints: () => complaints,
};

for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  let answer;
  try {
    answer = { value: (await operations[command.operation](command)) ?? null };
  } catch (error) {
    answer = { error: String(error) };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
await browser.close();

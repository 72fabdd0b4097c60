// Lets a test in Java drive a headless Chromium: a JSON command a line comes in, a JSON answer a line goes out.
// node drive.mjs CHROMIUM WIDTH HEIGHT
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const [executablePath, width, height] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
// A rig's certificate is its own or its lab's: no browser knows it.
const context = await browser.newContext({
  viewport: { width: Number(width), height: Number(height) },
  ignoreHTTPSErrors: true,
});
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

// Asked from outside: the page's content security policy lets nothing be evaluated inside.
async function until({ expression, patienceMs }) {
  const giveUp = performance.now() + patienceMs;
  while ((await page.evaluate(expression)) !== true) {
    if (performance.now() > giveUp) {
      const seen = await page.evaluate("document.body.innerText.slice(0, 4000)");
      throw new Error(`it did not come true within ${patienceMs} ms; the page says: ${seen}`);
    }
    await new Promise((resume) => setTimeout(resume, 40));
  }
}

const operations = {
  open: ({ url }) => page.goto(url).then(() => null),
  evaluate: ({ expression }) => page.evaluate(expression),
  until,
  click: ({ selector }) => page.click(selector, { timeout: 5000 }).then(() => null),
  press: ({ key }) => page.keyboard.press(key).then(() => null),
  type: ({ selector, text }) => page.fill(selector, text, { timeout: 5000 }).then(() => null),
  resize: ({ widthPx, heightPx }) => page.setViewportSize({ width: widthPx, height: heightPx }).then(() => null),
  picture: ({ path, selector, whole }) =>
    (selector ? page.locator(selector).first() : page)
      .screenshot({ path, ...(whole ? { fullPage: true } : {}) })
      .then(() => null),
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

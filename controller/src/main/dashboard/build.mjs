// Bundles the page into the folder that the environment variable OUT names: index.html, app.js, app.css.
import { build } from "esbuild";
import { copyFile, mkdir, stat } from "node:fs/promises";
import { join } from "node:path";

// A phone on the rig's wireless network loads the page; more than this has got in by mistake.
const LARGEST_BYTES = 150_000;

const out = process.env.OUT;
if (!out) {
  console.error("build: the environment variable OUT must name the folder to write to");
  process.exit(1);
}
await mkdir(out, { recursive: true });
await build({
  entryPoints: { app: "src/main.ts" },
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  outdir: out,
});
await build({ entryPoints: { app: "style.css" }, bundle: true, minify: true, outdir: out });
await copyFile("index.html", join(out, "index.html"));

let bytes = 0;
for (const name of ["index.html", "app.js", "app.css"]) {
  const { size } = await stat(join(out, name));
  console.log(`${name} ${size} bytes`);
  bytes += size;
}
console.log(`together ${bytes} bytes`);
if (bytes > LARGEST_BYTES) {
  console.error(`build: the page is larger than ${LARGEST_BYTES} bytes`);
  process.exit(1);
}

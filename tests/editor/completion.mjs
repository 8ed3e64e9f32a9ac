// Asks taplo's language server what may be written at the line "na" of FOLDER/unit.toml.
// Usage, where node_modules holds @taplo/lsp: node completion.mjs FOLDER
import { createRequire } from "node:module";
import fs from "node:fs";
import { fileURLToPath } from "node:url";
const require = createRequire(process.cwd() + "/");
const { TaploLsp } = require("@taplo/lsp");
const folder = process.argv[2];
const read = (p) => fs.promises.readFile(p.startsWith("file:") ? fileURLToPath(p) : p);
const SETTINGS = [{ schema: { enabled: true, catalogs: [] } }]; // no catalogue from the network
const waiting = new Map();
let number = 0;
const lsp = await TaploLsp.initialize({
  now: () => new Date(0), envVar: () => undefined, envVars: () => [], stdErrAtty: () => false,
  stdin: async () => new Uint8Array(0), stdout: async (b) => b.length, stderr: async (b) => b.length,
  glob: () => [], readFile: read, writeFile: async () => {},
  urlToFilePath: (u) => u.startsWith("file:") ? fileURLToPath(u) : "/nowhere", isAbsolute: (p) => p.startsWith("/"), cwd: () => folder,
  findConfigFile: () => undefined,
  fetch: { fetch, Headers, Request, Response },
}, { onMessage: (m) => {
  if (m.id !== undefined && m.method) lsp.send({ jsonrpc: "2.0", id: m.id, result: m.method === "workspace/configuration" ? SETTINGS : null });
  else if (waiting.has(m.id)) waiting.get(m.id)(m);
} });
const ask = (method, params) => new Promise((done) => { number += 1; waiting.set(number, done); lsp.send({ jsonrpc: "2.0", id: number, method, params }); });
await ask("initialize", { processId: null, rootUri: "file://" + folder, capabilities: {}, initializationOptions: {} });
lsp.send({ jsonrpc: "2.0", method: "initialized", params: {} });
const uri = "file://" + folder + "/unit.toml";
const text = fs.readFileSync(folder + "/unit.toml", "utf-8");
await new Promise((done) => setTimeout(done, 500));
lsp.send({ jsonrpc: "2.0", method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "toml", version: 1, text } } });

// The schema is read behind the server's back: ask until it is there.
const line = text.split("\n").findIndex((l) => l === "na");
let items = [];
for (let round = 0; round < 60 && items.length === 0; round += 1) {
  await new Promise((done) => setTimeout(done, 500));
  const place = { textDocument: { uri }, position: { line, character: 2 } };
  items = (await ask("textDocument/completion", place)).result ?? [];
}
console.log(JSON.stringify(items));
process.exit(0);

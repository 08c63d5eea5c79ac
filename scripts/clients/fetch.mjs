// Node's fetch.
import { readFileSync } from "node:fs";

const [endpoint, token] = process.argv.slice(2);
for (const line of readFileSync(0, "utf8").trimEnd().split("\n")) {
  const [method, path, body] = line.split("\t");
  const headers = { Authorization: token, ...(body ? { "Content-Type": "application/json" } : {}) };
  const answer = await fetch(endpoint + path, { method, headers, body: body || undefined });
  console.log(`${answer.status}\t${await answer.text()}`);
}

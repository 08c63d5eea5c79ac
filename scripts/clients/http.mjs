// Node's http, with an agent that keeps one connection.
import { readFileSync } from "node:fs";
import http from "node:http";

const [endpoint, token] = process.argv.slice(2);
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

function send(method, path, body) {
  const headers = { Authorization: token, ...(body ? { "Content-Type": "application/json" } : {}) };
  return new Promise((resolve, reject) => {
    const request = http.request(endpoint + path, { method, headers, agent }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part) => (text += part));
      answer.on("end", () => resolve(`${answer.statusCode}\t${text}`));
    });
    request.on("error", reject).end(body || undefined);
  });
}

for (const line of readFileSync(0, "utf8").trimEnd().split("\n")) console.log(await send(...line.split("\t")));
agent.destroy();

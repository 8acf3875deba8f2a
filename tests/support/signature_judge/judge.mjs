// Judges webhooks, and signs some, with npm's standardwebhooks.
//
// Standard input: a JSON list of {secret, id, timestamp, body, signature}, body in base64.
// Without a signature the library signs.  Standard output: a list with true, false or a signature.
import { readFileSync } from "node:fs";
import { Webhook } from "standardwebhooks";

function judge({ secret, id, timestamp, body, signature }) {
  const text = Buffer.from(body, "base64").toString("utf8");
  const webhook = new Webhook(secret);
  if (signature === undefined) {
    return webhook.sign(id, new Date(timestamp * 1000), text);
  }
  try {
    webhook.verify(text, {
      "webhook-id": id,
      "webhook-timestamp": String(timestamp),
      "webhook-signature": signature,
    });
    return true;
  } catch {
    return false;
  }
}

const cases = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(cases.map(judge)));

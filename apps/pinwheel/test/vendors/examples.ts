/**
 * Requests as the vendors' documents show them for their own hosts. What a customer replaces is the host,
 * the instance, the token, and of course the message.
 */
export interface Example {
  /** What runs it. */
  tool: 'curl' | 'node' | 'python3' | 'go';
  code: string;
}

export const ryzeHost = 'https://ryzeapi.cloud';
/** Instance and token come from the environment there. */
export const ryzeMessage = '3EB0XXXXXXXXXXXXXXXX';

const ryzeCurl = String.raw`
curl -X POST "https://ryzeapi.cloud/api/chat/pinMessage/$Instance_Name" \
  -H "token: $Token_Instance" \
  -H "Content-Type: application/json" \
  -d '{
    "pin":       true,
    "messageId": "3EB0XXXXXXXXXXXXXXXX",
    "duration":  "7d"
  }'
`;

const ryzeJavaScript = `
await fetch(\`https://ryzeapi.cloud/api/chat/pinMessage/\${process.env.Instance_Name}\`, {
  method: "POST",
  headers: {
    "token":        process.env.Token_Instance,
    "Content-Type": "application/json"
  },
  body: JSON.stringify({
    pin:       true,
    messageId: "3EB0XXXXXXXXXXXXXXXX",
    duration:  "7d"
  })
});
`;

const ryzePython = `
import os, requests

requests.post(
    f"https://ryzeapi.cloud/api/chat/pinMessage/{os.environ['Instance_Name']}",
    headers={
        "token":        os.environ["Token_Instance"],
        "Content-Type": "application/json"
    },
    json={
        "pin":       True,
        "messageId": "3EB0XXXXXXXXXXXXXXXX",
        "duration":  "7d"
    }
)
`;

const ryzeGo = `
package main

import (
    "net/http"
    "os"
    "strings"
)

func main() {
    body := strings.NewReader(\`{
        "pin":       true,
        "messageId": "3EB0XXXXXXXXXXXXXXXX",
        "duration":  "7d"
    }\`)
    req, _ := http.NewRequest("POST", "https://ryzeapi.cloud/api/chat/pinMessage/"+os.Getenv("Instance_Name"), body)
    req.Header.Set("token", os.Getenv("Token_Instance"))
    req.Header.Set("Content-Type", "application/json")
    http.DefaultClient.Do(req)
}
`;

export const ryzePins: Example[] = [
  { tool: 'curl', code: ryzeCurl },
  { tool: 'node', code: ryzeJavaScript },
  { tool: 'python3', code: ryzePython },
  { tool: 'go', code: ryzeGo },
];

export const ryzeUnpin: Example = {
  tool: 'curl',
  code: String.raw`
curl -X POST "https://ryzeapi.cloud/api/chat/pinMessage/$Instance_Name" \
  -H "token: $Token_Instance" \
  -H "Content-Type: application/json" \
  -d '{
    "pin":       false,
    "messageId": "3EB0XXXXXXXXXXXXXXXX"
  }'
`,
};

export const zApiHost = 'https://api.z-api.io';
export const zApiMessage = '77DF5293EBC176FFA6A88838E7A6AD83';
export const zApiPhone = '5511999998888';

/** Its document gives method, address, headers and body; these are that in two tools. */
export const zApiPins: Example[] = [
  {
    tool: 'curl',
    code: String.raw`
curl --request POST \
  --url https://api.z-api.io/instances/YOUR_INSTANCE/token/YOUR_TOKEN/pin-message \
  --header 'client-token: {{security-token}}' \
  --header 'content-type: application/json' \
  --data '{"phone":"5511999998888","messageId":"77DF5293EBC176FFA6A88838E7A6AD83","messageAction":"pin","pinMessageDuration":"7_days"}'
`,
  },
  {
    tool: 'node',
    code: `
const answer = await fetch('https://api.z-api.io/instances/YOUR_INSTANCE/token/YOUR_TOKEN/pin-message', {
  method: 'POST',
  headers: { 'Client-Token': '{{security-token}}', 'Content-Type': 'application/json' },
  body: JSON.stringify({
    phone: '5511999998888',
    messageId: '77DF5293EBC176FFA6A88838E7A6AD83',
    messageAction: 'pin',
    pinMessageDuration: '7_days',
  }),
});
console.log(await answer.text());
`,
  },
  {
    tool: 'python3',
    code: `
import requests

url = "https://api.z-api.io/instances/YOUR_INSTANCE/token/YOUR_TOKEN/pin-message"
payload = {
    "phone": "5511999998888",
    "messageId": "77DF5293EBC176FFA6A88838E7A6AD83",
    "messageAction": "pin",
    "pinMessageDuration": "7_days"
}
print(requests.post(url, json=payload, headers={"Client-Token": "{{security-token}}"}).text)
`,
  },
];

/** One of its clients sends a duration with an unpin too. */
export const zApiUnpin: Example = {
  tool: 'curl',
  code: zApiPins[0]!.code.replace('"pin"', '"unpin"').replace('7_days', '24_hours'),
};

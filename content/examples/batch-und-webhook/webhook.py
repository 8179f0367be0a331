import base64
import hashlib
import hmac
import json
import time

from openai import InvalidWebhookSignatureError, OpenAI

GEHEIMNIS = "whsec_" + base64.b64encode(b"nur-fuer-das-labor-0000000000000").decode()

client = OpenAI(webhook_secret=GEHEIMNIS)


def empfange(rumpf: bytes, kopf: dict[str, str]) -> str:
    """So sieht der Empfänger in deinem Webserver aus: erst prüfen, dann glauben."""
    ereignis = client.webhooks.unwrap(rumpf, kopf)
    if ereignis.type == "batch.completed":
        return f"Batch {ereignis.data.id} ist fertig"
    return f"unbeachtet: {ereignis.type}"


# Von hier an stellt das Programm nach, was OpenAI schickt (Standard Webhooks: HMAC über Kennung, Zeit und Rumpf)
kennung, zeit = "wh_labor_1", str(int(time.time()))
rumpf = json.dumps(
    {
        "id": "evt_labor_1",
        "object": "event",
        "created_at": int(zeit),
        "type": "batch.completed",
        "data": {"id": "batch_labor_1"},
    }
).encode()
schluessel = base64.b64decode(GEHEIMNIS.removeprefix("whsec_"))
summe = hmac.new(schluessel, f"{kennung}.{zeit}.".encode() + rumpf, hashlib.sha256).digest()
kopf = {
    "webhook-id": kennung,
    "webhook-timestamp": zeit,
    "webhook-signature": "v1," + base64.b64encode(summe).decode(),
}

print(empfange(rumpf, kopf))
try:
    empfange(rumpf.replace(b"labor_1", b"fremd_1"), kopf)
except InvalidWebhookSignatureError as fehler:
    print(f"verfälscht, also abgelehnt: {type(fehler).__name__}")

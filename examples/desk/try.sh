#!/usr/bin/env bash
# Serves this bundle on a free port of this machine, works through a case as the gateway of an agent would, and explains
# the denial from the log. Leaves nothing behind. Needs curl and openssl.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
service=
trap 'test -z "$service" || { kill "$service"; wait "$service" || :; }; rm -rf "$work"' EXIT

url64() { base64 -w0 | tr '+/' '-_' | tr -d '='; }
member() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }

# Who says for whom the agent acts: here a key of our own, elsewhere the company's token service.
openssl genpkey -algorithm ed25519 -out "$work/key.pem" 2> /dev/null
x=$(openssl pkey -in "$work/key.pem" -pubout -outform DER | tail -c 32 | url64)
echo "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"k\",\"alg\":\"EdDSA\",\"x\":\"$x\"}]}" > "$work/keys.json"
acting_for() {
  local now signed
  now=$(date +%s)
  signed=$(printf '{"alg":"EdDSA","typ":"txntoken+jwt","kid":"k"}' | url64).$(printf \
    '{"aud":"harbour.example","iat":%s,"exp":%s,"txn":"case-17","sub":"%s","scope":"support","req_wl":"desk-bot"}' \
    "$now" $((now + 300)) "$1" | url64)
  printf %s "$signed" > "$work/signed"
  echo "$signed.$(openssl pkeyutl -sign -inkey "$work/key.pem" -rawin -in "$work/signed" | url64)"
}

cat > "$work/settings.yaml" <<END
bundle: examples/desk
data: $work/data
listen: {port: 0}
issuers:
  transactions:
    issuer: https://tokens.harbour.example
    jwks: file://$work/keys.json
    audiences: [harbour.example]
    presenters: [transactions]
END
./remit serve --config "$work/settings.yaml" > "$work/out" 2>&1 &
service=$!
until grep -q ': serving ' "$work/out"; do
  kill -0 "$service" 2> /dev/null || { cat "$work/out" >&2; exit 1; }
  sleep 0.2
done
address=$(sed -n 's/.*: serving .* at \(http[^,]*\),.*/\1/p' "$work/out")
administrator=$(grep -o 'remit_[A-Za-z0-9_-]*' "$work/out" | head -1)

post() { # token, path, body, more headers
  local token=$1 path=$2 body=$3
  shift 3
  curl -sS -H "Authorization: Bearer $token" -H 'Content-Type: application/json' "$@" -d "$body" "$address$path"
}
gateway=$(post "$administrator" /v1/callers \
  '{"id": "gateway", "roles": ["enforcer"], "credential": {"kind": "api-key"}}' | member key)

opened=$(post "$gateway" /v1/tasks '{"subject": {"type": "User", "id": "kim"}, "purpose": "support",
  "holder": {"type": "Agent", "id": "desk-bot"}}')
task=$(echo "$opened" | member token)
echo "kim opened a task for desk-bot: $(echo "$opened" | member purpose)"

ask() { # action, resource type, resource id, arguments
  last=$(post "$gateway" /access/v1/evaluation "{\"subject\": {\"type\": \"Agent\", \"id\": \"desk-bot\"},
    \"action\": {\"name\": \"$1\"}, \"resource\": {\"type\": \"$2\", \"id\": \"$3\"}, \"context\": {\"arguments\": $4}}" \
    -H "Remit-Task: $task" -H "Txn-Token: $(acting_for kim)")
  case $last in
    *'"decision":true'*) echo "$1 $3: permit" ;;
    *) echo "$1 $3: $(echo "$last" | sed 's/.*"reasons":\[{//; s/}.*//')" ;;
  esac
}
ask send_mail MailDomain example.org '{"to": "ann@example.org"}'
ask read_customer Customer ann '{"customer_id": "ann"}'
ask send_mail MailDomain example.org '{"to": "ann@example.org"}'
denied=$(echo "$last" | sed 's/.*"context":{"id":"\([^"]*\)".*/\1/')
ask refund_order Order 7 '{"order_id": "7", "amount": 30000}'
ask refund_order Order 7 '{"order_id": "7", "amount": 20001}'
ask pay_payout Payout 3 '{"payout_id": "3"}'

echo
./remit log show "$denied" --data "$work/data"

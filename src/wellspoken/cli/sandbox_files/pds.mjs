// A directory of identities (PLC) and a personal data server (PDS), both real,
// both on this machine only, until the standard input closes.
//
// The directory keeps its operations in memory; here each accepted operation is
// also written to a journal and read back at the next start, so accounts survive.
import fs from 'node:fs'
import path from 'node:path'
import { Secp256k1Keypair } from '@atproto/crypto'
import * as plc from '@did-plc/server'
import { PDS } from '@atproto/pds'

const setting = (name) => {
  const value = process.env[`SANDBOX_${name}`]
  if (!value) throw new Error(`SANDBOX_${name} is not set`)
  return value
}

async function directory(port, journal) {
  const db = plc.Database.mock()
  if (fs.existsSync(journal)) {
    for (const line of fs.readFileSync(journal, 'utf8').split('\n').filter(Boolean)) {
      const { did, operation } = JSON.parse(line)
      await db.validateAndAddOp(did, operation)
    }
  }
  const add = db.validateAndAddOp.bind(db)
  db.validateAndAddOp = async (did, operation) => {
    await add(did, operation)
    fs.appendFileSync(journal, JSON.stringify({ did, operation }) + '\n')
  }
  const server = plc.PlcServer.create({ db, port })
  await server.start()
  return server
}

async function keys(file) {
  if (fs.existsSync(file)) return JSON.parse(fs.readFileSync(file, 'utf8'))
  const rotation = await Secp256k1Keypair.create({ exportable: true })
  const recovery = await Secp256k1Keypair.create()
  const made = {
    rotation: Buffer.from(await rotation.export()).toString('hex'),
    recovery: recovery.did(),
    jwt: crypto.randomUUID() + crypto.randomUUID(),
    admin: crypto.randomUUID(),
  }
  fs.writeFileSync(file, JSON.stringify(made), { mode: 0o600 })
  return made
}

const data = setting('DATA')
const port = Number(setting('PORT'))
const plcPort = Number(setting('PLC_PORT'))
fs.mkdirSync(data, { recursive: true, mode: 0o700 })

const plcServer = await directory(plcPort, path.join(data, 'plc.jsonl'))
const secret = await keys(path.join(data, 'keys.json'))
const pds = await PDS.fromEnv({
  devMode: true,
  port,
  hostname: 'localhost',
  dataDirectory: data,
  blobstoreDiskLocation: path.join(data, 'blobs'),
  adminPassword: secret.admin,
  jwtSecret: secret.jwt,
  serviceHandleDomains: ['.test'],
  didPlcUrl: `http://localhost:${plcPort}`,
  inviteRequired: false,
  disableSsrfProtection: true,
  plcRotationKeyK256PrivateKeyHex: secret.rotation,
  recoveryDidKey: secret.recovery,
  bskyAppViewUrl: 'https://appview.invalid',
  bskyAppViewDid: 'did:example:invalid',
  rateLimitsEnabled: process.env.SANDBOX_RATE_LIMITS === '1',
})
await pds.start()

let stopping = false
async function stop() {
  if (stopping) return
  stopping = true
  setTimeout(() => process.exit(0), 3000).unref()
  await pds.destroy()
  await plcServer.destroy()
  process.exit(0)
}
for (const name of ['SIGINT', 'SIGTERM']) process.on(name, stop)
process.stdin.on('end', stop).on('error', stop).resume()

console.log(JSON.stringify({ ready: `http://localhost:${port}` }))

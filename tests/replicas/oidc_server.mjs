// The certified OpenID provider of npm (oidc-provider), in memory, on loopback.
// node oidc_server.mjs PACKAGE PORT REDIRECT LOGOUT
import { pathToFileURL } from 'node:url'

const [where, port, redirect, logout] = process.argv.slice(2)
const { Provider } = await import(pathToFileURL(where).href)
const people = {
  ana: { email: 'ana@example.org', email_verified: true, name: 'Ana Berg', groups: ['Writers'] },
  eva: { email: 'eva@example.org', email_verified: false, name: 'Eva Lund', groups: ['Writers'] },
}
const client = {
  client_id: 'wellspoken',
  client_secret: 'a-secret-for-tests-only',
  redirect_uris: [redirect],
  response_types: ['code'],
  grant_types: ['authorization_code'],
  backchannel_logout_uri: logout,
  backchannel_logout_session_required: true,
}
const provider = new Provider(`http://localhost:${port}`, {
  clients: [client],
  claims: { openid: ['sub', 'sid'], profile: ['name'], email: ['email', 'email_verified'], groups: ['groups'] },
  scopes: ['openid', 'profile', 'email', 'groups'],
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  features: { devInteractions: { enabled: true }, backchannelLogout: { enabled: true }, rpInitiatedLogout: { enabled: true } },
  // the provider itself calls nobody on loopback, where the product is in tests
  fetch: (url, { dispatcher: _guard, ...options }) => globalThis.fetch(url, options),
  findAccount: (_context, id) => people[id] && { accountId: id, claims: () => ({ sub: id, ...people[id] }) },
})
provider.listen(Number(port), '127.0.0.1', () => console.log('ready'))

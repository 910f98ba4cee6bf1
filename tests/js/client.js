// supabase-js, driven by a test: commands come in as JSON lines, what happens goes out the same way.
import { createClient } from '@supabase/supabase-js'
import { createInterface } from 'node:readline'

const [url, key] = process.argv.slice(2)
const client = createClient(url, key, { auth: { persistSession: false, autoRefreshToken: false } })
const channels = new Map()

const say = (what) => process.stdout.write(JSON.stringify(what) + '\n')

const bytes = (value) =>
  value instanceof ArrayBuffer || ArrayBuffer.isView(value)
    ? { bytes: [...new Uint8Array(value.buffer ?? value)] }
    : value

const commands = {
  async join({ channel: name, config, changes = [], presence = false }) {
    const channel = client.channel(name, { config })
    channels.set(name, channel)
    const tell = (kind) => (payload) => say({ channel: name, kind, payload })
    for (const filter of changes) channel.on('postgres_changes', filter, tell('change'))
    channel.on('broadcast', { event: '*' }, (it) =>
      say({ channel: name, kind: 'broadcast', payload: { ...it, payload: bytes(it.payload) } }))
    channel.on('system', {}, tell('system'))
    if (presence) {
      channel.on('presence', { event: 'sync' }, () => tell('sync')(channel.presenceState()))
      channel.on('presence', { event: 'join' }, tell('join'))
      channel.on('presence', { event: 'leave' }, tell('leave'))
    }
    channel.subscribe((status, error) =>
      say({ channel: name, kind: 'status', payload: { status, error: error?.message } }))
  },
  send: ({ channel, event, payload }) =>
    channels.get(channel).send({
      type: 'broadcast', event, payload: payload.bytes ? Uint8Array.from(payload.bytes).buffer : payload,
    }),
  httpSend: ({ channel, event, payload }) => client.channel(channel).httpSend(event, payload),
  track: ({ channel, payload }) => channels.get(channel).track(payload),
  untrack: ({ channel }) => channels.get(channel).untrack(),
  leave: ({ channel }) => client.removeChannel(channels.get(channel)),
  setAuth: ({ token }) => client.realtime.setAuth(token),
  async signUp({ email, password }) {
    const { data, error } = await client.auth.signUp({ email, password })
    return error ? { error: error.message } : { user: data.user.id }
  },
}

say({ kind: 'ready' })
for await (const line of createInterface({ input: process.stdin })) {
  const { id, command, ...fields } = JSON.parse(line)
  Promise.resolve(commands[command](fields)).then(
    (result) => say({ kind: 'done', id, payload: result ?? null }),
    (error) => say({ kind: 'failed', id, payload: String(error) }),
  )
}
process.exit(0)

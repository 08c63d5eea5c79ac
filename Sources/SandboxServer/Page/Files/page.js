// Follows /sandbox/events and shows what it tells; each button sends a request and shows it. What others wrote becomes text
// by `textContent` alone: the policy of the page refuses every other way.

const find = id => document.getElementById(id)
const tracks = [
  { kind: 'audio', name: 'Microphone', on: 'Unmute', off: 'Mute' },
  { kind: 'video', name: 'Camera', on: 'Turn on', off: 'Turn off' },
  { kind: 'screen_video', name: 'Screen', on: 'Share', off: 'Unshare' },
  { kind: 'screen_audio', name: 'Screen sound', on: 'Share', off: 'Unshare' },
]
const kindNames = {
  audio: 'microphone', video: 'camera', screen_video: 'screen', screen_audio: 'screen sound', audio_video: 'sound and picture',
}
const flaws = { badSignature: 'forged', duplicate: 'twice', late: 'late', reordered: 'out of order', lost: 'lost' }
const mostRooms = 30, mostPeople = 60, mostLines = 60

// What is known, as the events told it.
let rooms, sessions, recordings, requests, hooks, faults
let isFixed = false, isLive = false
let heardTime = 0, heardAt = 0
let shown = 200
const played = new Set()

function forget() {
  rooms = new Map(), sessions = new Map(), recordings = new Map(), requests = new Map()
  hooks = [], faults = []
}

const now = () => isFixed || !isLive ? heardTime : heardTime + performance.now() - heardAt

function take(change, isWhole) {
  if (isWhole) {
    forget()
    isFixed = change.deterministic
  }
  heardTime = Date.parse(change.now)
  heardAt = performance.now()
  for (const room of change.rooms ?? []) rooms.set(room.roomId, room)
  for (const session of change.sessions ?? []) sessions.set(session.id, session)
  for (const recording of change.recordings ?? []) recordings.set(recording.id, recording)
  for (const id of change.gone ?? []) recordings.delete(id) || sessions.delete(id)
  for (const request of change.requests ?? []) requests.set(request.number, request)
  for (const number of [...requests.keys()].sort((a, b) => b - a).slice(mostLines)) requests.delete(number)
  for (const hook of change.webhooks ?? []) hooks.push({ ...hook, number: hookNumber++ })
  hooks = hooks.slice(-mostLines)
  faults = change.faults ?? faults
  wanted ||= requestAnimationFrame(render)
}
let hookNumber = 0, wanted = 0

function follow() {
  const source = new EventSource('/sandbox/events')
  source.addEventListener('snapshot', event => {
    connected(true)
    take(JSON.parse(event.data), true)
  })
  source.addEventListener('change', event => take(JSON.parse(event.data), false))
  source.addEventListener('error', () => {
    connected(false)
    if (source.readyState === EventSource.CLOSED) setTimeout(follow, 1000)
  })
}

function connected(isConnected) {
  if (!isConnected) heardTime = now()
  isLive = isConnected
  document.body.className = isConnected ? 'live' : 'off'
  write(find('connection-text'), isConnected ? 'connected' : 'disconnected')
  find('lost').hidden = isConnected
  write(find('lost'), isConnected ? ''
    : `Disconnected: nothing answers at ${location.host}. What stands here is how it was. Trying again every second.`)
}

// Text.

// Control, bidirectional and zero-width characters are shown as what they are.
const unseen = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu
const visible = (text, most = 200) => {
  const signs = Array.from(String(text ?? '').slice(0, most * 2))
  return (signs.length > most ? signs.slice(0, most).join('') + '…' : signs.join(''))
    .replace(unseen, sign => `\\u{${sign.codePointAt(0).toString(16)}}`)
}
const write = (node, text) => { if (node.textContent !== text) node.textContent = text }
const timeOf = time => new Date(time).toLocaleTimeString('en-GB')
const two = number => String(number).padStart(2, '0')
const lengthOf = milliseconds => {
  const all = Math.max(0, Math.floor(milliseconds / 1000))
  const [hours, minutes, seconds] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60]
  return hours ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`
}
const personOf = recording => {
  const people = sessions.get(recording.sessionId)?.participants ?? []
  return people.find(person => person.participantId === recording.participantId)
}
const kindOf = recording => kindNames[recording.kind] ?? (recording.participantId ? visible(recording.kind, 40) : 'whole room')
const subjectOf = recording => `${kindOf(recording)} · ${visible(recording.participantId ?? recording.roomId, 60)}`

// How the shell writes a word: in quotes unless it is plain, and in double ones with escapes where need be.
function quoted(word) {
  if (/^[\w.:-]+$/.test(word)) return word
  if (!word.includes("'") && word.replace(unseen, '') === word) return `'${word}'`
  const escaped = word.replace(/[\\"$]/g, '\\$&').replace(unseen, sign => `\\u{${sign.codePointAt(0).toString(16)}}`)
  return `"${escaped}"`
}

// Elements.

function make(name, properties = {}, ...children) {
  const node = document.createElement(name)
  for (const [key, value] of Object.entries(properties)) {
    if (key in node) node[key] = value
    else node.setAttribute(key, value)
  }
  node.append(...children)
  return node
}

const button = (text, label, act, className = '') =>
  make('button', { type: 'button', textContent: text, ariaLabel: label, onclick: act, className })

function dress(node, text, label, className) {
  write(node, text)
  if (node.ariaLabel !== label) node.ariaLabel = label
  if (className !== undefined && node.className !== className) node.className = className
}

// Gives each item its own child, which stays where it is, with its focus, as long as the item does.
function sync(parent, items, keyOf, create, update) {
  const keys = new Set(items.map(item => String(keyOf(item))))
  const old = new Map()
  for (const child of [...parent.children]) {
    if (keys.has(child.dataset.key)) old.set(child.dataset.key, child)
    else child.remove()
  }
  let place = parent.firstElementChild
  for (const item of items) {
    const key = String(keyOf(item))
    let child = old.get(key)
    if (!child) {
      child = create(item)
      child.dataset.key = key
    }
    update(child, item)
    if (child === place) place = place.nextElementSibling
    else parent.insertBefore(child, place)
  }
}

// Requests of this page.

const encoder = new TextEncoder()
const base64 = bytes => btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')

async function token() {
  const { key, secret } = document.body.dataset
  const claims = {
    apikey: key, permissions: ['allow_join', 'allow_mod'], version: 2, roles: ['crawler'],
    exp: Math.floor(Date.now() / 1000) + 600,
  }
  const signed = [{ alg: 'HS256', typ: 'JWT' }, claims].map(part => base64(encoder.encode(JSON.stringify(part)))).join('.')
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  const imported = await crypto.subtle.importKey('raw', encoder.encode(secret), hmac, false, ['sign'])
  return `${signed}.${base64(new Uint8Array(await crypto.subtle.sign('HMAC', imported, encoder.encode(signed))))}`
}

async function send(method, path, body, command) {
  const exchange = { method, path, body, command, status: 'sent', answer: '' }
  tell(exchange)
  try {
    const headers = body === undefined ? {} : { 'Content-Type': 'application/json' }
    if (path.startsWith('/v2/')) headers.Authorization = await token()
    const answer = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) })
    exchange.status = answer.status
    exchange.answer = await answer.text()
  } catch (error) {
    exchange.status = 'no answer'
    exchange.answer = error.message
  }
  tell(exchange)
}

const exchanges = []
function tell(exchange) {
  if (!exchanges.includes(exchange)) exchanges.unshift(exchange)
  exchanges.length = Math.min(exchanges.length, 20)
  const [last, ...before] = exchanges
  find('no-sent').hidden = true
  find('last').replaceChildren(drawn(last))
  find('before').hidden = before.length === 0
  find('earlier').replaceChildren(...before.map(item => make('li', {}, drawn(item))))
}

function drawn({ method, path, body, command, status, answer }) {
  const request = `${method} ${path}${path.startsWith('/v2/') ? '\nAuthorization: $VIDEOSDK_TOKEN' : ''}${body === undefined ? '' : '\n' + JSON.stringify(body)}`
  const isGood = status >= 200 && status < 300
  const sent = make('div', {}, make('h3', { textContent: 'sent' }), make('pre', { textContent: request }),
    make('p', { className: isGood ? 'good' : status === 'sent' ? 'wait' : 'bad', textContent: `${status}  ${visible(answer, 160)}` }))
  if (!command) return make('div', { className: 'exchange' }, sent)
  const copy = make('button', { type: 'button', textContent: 'Copy' })
  copy.addEventListener('click', () => navigator.clipboard.writeText(command)
    .then(() => write(copy, 'Copied'), () => write(copy, 'Not copied')))
  const shell = make('div', {}, make('h3', { textContent: 'in the shell' }),
    make('div', { className: 'row' }, make('pre', { className: 'command', textContent: command }), copy))
  return make('div', { className: 'exchange' }, sent, shell)
}

const part = encodeURIComponent
const people = room => `/sandbox/rooms/${part(room)}/participants`
const inRoom = room => ` room=${quoted(room)}`

const join = (room, id, name) =>
  send('POST', people(room), { participantId: id, ...(name ? { name } : {}) },
    `sandbox join ${quoted(id)}${name ? ' name=' + quoted(name) : ''}${inRoom(room)}`)
const leave = (room, id) =>
  send('DELETE', `${people(room)}/${part(id)}`, undefined, `sandbox leave ${quoted(id)}${inRoom(room)}`)
const turn = (room, id, kind, on) =>
  send('POST', `${people(room)}/${part(id)}/tracks`, { kind, on },
    `sandbox ${on ? 'unmute' : 'mute'} ${quoted(id)} ${kind}${inRoom(room)}`)
const record = (verb, room, id, kind) =>
  send('POST', `/v2/recordings/participant/track/${verb}`, { roomId: room, participantId: id, kind },
    `${verb} ${kind}${inRoom(room)} participant=${quoted(id)}`)

function stop(recording) {
  const { roomId, participantId, kind, mode } = recording
  if (mode === 'track') return record('stop', roomId, participantId, kind)
  if (mode === 'participant') return send('POST', '/v2/recordings/participant/stop', { roomId, participantId })
  return send('POST', '/v2/recordings/end', { roomId })
}

// Rooms and people.

const isRunning = recording => recording.state === 'starting' || recording.state === 'recording'

function renderRooms() {
  const live = new Map()
  for (const session of sessions.values()) if (session.status === 'ongoing') live.set(session.roomId, session)
  const sorted = [...rooms.values()].sort((a, b) => live.has(b.roomId) - live.has(a.roomId))
  const running = new Set()
  for (const item of recordings.values()) {
    if (item.mode === 'track' && isRunning(item)) running.add(`${item.roomId} ${item.participantId} ${item.kind}`)
  }
  find('no-rooms').hidden = sorted.length > 0
  sync(find('rooms'), sorted.slice(0, mostRooms), room => room.roomId, makeRoom, ({ parts }, room) => {
    const session = live.get(room.roomId)
    write(parts.title, visible(room.customRoomId ? `${room.roomId} · ${room.customRoomId}` : room.roomId, 80))
    const present = session?.participants.filter(person => person.present).length ?? 0
    write(parts.fact, room.disabled ? 'closed for ever' : session ? `live since ${timeOf(session.start)} · ${present} there` : 'no session: the first to join opens one')
    parts.form.hidden = room.disabled
    const all = [...(session?.participants ?? [])].sort((a, b) => b.present - a.present)
    sync(parts.list, all.slice(0, mostPeople), person => person.participantId, person => makePerson(room.roomId, person),
      (row, person) => updatePerson(row, person, room.roomId, running))
  })
}

function makeRoom(room) {
  const title = make('h3'), fact = make('p', { className: 'quiet count' }), list = make('div')
  const id = make('input', { name: 'id', required: true, maxLength: 128, pattern: '\\S+', autocomplete: 'off', spellcheck: false })
  const name = make('input', { name: 'name', maxLength: 200, autocomplete: 'off' })
  const form = make('form', { className: 'join' },
    make('label', {}, 'Participant id', id), make('label', {}, 'Name (optional)', name), make('button', { textContent: 'Join' }))
  form.addEventListener('submit', event => {
    event.preventDefault()
    join(room.roomId, id.value, name.value)
    form.reset()
    id.focus()
  })
  const node = make('div', { className: 'room' }, make('div', { className: 'headline' }, title, fact), list, form)
  node.parts = { title, fact, list, form }
  return node
}

function makePerson(roomId, person) {
  const id = person.participantId
  const name = make('h4'), code = make('span', { className: 'id mono' })
  const list = make('div', { className: 'tracks' }), go = button('', '', () =>
    go.isThere ? leave(roomId, id) : join(roomId, id, go.named))
  const switches = tracks.map(track => {
    const onOff = button('', '', () => turn(roomId, id, track.kind, !onOff.isOn))
    const record_ = button('', '', () => record(record_.isOn ? 'stop' : 'start', roomId, id, track.kind))
    const state = make('b')
    list.append(make('div', { role: 'group', ariaLabel: track.name },
      make('h5', {}, `${track.name} `, state), make('div', { className: 'track' }, onOff, record_)))
    return { track, state, onOff, record: record_ }
  })
  const node = make('div', { className: 'person' }, make('div', {}, name, code), list, go)
  node.parts = { name, code, list, go, switches }
  return node
}

function updatePerson(node, person, roomId, running) {
  const { parts } = node, name = visible(person.name, 60)
  write(parts.name, name)
  write(parts.code, visible(person.participantId, 60))
  node.classList.toggle('gone', !person.present)
  parts.list.hidden = !person.present
  parts.go.isThere = person.present
  parts.go.named = person.name
  dress(parts.go, person.present ? 'Leave' : 'Join again', `${person.present ? 'Leave' : 'Join again'}: ${name}`)
  for (const { track, state, onOff, record } of parts.switches) {
    const whose = `${track.name.toLowerCase()} of ${name}`
    onOff.isOn = person.tracks.includes(track.kind)
    write(state, onOff.isOn ? 'on' : 'off')
    dress(onOff, onOff.isOn ? track.off : track.on, `${onOff.isOn ? track.off : track.on}: ${whose}`)
    record.isOn = running.has(`${roomId} ${person.participantId} ${track.kind}`)
    dress(record, record.isOn ? 'Stop' : 'Record', `${record.isOn ? 'Stop' : 'Record'}: ${whose}`, record.isOn ? 'stop' : 'record')
  }
}

// Recordings.

let origin = 0
const seconds = time => (Date.parse(time) - origin) / 1000

function renderRecordings() {
  const all = [...recordings.values()].sort((a, b) => {
    const [left, right] = [startOf(a), startOf(b)]
    return left < right ? 1 : left > right ? -1 : 0
  })
  const running = all.filter(isRunning)
  // Those that run are never left out for others.
  const chosen = new Set(running.slice(0, shown))
  for (const item of all) if (chosen.size < shown) chosen.add(item)
  const list = all.filter(item => chosen.has(item))
  origin ||= heardTime
  write(find('recording-count'), all.length === 0 ? '' : `${running.length} running of ${all.length}`)
  document.title = running.length > 0 ? `● ${running.length} · Sandbox` : 'Sandbox'
  find('no-recordings').hidden = all.length > 0
  find('axis').hidden = all.length === 0
  find('more').hidden = list.length === all.length
  write(find('more'), `Show ${Math.min(200, all.length - list.length)} more of ${all.length}`)
  sync(find('bars'), list, item => item.id, makeBar, updateBar)
  move()
}

const startOf = recording => recording.start ?? recording.createdAt
const stopOf = recording => recording.stopped ?? recording.end
const filesOf = recording => recording.files ?? (recording.file ? [recording.file] : [])

function makeBar() {
  const name = make('b'), what = make('span'), lane = make('div', { className: 'lane', role: 'img' })
  const state = make('span', { className: 'state' }), buttons = make('span', { className: 'row' })
  const stopButton = button('Stop', '', () => stop(node.recording), 'stop'), play = button('Play', '', () => {
    played.has(node.recording.id) ? played.delete(node.recording.id) : played.add(node.recording.id)
    updateBar(node, node.recording, true)
  })
  buttons.append(stopButton, play)
  const node = make('li', {}, make('div', { className: 'who' }, name, what), lane,
    make('div', { className: 'end' }, state, buttons))
  node.parts = { name, what, lane, state, stopButton, play }
  return node
}

function updateBar(node, recording, isForced = false) {
  const person = personOf(recording)?.name
  if (node.recording === recording && node.person === person && !isForced) return
  node.recording = recording
  node.person = person
  const runs = isRunning(recording), files = filesOf(recording)
  node.className = runs ? 'runs' : recording.state === 'failed' ? 'failed' : ''
  node.dataset.id = recording.id
  node.dataset.state = recording.state
  const name = visible(person ?? recording.participantId ?? recording.roomId, 60), what = kindOf(recording)
  write(node.parts.name, name)
  write(node.parts.what, `${what}${person && recording.participantId !== person ? ' · ' + visible(recording.participantId, 40) : ''}`)
  const whole = { start: startOf(recording), end: runs ? null : stopOf(recording) ?? startOf(recording) }
  const pieces = [whole, ...(recording.segments ?? [])]
  sync(node.parts.lane, pieces.map((piece, number) => ({ ...piece, number })), piece => piece.number, () => make('i'), (bar, piece) => {
    bar.className = piece.number === 0 ? 'whole' : ''
    bar.style.setProperty('--s', seconds(piece.start))
    bar.style.setProperty('--e', piece.end ? seconds(piece.end) : 'var(--now)')
  })
  node.parts.stopButton.hidden = !runs
  node.parts.stopButton.ariaLabel = `Stop: ${what} of ${name}`
  node.parts.play.hidden = files.length === 0
  dress(node.parts.play, played.has(recording.id) ? 'Close' : 'Play', `${played.has(recording.id) ? 'Close' : 'Play'}: ${what} of ${name}`)
  showPlayer(node, recording, files)
  timeBar(node)
}

const endings = { stopping: 'processed…', stopped: 'ended', failed: 'failed' }

function timeBar(node) {
  const { recording } = node, runs = isRunning(recording)
  const length = lengthOf((runs ? now() : Date.parse(stopOf(recording) ?? startOf(recording))) - Date.parse(startOf(recording)))
  const word = recording.state === 'starting' ? 'waits' : runs ? 'records' : endings[recording.state] ?? visible(recording.state, 20)
  write(node.parts.state, `${word} ${length}`)
  node.parts.lane.ariaLabel = `from ${timeOf(startOf(recording))}, ${length}, ${word}`
}

function showPlayer(node, recording, files) {
  const isOpen = played.has(recording.id) && files.length > 0
  const key = isOpen ? files.map(file => file._id ?? file.id).join(' ') : ''
  if ((node.player?.key ?? '') === key) return
  node.player?.remove()
  node.player = undefined
  if (!isOpen) return
  node.player = make('div', { className: 'player' })
  node.player.key = key
  for (const [number, file] of files.entries()) {
    const label = files.length > 1 ? `file ${number + 1} of ${files.length}` : 'file'
    node.player.append(...(isOwn(file.fileUrl) ? media(file, label, recording) : [
      make('span', { textContent: `${label}: in your own storage at ${visible(file.filePath)}` })]))
  }
  node.append(node.player)
}

const isOwn = url => { try { return new URL(url).origin === location.origin } catch { return false } }

function media(file, label, recording) {
  const player = make(file.type === 'audio' ? 'audio' : 'video', {
    controls: true, preload: 'metadata', src: file.fileUrl, ariaLabel: `${label}: ${subjectOf(recording)}`,
  })
  const facts = `${label} · ${(file.meta?.duration ?? 0).toFixed(1)} s · ${(file.size / 1024).toFixed(0)} KiB`
  return [player, make('div', {}, make('div', { textContent: facts }),
    make('a', { href: file.fileUrl, download: '', textContent: 'Download' }))]
}

// Sets the axis anew; the bars follow by themselves, for their places are computed from it.
function move() {
  const bars = find('bars'), rows = [...bars.children]
  write(find('clock'), heardTime ? new Date(now()).toLocaleString('en-GB') + (isFixed ? ' · moves with requests' : '') : '–')
  if (rows.length === 0) return
  const current = (now() - origin) / 1000, wantedLength = Number(find('span').value)
  let from = Infinity, to = -Infinity
  for (const { recording } of rows) {
    from = Math.min(from, seconds(startOf(recording)))
    to = Math.max(to, isRunning(recording) ? current : seconds(stopOf(recording) ?? startOf(recording)))
  }
  if (wantedLength) [from, to] = [current - wantedLength, current]
  const length = Math.max(to - from, 10)
  for (const [name, value] of [['--from', from], ['--length', length], ['--now', current]]) bars.style.setProperty(name, value)
  const step = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400, 604800, 2592000, 31536000]
    .find(step => length / step <= 6) ?? length / 6
  const offset = origin / 1000 - new Date(origin).getTimezoneOffset() * 60
  const ticks = []
  for (let at = Math.ceil((from + offset) / step) * step - offset; at <= from + length; at += step) {
    const place = (at - from) / length
    if (place > .03 && place < .97) ticks.push({ at, place })
  }
  sync(find('ticks'), ticks, tick => tick.at.toFixed(3), () => make('span'), (node, { at, place }) => {
    node.style.left = `${place * 100}%`
    const time = new Date(origin + at * 1000)
    write(node, step >= 86400 ? time.toLocaleDateString('en-GB') : timeOf(time).slice(0, step < 60 ? 8 : 5))
  })
  for (const row of rows) if (isRunning(row.recording)) timeBar(row)
}

// Faults, webhooks, requests.

const operations = { startTrackRecording: 'start', stopTrackRecording: 'stop', listTrackRecordings: 'recordings' }

function faultText({ match, times, fault }) {
  const words = Object.entries(fault).map(([name, value]) => `${name}=${value}`)
  if (match.event) words.push(`event=${match.event}`)
  return [operations[match.operation] ?? match.operation ?? 'any', ...words, times > 1 ? `${times} times` : ''].join(' ').trim()
}

function renderFaults() {
  sync(find('waiting'), faults.slice(0, 20).map((fault, place) => ({ fault, place })), item => item.place,
    () => make('li', { className: 'wait' }), (node, { fault }) => write(node, `waits: ${visible(faultText(fault))}`))
}

function renderHooks() {
  find('no-hooks').hidden = hooks.length > 0
  sync(find('hooks'), [...hooks].reverse(), hook => hook.number, hook => {
    const isGood = hook.delivered && hook.fault !== 'badSignature'
    const verdict = [hook.verdict, hook.status, hook.reason].filter(Boolean).join(' · ')
    const line = make('div', { className: 'line' }, make('time', { textContent: timeOf(hook.time) }),
      make('span', { className: 'grow', textContent: visible(hook.type) }))
    if (hook.fault && hook.verdict !== 'lost') line.append(make('span', { className: 'flag', textContent: flaws[hook.fault] ?? visible(hook.fault, 20) }))
    line.append(make('span', { className: isGood ? 'good' : 'bad', textContent: visible(verdict, 120) }))
    const recording = recordings.get(hook.subjectId)
    return make('li', {}, line, make('span', {
      className: 'where', textContent: `${recording ? subjectOf(recording) + ' → ' : ''}${visible(hook.url)}`,
    }))
  }, () => {})
}

function renderCalls() {
  const list = [...requests.values()].sort((a, b) => b.number - a.number)
  find('no-calls').hidden = list.length > 0
  sync(find('calls'), list, call => call.number, call => {
    const status = make('span')
    const path = make('span', { className: 'grow', textContent: `${visible(call.method, 20)} ${visible(call.path)}` })
    const line = [make('time', { textContent: timeOf(call.time) }), path, status]
    const text = [call.query && `?${visible(call.query)}`, call.body && visible(call.body, 1000)].filter(Boolean).join('\n')
    const head = make('div', { className: 'line' }, ...line)
    const row = text
      ? make('details', {}, make('summary', {}, head), make('pre', { textContent: text })) : head
    const node = make('li', {}, row)
    node.parts = { status }
    return node
  }, ({ parts }, call) => {
    write(parts.status, call.status === null ? 'no answer' : String(call.status))
    parts.status.className = call.status === null ? 'wait' : call.status < 400 ? 'good' : 'bad'
  })
}

function render() {
  wanted = 0
  renderRooms()
  renderRecordings()
  renderFaults()
  renderHooks()
  renderCalls()
}

// The buttons that stay.

for (const [text, span, advance] of [['+10 s', '10s', '10s'], ['+1 min', '1m', '60s'], ['+10 min', '10m', '600s'], ['+1 h', '1h', '3600s']]) {
  find('steps').append(button(text, `${text}: move the time of the sandbox on`, () =>
    send('POST', '/sandbox/clock', { advance }, `sandbox clock ${span}`)))
}
for (const [text, operation, fault, words] of [
  ['Next start fails', 'startTrackRecording', { status: 503, retryAfter: 2 }, 'start status=503 retry-after=2s'],
  ['Its answer is lost', 'startTrackRecording', { drop: 'after' }, 'start drop=after'],
  ['Its recording fails', 'startTrackRecording', { recording: 'failed' }, 'start recording=failed'],
  ['A webhook is forged', undefined, { webhook: 'badSignature' }, 'any webhook=bad-signature'],
  ['A webhook is lost', undefined, { webhook: 'lost' }, 'any webhook=lost'],
]) {
  find('faults').append(button(text, `${text}: once`, () =>
    send('POST', '/sandbox/faults', { match: operation ? { operation } : {}, times: 1, fault }, `sandbox fail ${words}`)))
}
find('faults').append(button('No more faults', 'No more faults: remove those that wait', () =>
  send('DELETE', '/sandbox/faults', undefined, 'sandbox fail off')))
find('more').addEventListener('click', () => {
  shown += 200
  renderRecordings()
})
find('span').addEventListener('change', move)
write(find('address'), location.origin)
write(find('key'), document.body.dataset.key)
forget()
setInterval(move, 250)
follow()

-- wrk: each request starts a recording that does not run yet; arguments: token, number of rooms, Host (optional).
local system = require("ffi")
system.cdef("int getpid(void); int kill(int process, int signal);")
local kinds = { "audio", "video", "screen_audio", "screen_video" }
local path = "/v2/recordings/participant/track/start"
local total, sent = 0, 0
function init(arguments)
  wrk.headers["Authorization"] = arguments[1]
  wrk.headers["Content-Type"] = "application/json"
  total = tonumber(arguments[2]) * 100 * #kinds
  if arguments[3] and arguments[3] ~= "" then wrk.headers["Host"] = arguments[3] end
end
function request()
  -- The rooms take turns, then the participants, then the kinds.
  local rooms = total / 400
  local room = sent % rooms
  local participant = math.floor(sent / rooms) % 100 + 1
  local kind = kinds[math.floor(sent / rooms / 100) % 4 + 1]
  sent = sent + 1
  if sent >= total then
    -- Without an interrupt wrk would wait for the rest of its time and spread the requests over it.
    system.C.kill(system.C.getpid(), 2)
    wrk.thread:stop()
    -- Other connections may still ask before it has stopped: for something that is not refused.
    if sent > total then return wrk.format("GET", "/v2/rooms?perPage=1") end
  end
  return wrk.format("POST", path, nil, string.format(
    '{"roomId":"bench-%d","participantId":"p%d","kind":"%s"}', room, participant, kind))
end

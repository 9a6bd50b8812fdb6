-- What wrk asks: the whole, with an etag that is right already, or 64 KB anywhere in a file of so many bytes.
-- Its arguments: the bytes (0 for the whole), the etag. At the end it prints its figures as JSON.
local part = 65536
local size

function init(arguments)
  size = tonumber(arguments[1])
  if arguments[2] then
    wrk.headers["If-None-Match"] = arguments[2]
  end
  whole = wrk.format()
end

function request()
  if size == 0 then
    return whole
  end
  local start = math.random(0, size - part)
  return wrk.format(nil, nil, {Range = "bytes=" .. start .. "-" .. start + part - 1})
end

function done(summary, latency, requests)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  local told = '{"requests": %d, "seconds": %f, "bytes": %d, "p99_ms": %f, "failed": %d}\n'
  local seconds, p99 = summary.duration / 1e6, latency:percentile(99) / 1e3
  io.stderr:write(string.format(told, summary.requests, seconds, summary.bytes, p99, failed))
end

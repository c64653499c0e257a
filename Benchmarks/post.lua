-- For wrk: sends the form bodies of a file, one a line, in turn. The header fields come from the command line.
--     wrk -s post.lua URL -- FILE
local bodies, index = {}, 0

function init(arguments)
    for line in io.lines(arguments[1]) do
        bodies[#bodies + 1] = line
    end
    wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
end

function request()
    index = index % #bodies + 1
    return wrk.format("POST", nil, nil, bodies[index])
end

function done(summary)
    io.write(string.format("failed %d\n", summary.errors.status + summary.errors.read + summary.errors.timeout))
end

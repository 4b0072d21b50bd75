-- Opens a Dockerfile with the server, as docs/editors.md says, and prints what a person would see, a JSON value a line.
local function out(value) io.stdout:write(vim.json.encode(value) .. '\n') end
local function wait(what, test)
  if not vim.wait(20000, test, 20) then out({ failed = what }) vim.cmd('cquit') end
end

vim.cmd('edit Dockerfile')
local id = vim.lsp.start_client({
  name = 'seaworthy',
  cmd = { vim.env.SEAWORTHY_NODE, vim.env.SEAWORTHY_BIN, 'lsp', '--stdio' },
  root_dir = vim.fn.getcwd(),
})
vim.lsp.buf_attach_client(0, id)

local function find(code)
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    if diagnostic.code == code then return diagnostic end
  end
end

wait('a finding', function() return find('npm-flag-deprecated') ~= nil end)
local diagnostic = find('npm-flag-deprecated')
out({ line = diagnostic.lnum, column = diagnostic.col, source = diagnostic.source, message = diagnostic.message })

local client = vim.lsp.get_client_by_id(id)
local here = { line = diagnostic.lnum, character = diagnostic.col }
local document = vim.lsp.util.make_text_document_params(0)
local actions = client.request_sync('textDocument/codeAction', {
  textDocument = document,
  range = { start = here, ['end'] = here },
  context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(0, diagnostic.lnum) },
}, 20000, 0).result
out({ action = actions[1].title })
vim.lsp.util.apply_workspace_edit(actions[1].edit, client.offset_encoding)
wait('the finding to go', function() return find('npm-flag-deprecated') == nil end)
out({ text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') })

local hover = client.request_sync('textDocument/hover', { textDocument = document, position = { line = 0, character = 2 } }, 20000, 0)
out({ hover = hover.result.contents.kind })
vim.cmd('qall!')

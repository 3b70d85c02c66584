/** Arguments of MCP servers, hooks and the tools they start, one a line as people write them. None holds a secret: all must be shown whole. */
export const ORDINARY: readonly string[] = `
-y
--yes
@modelcontextprotocol/server-filesystem
@modelcontextprotocol/server-github@2025.4.8
@modelcontextprotocol/server-sequential-thinking@latest
@modelcontextprotocol/server-postgres@0.6.2
@upstash/context7-mcp@1.0.14
@playwright/mcp@0.0.41
@browsermcp/mcp@latest
@supabase/mcp-server-supabase@0.5.5
@sentry/mcp-server@0.18.0
@notionhq/notion-mcp-server
@cloudflare/mcp-server-cloudflare
@azure/mcp@0.8.3
@heroku/mcp-server
@21st-dev/magic@0.1.0
@tanstack/eslint-plugin-query@5.59.7
@anthropic-ai/claude-code@2.1.330
@aws-sdk/client-bedrock-runtime@3.675.0
@codingame/esbuild-import-meta-url-plugin@1.0.2
@napi-rs/canvas-linux-x64-gnu@0.1.65
@esbuild/win32-arm64@0.24.0
@rollup/rollup-linux-arm-gnueabihf@4.24.4
@img/sharp-libvips-linuxmusl-arm64@1.0.4
@swc/core-darwin-arm64@1.9.2
@next/swc-linux-x64-musl@15.0.3
@noble/secp256k1@2.1.0
@types/node@22.9.0
firecrawl-mcp@3.2.1
figma-developer-mcp
mcp-remote@0.1.18
server-v2
chrome-devtools-mcp@0.9.0
mcp-server-sqlite
kubernetes-mcp-server@latest
tavily-mcp@0.2.10
ubuntu2204
node20
python3.12
x86_64
utf8
utf-8
en_US.UTF-8
base64
sha256
linux/amd64
linux-arm64-musl
aarch64-apple-darwin
x86_64-pc-windows-msvc
x86_64-unknown-linux-musl
armv7-unknown-linux-gnueabihf
manylinux2014_x86_64
macosx_11_0_arm64
win32-x64-msvc
cp312-cp312-manylinux_2_17_x86_64
mcp-server-git==2025.7.1
mcp-server-fetch
mcp[cli]>=1.2.0
--from=git+https://git.example.com/oraios/serena
git+https://git.example.com/org/repo.git@v1.2.3
github:owner/repo#semver:^1.2.0
awslabs.aws-documentation-mcp-server@latest
awslabs.cost-explorer-mcp-server==0.0.9
ghcr.io/github/github-mcp-server
ghcr.io/astral-sh/uv:python3.12-bookworm-slim
mcp/postgres:latest
mcr.microsoft.com/playwright/mcp:v0.0.41
docker.io/library/node:22.11.0-bookworm-slim
public.ecr.aws/docker/library/python:3.13.0-alpine3.20
registry.example.com:5000/platform/mcp-gateway:2024.11.05-rc1
quay.io/keycloak/keycloak:26.0.5
--mount=type=bind,src=/home/dev/work,dst=/projects
type=bind,src=/Users/dev/Desktop,dst=/projects/Desktop
/var/run/docker.sock:/var/run/docker.sock
host.docker.internal:host-gateway
127.0.0.1:8080:80
8080:80
--network=host
--platform=linux/arm64/v8
--name=mcp-postgres-dev
--pull=always
--restart=unless-stopped
1000:1000
/usr/local/bin/node
/opt/homebrew/bin/python3.11
/home/dev/.nvm/versions/node/v20.18.0/bin/npx
/home/dev/.local/share/uv/tools/mcp-server-git/bin/mcp-server-git
/home/dev/.vscode/extensions/ms-python.python-2024.20.0-linux-x64/out/client/extension.js
/Users/dev/Library/Application Support/Claude/claude_desktop_config.json
/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code
/Library/Frameworks/Python.framework/Versions/3.12/bin/python3
C:\\Program Files\\nodejs\\npx.cmd
C:\\Users\\dev\\AppData\\Local\\Programs\\Python\\Python312\\python.exe
/mnt/c/Windows/System32/WindowsPowerShell/v1.0/powershell.exe
\${workspaceFolder}/.venv/bin/python
\${workspaceFolder}/tools/mcp/dist/index.js
\${CLAUDE_PROJECT_DIR}/.claude/hooks/format-and-lint.sh
\${CLAUDE_PLUGIN_ROOT}/scripts/pre-tool-use.mjs
.claude/hooks/block-dangerous-commands.py
./node_modules/.bin/tsx
./node_modules/@modelcontextprotocol/server-memory/dist/index.js
../packages/mcp-server/src/main.ts
dist/server.bundle.min.js
src/components/DataTableVirtualizedRowRenderer.tsx
migrations/20240115093000_create_users_table.sql
backup-2024-11-05T09-30-00Z.tar.gz
IMG_20241105_093000.jpg
node-v22.11.0-linux-x64.tar.xz
jdk-21.0.5+11
libssl-dev_3.0.15-1~deb12u1_amd64.deb
numpy-2.1.3-cp313-cp313-win_amd64.whl
org.springframework.boot:spring-boot-starter-web:3.3.5
com.google.guava:guava:33.3.1-jre
Microsoft.EntityFrameworkCore.SqlServer@8.0.10
k8s.io/api@v0.31.2
golang.org/x/tools/gopls@v0.16.2
github.com/golangci/golangci-lint/cmd/golangci-lint@v1.61.0
golang.org/x/exp@v0.0.0-20241009180824-f66d83c29e7c
--stdio
--transport=streamable-http
--port=3000
--host=0.0.0.0
--log-level=debug
--timeout=30000
--max-tokens=8192
--model=claude-sonnet-4-5-20250929
--model=gpt-4o-mini-2024-07-18
claude-3-5-haiku-20241022
anthropic.claude-3-5-sonnet-20241022-v2:0
text-embedding-3-small
meta-llama/Meta-Llama-3.1-70B-Instruct
gemini-2.0-flash-thinking-exp-01-21
qwen2.5-coder-32b-instruct-q4_K_M
--region=eu-central-1
--features=all,docs,debugging
--access-mode=restricted
--allowed-origins=https://app.example.com
--allowed-directories=/srv/data
--config=/etc/mcp/config.yaml
--experimental-vm-modules
--max-old-space-size=4096
--require=ts-node/register
--loader=tsx
--tsconfig=tsconfig.build.json
--inspect-brk=127.0.0.1:9229
--unhandled-rejections=strict
--no-warnings=ExperimentalWarning
--disable-blink-features=AutomationControlled
--user-data-dir=/tmp/chrome-profile-stable
--remote-debugging-port=9222
--window-size=1920,1080
--viewport-size=1280x720
--user-agent=Mozilla/5.0
--filter=@scope/package...
--with=mcp[cli]
--directory=/home/dev/projects/weather-server
--python=3.12
--index-strategy=unsafe-best-match
--refresh-package=mcp-server
--read-only
--project-ref=staging
--token-budget=2000
--tokenizer=cl100k_base
--passthrough=all
--author=Jane
--session-timeout=3600
--pin-versions
--keystore=/etc/ssl/keystore.jks
--public-key=/etc/ssl/server.pub
--sort-key=name
--schema=public
--compass=north
--bypass=none
https://mcp.linear.app/sse
https://api.githubcopilot.com/mcp/
https://mcp.context7.com/mcp
https://learn.microsoft.com/api/mcp
https://knowledge-mcp.global.api.aws
https://huggingface.co/mcp
https://mcp.deepwiki.com/sse
https://gitmcp.io/modelcontextprotocol/typescript-sdk
http://localhost:11434/v1/chat/completions
http://127.0.0.1:6274/sse
http://host.docker.internal:8123/mcp_server/sse
https://d111111abcdef8.cloudfront.net/mcp
https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/prod/mcp
https://myproject-default-rtdb.europe-west1.firebasedatabase.app/
wss://realtime.example.com/socket/v1/websocket
postgresql://localhost:5432/postgres
postgresql://localhost/mydb
redis://localhost:6379/0
mongodb://db1:27017,db2:27017/inventory
sqlite:///home/dev/data/app.db
jdbc:postgresql://db.example.com:5432/app
file:///home/dev/index.html
s3://bucket-name/prefix/2024/11/05/data.parquet
amqp://rabbit:5672/vhost
ip-10-0-12-34.eu-west-1.compute.internal
web-frontend.default.svc.cluster.local:8080
dev@example.com
git@git.example.com:owner/repository.git
refs/heads/feature/JIRA-1234-add-login-form
feature/ABC-1234_upgrade-to-node22
release/2024.11.05-hotfix2
HEAD~3..HEAD
origin/main...HEAD
v1.2.3-beta.4+build.20241105
2024-11-05T09:30:00+01:00
2024-11-05
0 9 * * 1-5
10.0.0.0/16
fe80::1ff:fe23:4567:890a
192.168.100.200:65535
0x7fff5fbff8c0
#ff8800
camelCaseIdentifierName
getServerSideProps
XMLHttpRequestEventTarget
SCREAMING_SNAKE_CASE_NAME
dangerouslySetInnerHTML
flex-col-reverse
text-muted-foreground
grid-template-columns
application/vnd.api+json
text/event-stream
multipart/form-data
Content-Type: application/json
Accept: application/json, text/event-stream
X-Requested-With: XMLHttpRequest
User-Agent: curl/8.10.1
MCP-Protocol-Version: 2025-06-18
Bash(npm run test:*)
Edit|MultiEdit|Write
mcp__github__create_pull_request
mcp__playwright__browser_take_screenshot
jq -r .tool_input.file_path
npx prettier --write "$CLAUDE_FILE_PATHS"
osascript -e 'display notification "Done" with title "Claude Code"'
python3 -c "import json,sys; print(json.load(sys.stdin)['tool_name'])"
prettier --write src/**/*.{ts,tsx,css}
cd /home/dev/work && npm run build
npm run lint -- --fix
git diff --name-only HEAD~1
git rev-parse --short HEAD
if [ -f package.json ]; then npm test; fi
curl -fsSL https://bun.sh/install | bash
curl -LsSf https://astral.sh/uv/0.5.1/install.sh | sh
terminal-notifier -title Claude -message Finished -sound Glass
say -v Samantha "Task finished"
notify-send "Claude Code" "Awaiting your input"
afplay /System/Library/Sounds/Funk.aiff
powershell -NoProfile -ExecutionPolicy Bypass -File hook.ps1
ruff check --fix --select E,F,I,UP
cargo clippy --all-targets --all-features
gofmt -w ./...
pytest -xvs tests/test_authentication_flow.py::TestLogin::test_password_reset
SELECT * FROM information_schema.tables WHERE table_schema = 'public'
`
	.trim()
	.split('\n');

import { defineConfig } from '@playwright/test'

export default defineConfig({
  testMatch: '*.spec.mjs',
  // One server for all workers, on a free port; each test uses its own sandbox
  webServer: {
    command: 'npx kibana-cases-mock --port 0 --host 127.0.0.1 --quiet --ready-json --seed []',
    wait: { stdout: /"url":"(?<kibana_url>[^"]+)"/ },
  },
  use: { baseURL: process.env.KIBANA_URL },
})

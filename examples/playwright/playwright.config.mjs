import { defineConfig } from '@playwright/test'

const port = 5699

export default defineConfig({
  testMatch: '*.spec.mjs',
  // One server for all workers; each test uses its own sandbox
  webServer: {
    command: `npx kibana-cases-mock --port ${port} --host 127.0.0.1 --seed []`,
    url: `http://127.0.0.1:${port}/_mock/health`,
  },
  use: { baseURL: `http://127.0.0.1:${port}` },
})

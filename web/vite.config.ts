import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

// The server takes changes only from its own page: what is asked here has to look as if it were asked there, or be unchanged.
const server = { target: process.env.ZENOBIA ?? "http://127.0.0.1:7890", changeOrigin: false };

export default defineConfig({
  plugins: [svelte()],
  // The page has to run under `default-src 'self'`: nothing is inlined as a data address but what `img-src` lets through.
  build: { target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 1200 },
  server: { proxy: { "/api": server, "/openapi.json": server, "/feeds": server } },
  test: { include: ["src/**/*.test.ts"], reporters: ["./test/counts.ts"], environment: "node" },
});

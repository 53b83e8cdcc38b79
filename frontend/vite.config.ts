import { defineConfig } from "vite";

// Output goes to dist/, which Django serves under /static/; the manifest tells the page which files to load.
export default defineConfig({
  base: "/static/",
  publicDir: false,
  build: {
    outDir: "dist",
    assetsDir: "assets",
    manifest: "manifest.json",
    // Files stay files: the content security policy allows no data: fonts or scripts.
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    target: "es2022",
    rollupOptions: { input: "src/main.ts" },
  },
});

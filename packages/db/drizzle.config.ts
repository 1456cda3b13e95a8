import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  casing: 'snake_case',
  schema: ['./src/schema/*.ts', './src/telegram/schema/*.ts', './src/http/schema/*.ts'],
  out: './migrations',
});

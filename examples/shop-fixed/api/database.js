import { readFileSync } from 'node:fs';
import pg from 'pg';

const { DATABASE_HOST, DATABASE_NAME, DATABASE_USER, DATABASE_PASSWORD_FILE } = process.env;

export const pool = new pg.Pool({
  host: DATABASE_HOST,
  database: DATABASE_NAME,
  user: DATABASE_USER,
  password: () => readFileSync(DATABASE_PASSWORD_FILE, 'utf8').trim(),
  max: 10,
});

import { pool } from './database.js';

await pool.query(
  'create table if not exists orders (id bigserial primary key, customer text not null, total numeric not null)',
);
await pool.end();
